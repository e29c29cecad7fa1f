// When to try again: exponential pauses with full jitter, on the clock, ended by an abort. Shared by both wrappers.
import { HubError } from '@lianshu/schemas';
import type { Clock, Log } from './source';

export interface RetryDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ value < 1. */
  readonly random: () => number;
}

export interface RetryOptions {
  /** Tries in all, the first included. */
  readonly attempts: number;
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
}

export const DEFAULT_RETRY: RetryOptions = { attempts: 5, firstPauseMs: 500, longestPauseMs: 30_000 };

/** Resolves after a pause when the fault passes and tries are left; throws the fault otherwise. `failures`: how many so far, from 1. */
export async function pauseOrThrow(error: unknown, failures: number, deps: RetryDeps, options: RetryOptions, signal?: AbortSignal): Promise<void> {
  if (!(error instanceof HubError) || !error.retriable || failures >= options.attempts || signal?.aborted) throw error;
  const pause = pauseMs(error, failures, deps.random, options);
  deps.log.warn({ code: error.code, failures, pause }, 'trying again after a pause');
  await deps.clock.sleep(pause, signal);
  if (signal?.aborted) throw error;
}

/** The far system's own Retry-After counts where it is longer. */
function pauseMs(error: HubError, failures: number, random: () => number, options: RetryOptions): number {
  const ceiling = Math.min(options.longestPauseMs, options.firstPauseMs * 2 ** (failures - 1));
  const asked = error.details.retryAfterMs;
  return Math.max(Math.round(random() * ceiling), typeof asked === 'number' ? Math.min(asked, options.longestPauseMs) : 0);
}
