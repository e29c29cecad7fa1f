// Worker processes of kafka-refine, seen from the bench: started, asked for their CPU time, stopped.
import { type ChildProcess, fork } from 'node:child_process';
import path from 'node:path';
import type { WorkerMessage, WorkerOrder, WorkerSetup } from './refine-worker';

export interface Worker {
  /** Raw records done so far. */
  records(): number;
  /** User + system time of its process since it started, µs. */
  cpuUs(): Promise<number>;
  failed(): boolean;
  stop(): Promise<void>;
}

/** Resolves when all have joined the group. */
export function startWorkers(count: number, setup: WorkerSetup): Promise<readonly Worker[]> {
  return Promise.all(Array.from({ length: count }, () => startWorker(setup)));
}

async function startWorker(setup: WorkerSetup): Promise<Worker> {
  const child = fork(path.join(__dirname, 'refine-worker.js'), [JSON.stringify(setup)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let records = 0;
  let ended = false;
  const exit = new Promise<void>((resolve) => child.on('exit', () => { ended = true; resolve(); }));
  child.on('message', (message: WorkerMessage) => {
    if (message.kind === 'batch') records += message.records;
  });
  await Promise.race([heard(child, 'ready'), exit]);
  if (ended) throw new Error('a worker did not start');
  return {
    records: () => records,
    failed: () => ended,
    async cpuUs() {
      const answer = heard(child, 'cpu');
      order(child, 'cpu');
      const message = await answer;
      return message.kind === 'cpu' ? message.cpuUs : Number.NaN;
    },
    async stop() {
      if (!ended) order(child, 'stop');
      await exit;
    },
  };
}

function order(child: ChildProcess, what: WorkerOrder): void {
  child.send(what);
}

function heard(child: ChildProcess, kind: WorkerMessage['kind']): Promise<WorkerMessage> {
  return new Promise((resolve) => {
    const listen = (message: WorkerMessage): void => {
      if (message.kind !== kind) return;
      child.off('message', listen);
      resolve(message);
    };
    child.on('message', listen);
  });
}
