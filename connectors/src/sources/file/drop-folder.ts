// The drop folder: which plain files are whole and may be read, and where they go afterwards.
import { constants, createReadStream, type ReadStream, type Stats } from 'node:fs';
import { copyFile, lstat, mkdir, readdir, realpath, rename, rm } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fail } from '../../errors';
import { faultCode, faultText } from '../fault-code';
import type { SourceDeps } from '../source';
import type { FileSourceOptions } from './file-options';

export interface DroppedFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
}

export type Destination = 'archive' | 'reject';

export interface DropFolder {
  /** Whole files that match, oldest first. Symbolic links, folders and other things are refused. Throws FOLDER_UNUSABLE. */
  ready(signal: AbortSignal): Promise<readonly DroppedFile[]>;
  /** The file as it is now; undefined when it is gone. */
  look(name: string): Promise<DroppedFile | undefined>;
  /** Never follows a link. */
  open(file: DroppedFile): ReadStream;
  /** Moves (or copies, with `after: keep`) the file to `<sha256>.<name>`; the same file again changes nothing. */
  settle(name: string, sha: string, destination: Destination): Promise<void>;
}

const TEMPORARY = /^\.|\.(part|tmp|filepart|crdownload)$/i;
export const READ_FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW;

export function createDropFolder(options: FileSourceOptions, deps: SourceDeps): DropFolder {
  const matches = namePattern(options.pattern);
  const warned = new Set<string>();
  const stateOf = async (folder: string, name: string): Promise<DroppedFile | undefined> => {
    const stats = await lstat(join(folder, name)).catch(ignoreAbsent);
    if (stats && !stats.isFile()) refuseOnce(name, stats);
    return stats?.isFile() ? { name, path: join(folder, name), size: stats.size, mtimeMs: stats.mtimeMs } : undefined;
  };
  const refuseOnce = (name: string, stats: Stats): void => {
    if (stats.isDirectory() || warned.has(name)) return;
    warned.add(name);
    deps.log.warn({ folder: options.folder, file: name }, 'refused: not a plain file (a symbolic link is never followed)');
  };
  const list = async (): Promise<readonly DroppedFile[]> => {
    const folder = await realFolder(options.folder);
    const names = (await readdir(folder)).filter((name) => matches(name) && !isTemporary(name, options));
    const files = await Promise.all(names.map((name) => stateOf(folder, name)));
    return files.flatMap((file) => file ?? []).sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
  };
  return {
    async ready(signal) {
      const files = await list();
      if (options.ready.by === 'marker') return withMarker(await realFolder(options.folder), files, options.ready.marker);
      if (options.ready.by === 'rename' || files.length === 0) return files;
      await deps.clock.sleep(options.ready.quietMs, signal);
      const before = new Map(files.map((file) => [file.name, file]));
      return (await list()).filter((file) => sameState(file, before.get(file.name)));
    },
    look: async (name) => stateOf(await realFolder(options.folder), basename(name)),
    open: (file) => createReadStream(file.path, { flags: READ_FLAGS as unknown as string, highWaterMark: 256 * 1024 }),
    async settle(name, sha, destination) {
      const folder = await realFolder(options.folder);
      const from = join(folder, basename(name));
      const target = resolve(folder, options[destination]);
      await mkdir(target, { recursive: true }).catch(unusable(target));
      const to = join(target, `${sha}.${basename(name)}`);
      const known = await lstat(to).catch(ignoreAbsent);
      if (known) deps.log.info({ file: name, sha }, 'this file was read before; its records are handed over again and change nothing');
      if (options.after === 'keep') await copyFile(from, to).catch(unusable(target));
      else await move(from, to);
      if (options.ready.by === 'marker' && options.after === 'archive') await rm(`${from}${options.ready.marker}`, { force: true });
    },
  };
}

export function sameState(a: DroppedFile, b: DroppedFile | undefined): boolean {
  return b !== undefined && a.size === b.size && a.mtimeMs === b.mtimeMs;
}

/** `*` and `?`; everything else stands for itself. */
export function namePattern(pattern: string): (name: string) => boolean {
  const source = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  const regex = new RegExp(`^${source}$`, 'su');
  return (name) => regex.test(name);
}

function isTemporary(name: string, options: FileSourceOptions): boolean {
  return TEMPORARY.test(name) || (options.ready.by === 'marker' && name.endsWith(options.ready.marker));
}

async function withMarker(folder: string, files: readonly DroppedFile[], marker: string): Promise<readonly DroppedFile[]> {
  const present = new Set(await readdir(folder));
  return files.filter((file) => present.has(`${file.name}${marker}`));
}

/** Over a border between file systems a rename is a copy under a temporary name, then a removal. */
async function move(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (faultCode(error) === 'ENOENT') return;
    if (faultCode(error) !== 'EXDEV') throw fail('FOLDER_UNUSABLE', { folder: to, problem: faultText(error) }, error);
    await copyFile(from, `${to}.part`);
    await rename(`${to}.part`, to);
    await rm(from, { force: true });
  }
}

async function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(unusable(folder));
}

function unusable(folder: string): (error: unknown) => never {
  return (error) => {
    throw fail('FOLDER_UNUSABLE', { folder, problem: faultText(error) }, error);
  };
}

function ignoreAbsent(error: unknown): undefined {
  if (faultCode(error) === 'ENOENT') return undefined;
  throw error;
}
