// When each connection is fetched: cron expressions (node-cron) on the hub's own clock, all in one place.
import { setMaxListeners } from 'node:events';
import cron from 'node-cron';
import type { Clock, Log } from '../sources/source';

export interface Job {
  readonly name: string;
  /** Five or six fields (with seconds), in Asia/Shanghai. */
  readonly schedule: string;
  run(signal: AbortSignal): Promise<unknown>;
}

export interface Schedules {
  readonly jobs: readonly Job[];
  /** Runs a job now, or joins its running turn. */
  runNow(name: string): Promise<void>;
  stop(): Promise<void>;
}

const ZONE = 'Asia/Shanghai';
const DAY_SECONDS = 86_400;

/** Whether the text is a cron expression. */
export function isSchedule(text: string): boolean {
  return cron.validate(text);
}

/** A job never overlaps itself. A failed turn is logged and the next comes as planned. */
export function startSchedules(jobs: readonly Job[], clock: Clock, log: Log): Schedules {
  const stop = new AbortController();
  setMaxListeners(0, stop.signal);
  const turns = new Map(jobs.map((job) => [job.name, turnOf(job, stop.signal, log)]));
  const loops = jobs.map((job) => loop(job, turns.get(job.name) ?? (async () => undefined), clock, stop.signal));
  return {
    jobs,
    async runNow(name) {
      const turn = turns.get(name);
      if (!turn) throw new Error(`No job is named ${name}`);
      await turn();
    },
    async stop() {
      stop.abort();
      await Promise.all(loops);
    },
  };
}

/** First at once, so that a restarted hub goes on where it stood, then as the expression says. */
async function loop(job: Job, turn: () => Promise<void>, clock: Clock, signal: AbortSignal): Promise<void> {
  const task = cron.createTask(job.schedule, () => undefined, { timezone: ZONE });
  while (!signal.aborted) {
    await turn();
    if (signal.aborted) break;
    await clock.sleep(nextRun((at) => task.match(at), clock.now()) - clock.now(), signal);
  }
  await task.destroy();
}

function turnOf(job: Job, signal: AbortSignal, log: Log): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => {
    running ??= job
      .run(signal)
      .then(() => undefined)
      .catch((error: unknown) => {
        if (!signal.aborted) log.warn({ job: job.name, err: error }, 'a scheduled run failed; it will be tried at its next time');
      })
      .finally(() => {
        running = null;
      });
    return running;
  };
}

/** The first whole second after `from` that matches; at the latest a day on, where it is looked for again. */
export function nextRun(matches: (at: Date) => boolean, from: number): number {
  const start = Math.floor(from / 1000) + 1;
  for (let second = start; second < start + DAY_SECONDS; second += 1) {
    if (matches(new Date(second * 1000))) return second * 1000;
  }
  return (start + DAY_SECONDS) * 1000;
}
