// Remembers a detached process by pid and start time, so that a reused pid is never taken for ours.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';

export interface Recorded {
  readonly pid: number;
  /** The kernel's start time of the process in clock ticks since boot; null where /proc does not exist. */
  readonly startTicks: string | null;
}

/** Field 22 (starttime) and field 3 (state) of /proc/<pid>/stat, see proc(5). The name in field 2 may hold blanks and brackets. */
export function parseStat(stat: string): { state: string; startTicks: string } {
  const fields = stat.slice(stat.lastIndexOf(')') + 2).trim().split(' ');
  return { state: fields[0] ?? '', startTicks: fields[19] ?? '' };
}

export function recordPid(file: string, pid: number): Recorded {
  const recorded = { pid, startTicks: readStat(pid)?.startTicks ?? null };
  writeFileSync(`${file}.new`, JSON.stringify(recorded));
  renameSync(`${file}.new`, file);
  return recorded;
}

/** The recorded process if it still runs. A file left by a process that is gone is removed. */
export function readLiving(file: string): Recorded | null {
  if (!existsSync(file)) return null;
  const recorded = JSON.parse(readFileSync(file, 'utf8')) as Recorded;
  if (isAlive(recorded)) return recorded;
  rmSync(file, { force: true });
  return null;
}

export function isAlive({ pid, startTicks }: Recorded): boolean {
  if (!existsSync('/proc/self/stat')) return answersSignal(pid);
  const stat = readStat(pid);
  return stat !== null && stat.state !== 'Z' && (startTicks === null || stat.startTicks === startTicks);
}

function readStat(pid: number) {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ESRCH')) return null;
    throw error;
  }
}

function answersSignal(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, 'EPERM');
  }
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
