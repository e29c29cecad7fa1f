// How canonical values are spelled in native systems: the reverse of what the mapping tables undo.
import type { Json } from './emission';

export type Format = (value: Json) => Json;

export const plain: Format = (value) => (value === null ? '' : String(value));
export const fixed = (places: number): Format => (value) => Number(value).toFixed(places);
/** Yuan → 万元 with 4 (or 6) decimals. */
export const wan = (places = 4): Format => (value) => (Number(value) / 10000).toFixed(places);
/** `2022-02-28 08:55:30`. */
export const second: Format = (value) => String(value).slice(0, 19).replace('T', ' ');
/** `2022-02-28 08:55`, with seconds only where they are not zero. */
export const minute: Format = (value) => second(value)?.toString().replace(/:00$/, '') ?? '';
/** `2022/2/28 8:43:12`. */
export const slashStamp: Format = (value) => {
  const [, y, mo, d, h, rest] = /^(\d+)-(\d+)-(\d+)T(\d+)(:\d+:\d+)/.exec(String(value)) ?? [];
  return `${y}/${Number(mo)}/${Number(d)} ${Number(h)}${rest}`;
};
/** `20220228091530`. */
export const compactStamp: Format = (value) => String(value).slice(0, 19).replace(/[-T:]/g, '');
export const compactDate: Format = (value) => String(value).replaceAll('-', '');
export const slashDate: Format = (value) => String(value).replaceAll('-', '/');
/** `2022年02月28日`. */
export const chineseDate: Format = (value) => String(value).replace(/^(\d+)-(\d+)-(\d+)$/, '$1年$2月$3日');
export const oneZero: Format = (value) => (value ? '1' : '0');
export const yesNo: Format = (value) => (value ? '是' : '否');
export const micro: Format = (value) => Math.round(Number(value) * 1e6);
/** Half-width brackets as Chinese systems type them. */
export const wideBrackets: Format = (value) => String(value).replaceAll('(', '（').replaceAll(')', '）');

/** Canonical code → native code. */
export const code = (table: Readonly<Record<string, string>>): Format => (value) => {
  const native = table[String(value)];
  if (native === undefined) throw new RangeError(`No native code for ${String(value)}`);
  return native;
};

export const list = (format: Format): Format => (value) => (Array.isArray(value) ? value.map(format) : []);
export const joined = (separator: string, format: Format = plain): Format => (value) => (Array.isArray(value) ? value.map(format).join(separator) : '');
