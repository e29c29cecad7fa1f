// The clock that simulators and the hub's schedules share: simulated time, running at a speed or moved by hand.

/** Epoch milliseconds of simulated time. */
export interface Clock {
  now(): number;
  /** Resolves after `ms` of this clock's time, or at once when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

const LONGEST_TIMER = 2_000_000_000;

/** Runs from `start` at `speed` simulated milliseconds per real one. */
export function createSimClock({ start, speed = 1, wall = Date.now }: { start: number; speed?: number; wall?: () => number }): Clock {
  const begun = wall();
  const now = () => Math.floor(start + (wall() - begun) * speed);
  return {
    now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const done = () => {
          clearTimeout(timer);
          signal?.removeEventListener('abort', done);
          resolve();
        };
        const timer = setTimeout(done, Math.min(ms / speed, LONGEST_TIMER));
        signal?.addEventListener('abort', done, { once: true });
      }),
  };
}

export interface ManualClock extends Clock {
  /** Moves the clock and wakes the sleepers whose time has come, earliest first. Never goes back. */
  set(instant: number): void;
}

export function createManualClock(start: number): ManualClock {
  let instant = start;
  const sleepers = new Set<{ at: number; wake: () => void }>();
  return {
    now: () => instant,
    set(next) {
      instant = Math.max(instant, next);
      [...sleepers].filter((s) => s.at <= instant).sort((a, b) => a.at - b.at).forEach((s) => s.wake());
    },
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted || ms <= 0) return resolve();
        const wake = () => {
          sleepers.delete(sleeper);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        const sleeper = { at: instant + ms, wake };
        sleepers.add(sleeper);
        signal?.addEventListener('abort', wake, { once: true });
      }),
  };
}
