// One process per data folder: the embedded log and store are for one machine and one process.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from './errors';

/** Takes the folder or throws DATA_LOCKED; a lock left by a process that is gone is taken over. Returns the way to release it. */
export function lockDataDir(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  const file = path.join(dir, 'hub.pid');
  const holder = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  if (holder && holder !== process.pid && isHub(holder)) throw fail('DATA_LOCKED', { dir, pid: holder });
  writeFileSync(file, String(process.pid));
  return () => rmSync(file, { force: true });
}

/** Alive, and a Node process: a pid may have been given to another program since. */
function isHub(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || /lianshu|cli\.js|node/.test(readFileSync(commandLine, 'utf8'));
}
