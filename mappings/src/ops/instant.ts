// Reading dates and times as native systems write them (domain §7), without guessing between day and month.

export const INSTANT_FORMATS = ['ymd', 'compact', 'excel', 'epochS', 'epochMs', 'dmy', 'mdy', 'yymmdd'] as const;
export type InstantFormat = (typeof INSTANT_FORMATS)[number];

/** dmy, mdy and yymmdd could be mistaken for each other: they must be asked for. */
export const DEFAULT_FORMATS: readonly InstantFormat[] = ['ymd', 'compact', 'excel', 'epochS', 'epochMs'];

/** Local calendar fields in the zone `offset` (minutes east of UTC; undefined: the zone was not written). Hour 24 is already carried over. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** Digits after the second's point as written, `''` when none. */
  readonly fraction: string;
  readonly offset: number | undefined;
}

const TIME = '(\\d{1,2})(?:[:时点](\\d{1,2}))(?:[:分](\\d{1,2})(?:[.,](\\d{1,9}))?)?[分秒]?';
const TAIL = `(?:(?:\\s*T\\s*|\\s+|(?<=日))${TIME})?\\s*(Z|[+-]\\d{2}:?\\d{2})?$`;
const YMD = new RegExp(`^(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?${TAIL}`);
const XXY = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4})${TAIL}`);
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(\d{3})?)?(Z|[+-]\d{2}:?\d{2})?$/;
const YYMMDD = /^(\d{2})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;
const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const EXCEL_FIRST = 61;
const EXCEL_LAST = 109575;
const DAY_MS = 86_400_000;

type Reader = (text: string) => LocalTime | undefined;

const READERS: Readonly<Record<InstantFormat, Reader>> = {
  ymd: (text) => fromMatch(YMD.exec(text), [1, 2, 3]),
  compact: (text) => fromMatch(COMPACT.exec(text), [1, 2, 3]),
  excel: fromExcel,
  epochS: (text) => (/^-?\d{9,10}(\.\d+)?$/.test(text) ? fromEpoch(Math.round(Number(text) * 1000)) : undefined),
  epochMs: (text) => (/^-?\d{11,13}(\.\d+)?$/.test(text) ? fromEpoch(Math.round(Number(text))) : undefined),
  dmy: (text) => fromMatch(XXY.exec(text), [3, 2, 1]),
  mdy: (text) => fromMatch(XXY.exec(text), [3, 1, 2]),
  yymmdd: (text) => (YYMMDD.test(text) ? fromMatch(COMPACT.exec(`20${text}`), [1, 2, 3]) : undefined),
};

/** The instant that folded text names, in the first of `formats` that reads it; undefined when none does. Years 1900 to 2199. */
export function readInstant(text: string, formats: readonly InstantFormat[]): LocalTime | undefined {
  for (const format of formats) {
    const time = READERS[format](text);
    if (time) return time;
  }
  return undefined;
}

/** Groups 4-7 are hour, minute, second, fraction; 8 the zone. `order` says where year, month and day stand. */
function fromMatch(match: RegExpExecArray | null, order: readonly [number, number, number]): LocalTime | undefined {
  if (!match) return undefined;
  const [year, month, day] = [Number(match[order[0]]), Number(match[order[1]]), Number(match[order[2]])];
  const time = { hour: Number(match[4] ?? 0), minute: Number(match[5] ?? 0), second: Number(match[6] ?? 0), fraction: match[7] ?? '' };
  if (!isDay(year, month, day) || !isTime(time)) return undefined;
  const { hour, minute, second, fraction } = time;
  const local = { year, month, day, hour, minute, second, fraction, offset: match[8] === undefined ? undefined : readOffset(match[8]) };
  return time.hour === 24 ? carry({ ...local, hour: 0 }) : local;
}

function isDay(year: number, month: number, day: number): boolean {
  return year >= 1900 && year < 2200 && month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

function daysIn(year: number, month: number): number {
  if (month !== 2) return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
}

function isTime(time: { hour: number; minute: number; second: number; fraction: string }): boolean {
  if (time.hour === 24) return time.minute === 0 && time.second === 0 && Number(time.fraction) === 0;
  return time.hour < 24 && time.minute < 60 && time.second < 60;
}

/** `24:00` is the next day's midnight. */
function carry(local: LocalTime): LocalTime {
  return { ...fieldsOf(utcOf(local) + DAY_MS, 0), fraction: local.fraction, offset: local.offset };
}

function readOffset(text: string): number {
  if (text === 'Z') return 0;
  const sign = text.startsWith('-') ? -1 : 1;
  return sign * (Number(text.slice(1, 3)) * 60 + Number(text.slice(-2)));
}

/** Excel's day count from 1899-12-30 (valid from 1900-03-01), to the second: 44620 is 2022-02-28. */
function fromExcel(text: string): LocalTime | undefined {
  if (!NUMBER.test(text)) return undefined;
  const days = Number(text);
  if (days < EXCEL_FIRST || days >= EXCEL_LAST) return undefined;
  const ms = EXCEL_EPOCH + Math.round(days * 86_400) * 1000;
  return { ...fieldsOf(ms, 0), fraction: '', offset: undefined };
}

function fromEpoch(ms: number): LocalTime | undefined {
  if (Math.abs(ms) > 7.3e12) return undefined;
  return fieldsOf(ms, 0);
}

/** Milliseconds of the local fields as if they were UTC. */
function utcOf(time: LocalTime): number {
  return Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
}

/** Calendar fields of an instant in a zone. */
function fieldsOf(ms: number, offset: number): LocalTime {
  const date = new Date(ms + offset * 60_000);
  const milli = date.getUTCMilliseconds();
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
    fraction: milli === 0 ? '' : String(milli).padStart(3, '0'),
    offset,
  };
}

/** The same instant with fields in zone `to`; `assumed` is the zone where none was written (minutes east of UTC). */
export function inZone(time: LocalTime, assumed: number, to: number): LocalTime {
  const from = time.offset ?? assumed;
  if (from === to) return time.offset === to ? time : { ...time, offset: to };
  return { ...fieldsOf(utcOf(time) - from * 60_000, to), fraction: time.fraction };
}

/** Epoch milliseconds. */
export function epochOf(time: LocalTime, assumed: number): number {
  return utcOf(time) - (time.offset ?? assumed) * 60_000 + Math.trunc(Number(`0.${time.fraction || '0'}`) * 1000);
}

export function formatDay(time: LocalTime): string {
  return `${time.year}-${two(time.month)}-${two(time.day)}`;
}

export function formatClock(time: LocalTime): string {
  const fraction = time.fraction === '' ? '' : `.${time.fraction}`;
  return `${two(time.hour)}:${two(time.minute)}:${two(time.second)}${fraction}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
