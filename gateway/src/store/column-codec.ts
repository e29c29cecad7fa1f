// How a document's values stand in columns and come back from them: pure, and the same meaning on both databases.
import type { JsonValue } from '@lianshu/schemas';
import type { Column } from './dataset-plan';
import type { SqlValue } from './database';
import type { Dialect } from './dialect';

/** A value that its column cannot hold. */
export interface Misfit {
  readonly misfit: string;
}

type Encode = (value: JsonValue, column: Column, dialect: Dialect) => SqlValue | Misfit;

const ENCODERS: Readonly<Record<Column['kind'], Encode>> = {
  string: (value, column) => encodeString(value, column.length),
  text: (value) => (typeof value === 'string' ? value : misfit('a string')),
  integer: (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? value : misfit('a whole number of at most 2^53')),
  decimal: encodeDecimal,
  float: (value) => (typeof value === 'number' && Number.isFinite(value) ? value : misfit('a number')),
  boolean: (value) => (typeof value === 'boolean' ? Number(value) : misfit('true or false')),
  instant: (value, _column, dialect) => encodeInstant(value, dialect),
  date: (value) => (typeof value === 'string' && isDay(value) ? value : misfit('a day of the years 1000-9999 as YYYY-MM-DD')),
};

/** The column's value, or what would have fitted. An absent value is null. */
export function encode(value: JsonValue | undefined, column: Column, dialect: Dialect): SqlValue | Misfit {
  return value === undefined || value === null ? null : ENCODERS[column.kind](value, column, dialect);
}

export function isMisfit(value: SqlValue | Misfit): value is Misfit {
  return typeof value === 'object' && value !== null && 'misfit' in value;
}

/** A key's element in an array's index table. */
export function encodeString(value: JsonValue, length: number): SqlValue | Misfit {
  if (typeof value !== 'string') return misfit('a string');
  return value.length <= length || [...value].length <= length ? value : misfit(`a string of at most ${length} characters`);
}

/** An operand of a comparison: as `encode`, but decimals keep the digits beyond the column's scale, so that `lt` and `gt` stay exact. */
export function encodeOperand(value: JsonValue, column: Column, dialect: Dialect): SqlValue | Misfit {
  if (column.kind === 'decimal') {
    if (typeof value !== 'number' || !Number.isFinite(value)) return misfit('a number');
    return dialect.name === 'sqlite' ? shifted(value, column.scale) : value;
  }
  if (column.kind === 'integer') return typeof value === 'number' && Number.isFinite(value) ? value : misfit('a number');
  if (column.kind === 'string') return typeof value === 'string' ? value : misfit('a string');
  return encode(value, column, dialect);
}

/** A column's value as the document would say it; instants in Beijing time. For groups, minima and maxima. */
export function decode(stored: SqlValue, column: Column, dialect: Dialect): JsonValue {
  if (stored === null || stored === undefined) return null;
  switch (column.kind) {
    case 'integer':
    case 'float':
      return Number(stored);
    case 'decimal':
      return dialect.name === 'sqlite' ? shifted(Number(stored), -column.scale) : Number(stored);
    case 'boolean':
      return Number(stored) === 1;
    case 'instant':
      return beijing(dialect.instantMs(stored));
    default:
      return String(stored);
  }
}

/** value × 10^places by moving the decimal point, so that 19.345 and 2 give 1934.5. */
export function shifted(value: number, places: number): number {
  const [digits = '0', exponent = '0'] = String(value).split('e');
  return Number(`${digits}e${Number(exponent) + places}`);
}

function encodeDecimal(value: JsonValue, column: Column, dialect: Dialect): SqlValue | Misfit {
  if (typeof value !== 'number' || !Number.isFinite(value)) return misfit('a number');
  const scaled = Math.sign(value) * Math.round(shifted(Math.abs(value), column.scale));
  const most = Math.min(10 ** column.precision - 1, Number.MAX_SAFE_INTEGER);
  if (Math.abs(scaled) > most) return misfit(`a number of at most ${column.precision} digits, ${column.scale} of them decimals`);
  return dialect.decimal(scaled === 0 ? 0 : scaled, column.scale);
}

const FIRST_INSTANT = Date.UTC(1000, 0, 1);
const LAST_INSTANT = Date.UTC(9999, 11, 31, 23, 59, 59, 999);

function encodeInstant(value: JsonValue, dialect: Dialect): SqlValue | Misfit {
  const epochMs = typeof value === 'string' ? Date.parse(value) : NaN;
  const fits = epochMs >= FIRST_INSTANT && epochMs <= LAST_INSTANT && typeof value === 'string' && /[Zz]|[+-]\d\d:\d\d$/.test(value);
  return fits ? dialect.instant(epochMs) : misfit('an RFC 3339 instant with an offset, of the years 1000-9999');
}

function isDay(value: string): boolean {
  const epochMs = /^[1-9]\d{3}-\d\d-\d\d$/.test(value) ? Date.parse(value) : NaN;
  return !Number.isNaN(epochMs) && new Date(epochMs).toISOString().startsWith(value);
}

const BEIJING_MS = 8 * 3_600_000;

function beijing(epochMs: number): string {
  return `${new Date(epochMs + BEIJING_MS).toISOString().replace(/\.000Z$|Z$/, '')}+08:00`;
}

function misfit(expected: string): Misfit {
  return { misfit: expected };
}
