// One life of a hub in a child process, as the test sees it: from the fork to the kill.
import { type ChildProcess, fork } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import type { Config } from '../src/config-schema';
import type { FromHub, ToHub } from './hub-process';

export interface HubLife {
  readonly pid: number;
  /** Resolves when the hub has started; rejects when it could not, or ended before. */
  readonly ready: Promise<void>;
  setClock(at: number): void;
  /** Resolves when the hub has done this much more (counted in readings of its clock), or has ended. */
  marked(readings: number): Promise<void>;
  /** Fetches everything and waits until nothing waits; the readings of the clock that this took. Rejects with PartMissing when a
   *  part that the hub needs does not answer, with another error when the hub has ended or failed. */
  catchUp(): Promise<number>;
  /** kill -9, and waits until the process is gone. */
  kill(): Promise<void>;
  /** Asks it to close; rejects when it does not end cleanly. */
  stop(): Promise<void>;
}

export class PartMissing extends Error {}

export function startLife(config: Config, now: number, log: string): HubLife {
  const child = forkHub(log);
  const { ask, send, ended } = conversation(child, log);
  const ready = ask({ kind: 'start', config, now, log }, 'ready').then(() => undefined);
  // Whoever waits for it hears of a failure; a life that is killed while it starts has nobody waiting.
  ready.catch(() => undefined);
  return {
    pid: child.pid ?? 0,
    ready,
    setClock: (at) => send({ kind: 'clock', at }),
    marked: async (readings) => { await Promise.race([ended, ask({ kind: 'mark', readings }, 'marked').catch(() => undefined)]); },
    async catchUp() {
      const answer = await ask({ kind: 'catchUp' }, 'caughtUp');
      return answer.kind === 'caughtUp' ? answer.readings : 0;
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      send({ kind: 'stop' });
      const how = await ended;
      if (how !== 'code 0') throw new Error(`the hub did not stop cleanly: ${how}; its log is ${log}`);
    },
  };
}

function forkHub(log: string): ChildProcess {
  const stderr = openSync(log, 'a');
  const child = fork(path.join(__dirname, 'hub-process.ts'), { execArgv: ['-r', path.join(__dirname, 'typescript.cjs')], stdio: ['ignore', stderr, stderr, 'ipc'] });
  closeSync(stderr);
  return child;
}

interface Waiter {
  readonly answer: FromHub['kind'];
  readonly done: (message: FromHub) => void;
  readonly refuse: (error: Error) => void;
}

/** Questions and their answers; a question that the child can no longer answer is refused. */
function conversation(child: ChildProcess, log: string) {
  const waiters = new Set<Waiter>();
  let end: string | null = null;
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      end = signal ?? `code ${code}`;
      settle(() => true, ({ refuse }) => refuse(gone()));
      resolve(end);
    });
  });
  const gone = (): Error => new Error(`the hub ended with ${end}; its log is ${log}`);
  const settle = (fits: (waiter: Waiter) => boolean, how: (waiter: Waiter) => void): void => {
    for (const waiter of [...waiters].filter(fits)) {
      waiters.delete(waiter);
      how(waiter);
    }
  };
  child.on('message', (message: FromHub) => {
    if (message.kind !== 'failed') return settle(({ answer }) => answer === message.kind, ({ done }) => done(message));
    const error = message.retriable ? new PartMissing(message.why) : new Error(message.why);
    settle(({ answer }) => answer !== 'marked', ({ refuse }) => refuse(error));
  });
  const send = (message: ToHub): void => {
    // A child that has just been killed hears nothing more; its end is told by `ended`.
    if (end === null && child.connected) child.send(message, () => undefined);
  };
  const ask = (message: ToHub, answer: FromHub['kind']): Promise<FromHub> =>
    new Promise((done, refuse) => {
      if (end !== null) return refuse(gone());
      waiters.add({ answer, done, refuse });
      send(message);
    });
  return { ask, send, ended };
}
