// Days and instants of the city (GMT+8 all year) and the spellings that its systems use.

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;

/** Epoch ms of a GMT+8 text `2022-02-28`, `2022-02-28 08:55` or `2022-02-28 08:55:30`. */
export function instant(text: string): number {
  const [day = '', time = '00:00'] = text.split(' ');
  const ms = Date.parse(`${day}T${time.length === 5 ? `${time}:00` : time}+08:00`);
  if (Number.isNaN(ms)) throw new RangeError(`No instant: ${text}`);
  return ms;
}

/** Start of the GMT+8 day in which the instant falls. */
export function dayStart(ms: number): number {
  return Math.floor((ms + ZONE) / DAY) * DAY - ZONE;
}

/** `2022-02-28T08:55:00+08:00`, whole seconds. */
export function stamp(ms: number): string {
  return `${new Date(ms + ZONE).toISOString().slice(0, 19)}+08:00`;
}

/** `2022-02-28`. */
export function day(ms: number): string {
  return new Date(ms + ZONE).toISOString().slice(0, 10);
}

/** `20220228`. */
export function compactDay(ms: number): string {
  return day(ms).replaceAll('-', '');
}

/** Whole seconds, downwards. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

/** Whole minutes, downwards. */
export function minutes(ms: number): number {
  return Math.floor(ms / MINUTE) * MINUTE;
}
