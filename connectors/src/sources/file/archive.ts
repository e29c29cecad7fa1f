// Zip archives within bounds: entries, total size, growth. Names of entries never become paths on disk.
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Reason } from '@lianshu/schemas';
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl';
import { faultCode } from '../fault-code';
import { readReason } from '../read-reasons';
import { decodeText } from '../text-encoding';

export interface Bounds {
  readonly maxEntries: number;
  readonly maxBytes: number;
  readonly maxRatio: number;
}

export interface UnpackedEntry {
  /** Name inside the archive, for keys and messages. */
  readonly name: string;
  /** Where its content is now. */
  readonly path: string;
}

export type Unpacked =
  | { readonly ok: true; readonly entries: readonly UnpackedEntry[]; dispose(): Promise<void> }
  | { readonly ok: false; readonly reason: Reason };

/** Below this size an entry may grow as it likes. */
const RATIO_FREE_BYTES = 1024 * 1024;

/** Unpacks the chosen entries into a temporary folder, in the order of their names. */
export async function unpack(path: string, bounds: Bounds, wanted: (name: string) => boolean): Promise<Unpacked> {
  const folder = await mkdtemp(join(tmpdir(), 'lianshu-zip-'));
  const dispose = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const entries: UnpackedEntry[] = [];
    await eachFile(path, bounds, async (zip, entry, name) => {
      if (!wanted(name)) return;
      const target = join(folder, String(entries.length));
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target, { flags: 'wx' }));
      entries.push({ name, path: target });
    });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    return { ok: true, entries, dispose };
  } catch (error) {
    await dispose();
    return { ok: false, reason: reasonOf(error) };
  }
}

/** Inflates everything once without keeping it: for readers that open a zip by themselves (XLSX). Undefined: within bounds. */
export async function archiveFault(path: string, bounds: Bounds): Promise<Reason | undefined> {
  try {
    await eachFile(path, bounds, async (zip, entry) => {
      const drop = new Writable({ write: (_chunk, _encoding, done) => done() });
      await pipeline(await zip.openReadStreamPromise(entry), drop);
    });
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}

class ArchiveError extends Error {
  constructor(readonly reason: Reason) {
    super(reason.got);
  }
}

/** yauzl checks while reading that no entry is longer than it declares, so the bounds hold on what is declared. */
async function eachFile(path: string, bounds: Bounds, use: (zip: ZipFile, entry: Entry, name: string) => Promise<void>): Promise<void> {
  const zip = await openPromise(path, { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true });
  try {
    if (zip.entryCount > bounds.maxEntries) refuse(`at most ${bounds.maxEntries} files`, `${zip.entryCount} files`);
    let total = 0;
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      total += entry.uncompressedSize;
      refuseBad(entry, name, total, bounds);
      if (!name.endsWith('/')) await use(zip, entry, name);
    }
  } finally {
    zip.close();
  }
}

function refuseBad(entry: Entry, name: string, total: number, bounds: Bounds): void {
  const badName = validateFileName(name);
  if (badName !== null) refuse('names inside the archive', badName.startsWith('invalid relative') ? 'a name that leaves it' : 'an absolute or strange name');
  if (entry.isEncrypted()) refuse('no encryption', 'an encrypted file');
  if (total > bounds.maxBytes) refuse(`at most ${bounds.maxBytes} bytes unpacked`, 'more');
  const grows = entry.uncompressedSize > bounds.maxRatio * Math.max(entry.compressedSize, 1);
  if (grows && entry.uncompressedSize > RATIO_FREE_BYTES) refuse(`growth of at most ${bounds.maxRatio} times`, 'more');
}

function refuse(expected: string, got: string): never {
  throw new ArchiveError(readReason('READ_ARCHIVE', expected, got));
}

/** UTF-8 where the flag says so or where it is valid, else GB18030, as Chinese zip programs write. */
function nameOf(entry: Entry): string {
  return decodeText(entry.fileNameRaw, 'auto') ?? entry.fileNameRaw.toString('latin1');
}

/** Faults of our own disk are no fault of the archive. */
function reasonOf(error: unknown): Reason {
  if (error instanceof ArchiveError) return error.reason;
  if (/^(ENOSPC|EACCES|EMFILE|ENOENT|EIO|EROFS)$/.test(faultCode(error))) throw error;
  return readReason('READ_ARCHIVE', 'a whole zip archive', 'a damaged one');
}
