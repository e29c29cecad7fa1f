// Partitions whose handler failed: each is paused on its own and fetched again later.
import { pauseAfter } from '../redelivery';
import { keyOf } from './progress';

/** `resume` is called after a pause that grows with each failure in a row. */
export function createFailing(resume: (topic: string, partition: number) => void) {
  const failures = new Map<string, number>();
  const timers = new Map<string, NodeJS.Timeout>();
  let open = true;
  return {
    has: (key: string) => timers.has(key),
    over: (key: string) => { failures.delete(key); },
    again: (topic: string, partition: number, maxPauseMs: number) => {
      const key = keyOf(topic, partition);
      const count = (failures.get(key) ?? 0) + 1;
      failures.set(key, count);
      if (!open) return;
      clearTimeout(timers.get(key));
      timers.set(key, setTimeout(() => {
        timers.delete(key);
        resume(topic, partition);
      }, pauseAfter(count, maxPauseMs)));
    },
    close: () => {
      open = false;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
    },
  };
}
