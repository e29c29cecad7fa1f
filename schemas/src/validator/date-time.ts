// Instants and days as RFC 3339 has them, strict: capital T or t, an offset, a day that exists.
import { isDay } from '../identifiers/identifier';

const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(?:\.\d+)?(?:[Zz]|[+-]\d\d:\d\d)$/;
const DATE = /^\d{4}-\d\d-\d\d$/;

/** RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  return text.length === 10 && DATE.test(text) && hasDay(text);
}

/** RFC 3339 `date-time`. Second 60 passes only where a leap second may stand: 23:59:60 UTC. */
export function isDateTime(text: string): boolean {
  if (text.length > 64 || !DATE_TIME.test(text) || !hasDay(text)) return false;
  const hour = twoDigits(text, 11);
  const minute = twoDigits(text, 14);
  const second = twoDigits(text, 17);
  const offset = offsetOf(text);
  if (hour > 23 || minute > 59 || second > 60 || Number.isNaN(offset)) return false;
  return second < 60 || (hour * 60 + minute - offset + 2880) % 1440 === 1439;
}

function hasDay(text: string): boolean {
  return isDay(twoDigits(text, 0) * 100 + twoDigits(text, 2), twoDigits(text, 5), twoDigits(text, 8));
}

/** Minutes east of Greenwich; NaN when the offset is none. */
function offsetOf(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  if (last > 57) return 0;
  const hour = twoDigits(text, text.length - 5);
  const minute = twoDigits(text, text.length - 2);
  const sign = text.charAt(text.length - 6) === '-' ? -1 : 1;
  return hour > 23 || minute > 59 ? NaN : sign * (hour * 60 + minute);
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48;
}
