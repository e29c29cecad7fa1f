// The common answer of every identifier check: is it valid, what is its normal form, what is doubtful, and why it was refused.
import type { Bilingual } from '../reason';

/** Something doubtful that does not make the identifier invalid. */
export interface IdentifierWarning {
  readonly code: string;
  readonly hint: Bilingual;
}

/** Why an identifier is refused. Names kinds and positions, never the value itself. */
export interface IdentifierFault {
  /** A reason code of `validator/reason-codes.ts`, e.g. FORMAT_USCC. */
  readonly code: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: Bilingual;
}

/** `normalised` is the normal form when valid, else the text as far as it could be cleaned. */
export interface IdentifierCheck {
  readonly valid: boolean;
  readonly normalised: string;
  readonly warnings: readonly IdentifierWarning[];
  readonly reason?: IdentifierFault;
}

const NO_WARNINGS: readonly IdentifierWarning[] = Object.freeze([]);

export function accepted(normalised: string, warnings: readonly IdentifierWarning[] = NO_WARNINGS): IdentifierCheck {
  return { valid: true, normalised, warnings };
}

export function refused(normalised: string, reason: IdentifierFault): IdentifierCheck {
  return { valid: false, normalised, warnings: NO_WARNINGS, reason };
}

/** Full-width ASCII to half width, odd spaces to a space, outer spaces off. Unlike NFKC it keeps Ⅲ, ³ and ㎡. */
export function foldWidth(text: string): string {
  if (/^[\x00-\x7f]*$/.test(text)) return text.trim();
  return text
    .replace(/[\uff01-\uff5e]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0\u2000-\u200a]/g, ' ')
    .replace(/[\u200b-\u200f\ufeff]/g, '')
    .trim();
}

/** As `foldWidth`, all spaces removed, letters upper case. */
export function foldCode(text: string): string {
  return foldWidth(text).replace(/\s+/g, '').toUpperCase();
}

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** True for a real day of the proleptic Gregorian calendar; year of four digits, month from 1. */
export function isDay(year: number, month: number, day: number): boolean {
  const leap = month === 2 && ((year % 4 === 0 && year % 100 !== 0) || year % 400 === 0);
  return day >= 1 && day <= (DAYS[month - 1] ?? 0) + (leap ? 1 : 0);
}

/** True when the eight digits yyyymmdd name a real day. */
export function isDayText(digits: string): boolean {
  return /^\d{8}$/.test(digits) && isDay(Number(digits.slice(0, 4)), Number(digits.slice(4, 6)), Number(digits.slice(6, 8)));
}

/** What the hub says of a text without repeating it: its length in characters. */
export function textKind(text: string): string {
  const length = [...text].length;
  return length === 0 ? 'empty string' : `string of ${length} character${length === 1 ? '' : 's'}`;
}
