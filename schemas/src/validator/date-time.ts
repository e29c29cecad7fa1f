// Instants and days as RFC 3339 has them, strict: capital T or t, an offset, a day that exists.
import { isDay } from '../identifiers/identifier';

const DATE_TIME = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** RFC 3339 `full-date`. */
export function isDate(text: string): boolean {
  const found = DATE.exec(text);
  return found !== null && isDay(Number(found[1]), Number(found[2]), Number(found[3]));
}

/** RFC 3339 `date-time`. Second 60 passes only where a leap second may stand: 23:59:60 UTC. */
export function isDateTime(text: string): boolean {
  if (text.length > 64) return false;
  const found = DATE_TIME.exec(text);
  if (!found || !isDay(Number(found[1]), Number(found[2]), Number(found[3]))) return false;
  return isTime(Number(found[4]), Number(found[5]), Number(found[6]), offsetOf(found));
}

/** Minutes east of Greenwich; NaN when the offset is none. */
function offsetOf(found: RegExpExecArray): number {
  const [hour, minute] = [Number(found[8] ?? 0), Number(found[9] ?? 0)];
  return hour > 23 || minute > 59 ? NaN : (found[7] === '-' ? -1 : 1) * (hour * 60 + minute);
}

function isTime(hour: number, minute: number, second: number, offset: number): boolean {
  if (hour > 23 || minute > 59 || second > 60 || Number.isNaN(offset)) return false;
  return second < 60 || isLeapMinute(hour * 60 + minute, offset);
}

function isLeapMinute(minuteOfDay: number, offset: number): boolean {
  return (minuteOfDay - offset + 2880) % 1440 === 1439;
}
