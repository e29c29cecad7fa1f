// Instants as departments write them, for versions and watermarks only (mapping has its own, fuller parsers).

const DATE_TIME = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(\.\d{1,9})?)?)?\s*(Z|[+-]\d{2}:?\d{2})?$/i;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2}))?$/;

/** Epoch ms of `2022-02-28 08:55[:30.5]`, `2022/2/28`, `20220228[085530]`, ISO 8601; GMT+8 where no zone is written. */
export function parseInstant(text: string): number | undefined {
  const trimmed = text.trim();
  const match = DATE_TIME.exec(trimmed) ?? COMPACT.exec(trimmed);
  const utc = match ? utcOf(match.slice(1, 7).map((part) => Number(part ?? 0))) : undefined;
  if (!match || utc === undefined) return undefined;
  return utc + Math.trunc(Number(match[7] ?? 0) * 1000) - offsetMs(match[8]);
}

/** A number that grows: digits as they are, else the instant in epoch ms. */
export function parseVersion(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d{4}\d{4}(\d{6})?$/.test(trimmed)) return Number(trimmed);
  if (/^\d+(\.\d+)?$/.test(trimmed)) return Number(trimmed);
  return parseInstant(trimmed);
}

export type InstantStyle = 'iso' | 'local' | 'epochMs' | 'epochS';

/** Writes an instant the way the source's parameter wants it; `iso` and `local` in GMT+8. */
export function formatInstant(epochMs: number, style: InstantStyle): string {
  if (style === 'epochMs') return String(epochMs);
  if (style === 'epochS') return String(Math.floor(epochMs / 1000));
  const local = new Date(epochMs + EIGHT_HOURS).toISOString();
  return style === 'iso' ? `${local.slice(0, 19)}+08:00` : `${local.slice(0, 10)} ${local.slice(11, 19)}`;
}

const EIGHT_HOURS = 8 * 3_600_000;

function utcOf(parts: readonly number[]): number | undefined {
  const [year, month, day, hour, minute, second] = parts as [number, number, number, number, number, number];
  const date = new Date(Date.UTC(year, month - 1, day));
  const real = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return real && hour <= 24 && minute < 60 && second <= 60 ? date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 : undefined;
}

function offsetMs(zone: string | undefined): number {
  if (!zone) return EIGHT_HOURS;
  if (zone.toUpperCase() === 'Z') return 0;
  const sign = zone.startsWith('-') ? -1 : 1;
  return sign * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))) * 60_000;
}
