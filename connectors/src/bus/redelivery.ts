// When a failed batch comes again: the pause doubles from 100 ms up to a ceiling.

export const DEFAULT_MAX_MESSAGES = 1000;
export const DEFAULT_MAX_PAUSE_MS = 30_000;
const FIRST_PAUSE_MS = 100;

/** Milliseconds before the delivery after `failures` failures in a row (1, 2, ...). */
export function pauseAfter(failures: number, maxPauseMs: number): number {
  return Math.min(maxPauseMs, FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 30));
}
