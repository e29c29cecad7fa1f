// Reading numbers as people write them: signs, thousands separators, unit suffixes, exactly.
import Decimal from 'decimal.js';
import { foldText } from '../fold-text';

/** Arithmetic of the hub: 40 significant digits, half-even (GB/T 8170). */
export const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -30, toExpPos: 30 });

const UNIT_SUFFIXES = /\s*(?:平方米|立方米|万元|公斤|千克|毫米|厘米|公里|千米|元|吨|方|米|kg|mm|cm|km|MPa|m2|m3|㎡|m³|°C|t|m|%|人|个|天|年)$/;
const PLAIN = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const THOUSANDS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const EXPONENT = /^[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,2}$/;
const SAFE_LENGTH = 15;

export interface NumberForm {
  readonly thousands: boolean;
  /** Suffixes that may follow; undefined: the usual ones. */
  readonly units: readonly string[] | undefined;
}

/** A JSON number where 15 digits carry it exactly, a Decimal past that; undefined: nothing there; null: not a number. */
export function readNumber(value: unknown, form: NumberForm): number | Decimal | undefined | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value instanceof Decimal) return value;
  if (typeof value === 'boolean') return null;
  const folded = foldText(value);
  if (folded === undefined || folded === null) return folded;
  const text = PLAIN.test(folded) ? folded : plainNumber(folded, form);
  if (text === null) return null;
  return text.length <= SAFE_LENGTH ? Number(text) : new Exact(text);
}

function plainNumber(folded: string, form: NumberForm): string | null {
  const text = withoutUnit(folded, form.units);
  if (PLAIN.test(text)) return text;
  if (form.thousands && THOUSANDS.test(text)) return text.replaceAll(',', '');
  return EXPONENT.test(text) ? new Exact(text).toFixed() : null;
}

function withoutUnit(text: string, units: readonly string[] | undefined): string {
  if (units === undefined) return text.replace(UNIT_SUFFIXES, '');
  const unit = units.map((u) => u.normalize('NFKC')).find((u) => text.endsWith(u));
  return unit === undefined ? text : text.slice(0, -unit.length).trimEnd();
}

/** A JSON number; undefined when digits would be lost (past what a double keeps). */
export function toJsonNumber(value: Decimal): number | undefined {
  const number = value.toNumber();
  return Number.isFinite(number) && new Exact(number).eq(value) ? number : undefined;
}

/** Decimal places of a number as written. */
export function decimalPlaces(value: number | Decimal): number {
  if (typeof value === 'number') {
    if (Number.isInteger(value)) return 0;
    const text = String(value);
    if (!text.includes('e')) return text.length - text.indexOf('.') - 1;
  }
  return new Exact(value).decimalPlaces();
}
