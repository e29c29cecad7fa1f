// A job that one process at a time does: it holds the job's lease, works until nothing is left, then waits for a commit.
import { randomUUID } from 'node:crypto';
import type { Log } from '@lianshu/connectors';
import type { Store } from '../store/store';

export interface LeasedJob {
  readonly name: string;
  readonly store: Pick<Store, 'leases' | 'onCommit' | 'onItemsOpened'>;
  readonly log: Log;
  /** One short step, safe to repeat: another process may repeat it after a crash. True: there is more to do. */
  readonly step: () => Promise<boolean>;
}

export interface Running {
  /** Waits for the running step, then gives the lease back. */
  close(): Promise<void>;
}

/** Wall-clock milliseconds: a killed process is followed by another after this long. */
const LEASE_MS = 3000;
const RENEW_MS = 1000;
const IDLE_MS = 500;
const LONGEST_PAUSE_MS = 5000;

export function startLeasedLoop({ name, store, log, step }: LeasedJob): Running {
  const owner = `${process.pid}-${randomUUID()}`;
  const alarm = createAlarm();
  const stops = [store.onCommit(alarm.ring), store.onItemsOpened(alarm.ring)];
  let closed = false;
  let heldUntil = 0;
  let failures = 0;

  const hold = async (): Promise<boolean> => {
    const now = Date.now();
    if (heldUntil - now > LEASE_MS - RENEW_MS) return true;
    const held = await store.leases.hold(name, owner, now, LEASE_MS);
    heldUntil = held ? now + LEASE_MS : 0;
    return held;
  };
  const round = async (): Promise<number> => {
    try {
      while (!closed && (await hold()) && (await step()));
      failures = 0;
      return IDLE_MS;
    } catch (error) {
      failures += 1;
      if (failures === 1) log.warn({ job: name, err: error }, 'A relay waits: it tries again by itself');
      return Math.min(LONGEST_PAUSE_MS, 100 * 2 ** failures);
    }
  };
  const running = (async () => {
    while (!closed) {
      const ms = await round();
      if (!closed) await alarm.wait(ms, failures === 0);
    }
    if (heldUntil > 0) await store.leases.release(name, owner).catch((error: unknown) => log.warn({ job: name, err: error }, 'A lease was not given back; it runs out by itself'));
  })();
  return {
    close: async () => {
      closed = true;
      for (const stop of stops) stop();
      alarm.ring();
      alarm.stop();
      await running;
    },
  };
}

/** Rings are not lost between a look and the wait that follows it. */
function createAlarm() {
  let rung = false;
  let stopped = false;
  let waiter: (() => void) | undefined;
  return {
    ring: (): void => {
      rung = true;
      waiter?.();
    },
    stop: (): void => {
      stopped = true;
      waiter?.();
    },
    /** `early`: a ring ends the wait; otherwise only the time or the stop does. */
    wait: async (ms: number, early: boolean): Promise<void> => {
      await new Promise<void>((resolve) => {
        if (stopped || (early && rung)) return resolve();
        const timer = setTimeout(resolve, ms);
        waiter = () => {
          if (!early && !stopped) return;
          clearTimeout(timer);
          resolve();
        };
      });
      waiter = undefined;
      rung = false;
    },
  };
}
