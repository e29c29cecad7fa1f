import cron from 'node-cron';
import type { Clock } from '../sources/source';
import { isSchedule, type Job, nextRun, startSchedules } from './schedule';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
const START = Date.parse('2022-02-28T08:00:00+08:00');

/** A clock that only the test moves. */
function manualClock(start: number): Clock & { advance(ms: number): void } {
  let now = start;
  let waiting: { until: number; wake: () => void }[] = [];
  return {
    now: () => now,
    sleep: (ms, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        waiting.push({ until: now + ms, wake: resolve });
        signal?.addEventListener('abort', () => resolve(), { once: true });
      }),
    advance(ms) {
      now += ms;
      const due = waiting.filter(({ until }) => until <= now);
      waiting = waiting.filter(({ until }) => until > now);
      for (const { wake } of due) wake();
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('schedules', () => {
  it('finds the next second that matches, in Shanghai time', async () => {
    const task = cron.createTask('0 30 3 * * *', () => undefined, { timezone: 'Asia/Shanghai' });
    expect(new Date(nextRun((at) => task.match(at), START)).toISOString()).toBe('2022-02-28T19:30:00.000Z');
    await task.destroy();
  });

  it('runs a job at once and then whenever the hub\'s clock says so', async () => {
    const clock = manualClock(START);
    const runs: number[] = [];
    const job: Job = { name: 'poll', schedule: '*/5 * * * * *', run: async () => runs.push(clock.now() - START) };
    const schedules = startSchedules([job], clock, silent);
    await settle();
    for (let n = 0; n < 2; n += 1) {
      clock.advance(5000);
      await settle();
    }
    await schedules.stop();
    expect(runs).toEqual([0, 5000, 10_000]);
  });

  it('goes on after a failed turn and never overlaps a job with itself', async () => {
    const clock = manualClock(START);
    let running = 0;
    let most = 0;
    let turns = 0;
    const job: Job = {
      name: 'poll',
      schedule: '* * * * * *',
      async run() {
        running += 1;
        most = Math.max(most, running);
        await settle();
        running -= 1;
        turns += 1;
        throw new Error('the far system is down');
      },
    };
    const schedules = startSchedules([job], clock, silent);
    await Promise.all([schedules.runNow('poll'), schedules.runNow('poll')]);
    await settle();
    clock.advance(1000);
    await settle();
    await schedules.runNow('poll');
    await schedules.stop();
    expect(most).toBe(1);
    expect(turns).toBeGreaterThanOrEqual(2);
  });

  it('knows what a cron expression is', () => {
    expect(isSchedule('*/5 * * * * *')).toBe(true);
    expect(isSchedule('every morning')).toBe(false);
  });
});
