// One detached service in a work folder: started once, found again by its pid file, ended by pid and awaited.
import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { NativeError } from './errors';
import { isAlive, readLiving, recordPid, type Recorded } from './pid-file';

export interface ServicePlan {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly pidFile: string;
  readonly logFile: string;
  readonly address: string;
  /** Resolves true once the service serves (not only listens). */
  readonly probe: () => Promise<boolean>;
  readonly startSeconds: number;
  readonly stopSeconds: number;
}

export interface NativeService {
  /** host:port on loopback. */
  readonly address: string;
  /** Changes with every restart. */
  readonly pid: number;
  /** SIGTERM, then waits; SIGKILL only when the service does not end in time. */
  stop(): Promise<void>;
  /** kill -9, then waits until the process is gone. */
  kill(): Promise<void>;
  /** Starts again on the same data and ports; stops first if it runs. */
  restart(): Promise<void>;
}

/** Starts the service, or takes over the one that the pid file names, and waits until it serves. */
export async function openService(plan: ServicePlan): Promise<NativeService> {
  let current = await ensureRunning(plan);
  return {
    address: plan.address,
    get pid() { return current.pid; },
    stop: () => stopService(plan),
    kill: () => killService(plan),
    restart: async () => {
      await stopService(plan);
      current = await ensureRunning(plan);
    },
  };
}

export async function stopService({ pidFile, stopSeconds }: Pick<ServicePlan, 'pidFile' | 'stopSeconds'>): Promise<void> {
  const running = readLiving(pidFile);
  if (running === null) return;
  signal(running, 'SIGTERM');
  if (!(await gone(running, stopSeconds))) {
    signal(running, 'SIGKILL');
    await gone(running, 10);
  }
  rmSync(pidFile, { force: true });
}

async function killService({ pidFile }: ServicePlan): Promise<void> {
  const running = readLiving(pidFile);
  if (running === null) return;
  signal(running, 'SIGKILL');
  await gone(running, 10);
  rmSync(pidFile, { force: true });
}

async function ensureRunning(plan: ServicePlan): Promise<Recorded> {
  const running = readLiving(plan.pidFile) ?? launch(plan);
  const deadline = Date.now() + plan.startSeconds * 1000;
  while (!(await plan.probe())) {
    if (!isAlive(running)) {
      rmSync(plan.pidFile, { force: true });
      throw new NativeError('SERVICE_DIED', { service: plan.name, log: plan.logFile, output: lastWords(plan.logFile) });
    }
    if (Date.now() > deadline) {
      throw new NativeError('SERVICE_SILENT', { service: plan.name, address: plan.address, seconds: plan.startSeconds, log: plan.logFile });
    }
    await sleep(100);
  }
  return running;
}

function launch(plan: ServicePlan): Recorded {
  const log = openSync(plan.logFile, 'a');
  const child = spawn(plan.command, plan.args, { cwd: plan.cwd, detached: true, stdio: ['ignore', log, log] });
  closeSync(log);
  child.once('error', (error) => { throw error; });
  child.unref();
  if (child.pid === undefined) throw new NativeError('COMMAND_FAILED', { command: plan.command, status: 'no process', output: '' });
  return recordPid(plan.pidFile, child.pid);
}

function signal(process_: Recorded, name: NodeJS.Signals): void {
  if (isAlive(process_)) process.kill(process_.pid, name);
}

async function gone(running: Recorded, seconds: number): Promise<boolean> {
  const deadline = Date.now() + seconds * 1000;
  while (isAlive(running)) {
    if (Date.now() > deadline) return false;
    await sleep(50);
  }
  return true;
}

function lastWords(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-2000) : '';
}
