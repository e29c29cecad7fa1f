// Source kind `file`: reads whole files of a drop folder, page by page; a read file is archived under its hash, an unreadable one rejected.
import { open } from 'node:fs/promises';
import type { JsonValue } from '@lianshu/schemas';
import { fail } from '../errors';
import { createDropFolder, type Destination, type DropFolder, type DroppedFile, READ_FLAGS, sameState } from './file/drop-folder';
import { FILE_SOURCE_OPTIONS, type FileSourceOptions } from './file/file-options';
import { type FilePlace, hashFile, type PlacedItem, readFile } from './file/read-file';
import { MAX_KEPT_BYTES, type ReadItem, toRecord, unreadable } from './record';
import type { Page, Source, SourceDeps, SourceKind, SourceRecord, UnreadablePart } from './source';

export const fileSource: SourceKind = {
  kind: 'file',
  optionsSchema: FILE_SOURCE_OPTIONS,
  create: (options, deps) => createFileSource(options as unknown as FileSourceOptions, deps),
};

/** The checkpoint: the file last read and how far, and with `after: keep` every file that is done and still there. */
interface FileCheckpoint extends FilePlace {
  readonly file: string;
  readonly sha: string;
  readonly done?: Destination;
  readonly kept?: Readonly<Record<string, KeptFile>>;
}

interface KeptFile {
  readonly sha: string;
  readonly size: number;
  readonly mtimeMs: number;
}

interface Reading {
  readonly options: FileSourceOptions;
  readonly folder: DropFolder;
  readonly settling: WeakMap<Page, () => Promise<void>>;
}

const PAGE_BYTES = 4 * 1024 * 1024;

export function createFileSource(options: FileSourceOptions, deps: SourceDeps): Source {
  const reading: Reading = { options, folder: createDropFolder(options, deps), settling: new WeakMap() };
  return {
    fetch: (checkpoint, signal) => readFolder(reading, checkpoint as unknown as FileCheckpoint | null, signal),
    acknowledge: async (page) => reading.settling.get(page)?.(),
    close: async () => undefined,
  };
}

async function* readFolder(reading: Reading, checkpoint: FileCheckpoint | null, signal: AbortSignal): AsyncGenerator<Page> {
  let last = checkpoint;
  for (const file of await reading.folder.ready(signal)) {
    if (signal.aborted) return;
    const sha = isKept(last, file) ? undefined : await hashFile(file.path);
    if (sha === undefined || (await wasDone(reading, last, file.name, sha))) continue;
    for await (const page of readOne(reading, { ...file, sha }, last, signal)) {
      last = page.checkpoint as unknown as FileCheckpoint;
      yield page;
    }
  }
}

/** The process died between the last checkpoint and the archive: only the move is left to do. */
async function wasDone(reading: Reading, last: FileCheckpoint | null, name: string, sha: string): Promise<boolean> {
  if (!last?.done || last.file !== name || last.sha !== sha) return false;
  if (reading.options.after === 'archive') await reading.folder.settle(name, sha, last.done);
  return true;
}

type HashedFile = DroppedFile & { readonly sha: string };

async function* readOne(reading: Reading, file: HashedFile, last: FileCheckpoint | null, signal: AbortSignal): AsyncGenerator<Page> {
  const { options, folder } = reading;
  const start: FilePlace = last?.file === file.name && last.sha === file.sha ? placeOf(last) : { row: 0 };
  const batches = batchesOf(readFile(file.path, file.name, file.size, options, start), file, options, start);
  for await (const batch of batches) {
    if (!batch.end) {
      yield pageOf(batch, { file: file.name, sha: file.sha, ...batch.place, ...(last?.kept ? { kept: last.kept } : {}) });
      if (signal.aborted) return;
      continue;
    }
    if (!sameState(file, await folder.look(file.name))) throw fail('FILE_CHANGED', { file: file.name });
    const page = pageOf(batch, { file: file.name, sha: file.sha, ...batch.place, done: batch.destination, ...keep(options, last, file) });
    reading.settling.set(page, () => folder.settle(file.name, file.sha, batch.destination));
    yield page;
  }
}

/** Items in pages of `pageSize` or 4 MiB; the last one says so, and may be empty. */
async function* batchesOf(items: AsyncIterable<PlacedItem>, file: DroppedFile, options: FileSourceOptions, start: FilePlace): AsyncGenerator<Batch> {
  let batch = emptyBatch(start, 'archive');
  for await (const item of items) {
    if (batch.count >= options.pageSize || batch.bytes >= PAGE_BYTES) {
      yield batch;
      batch = emptyBatch(batch.place, batch.destination);
    }
    if ('fatal' in item && item.fatal) batch.destination = 'reject';
    addTo(batch, await readItem(file, item, options), item.value.length);
    batch.place = item.entry === undefined ? { row: item.row } : { entry: item.entry, row: item.row };
  }
  yield { ...batch, end: true };
}

async function readItem(file: DroppedFile, item: PlacedItem, options: FileSourceOptions): Promise<ReadItem> {
  const name = item.entry === undefined ? file.name : `${file.name}/${item.entry}`;
  const place = `${name}#${item.row}`;
  if ('field' in item) return toRecord({ value: item.value, place, field: item.field }, options);
  const value = item.value.length > 0 ? item.value : await firstBytes(file);
  return { unreadable: unreadable(item.row === 0 ? name : place, value, [item.reason]) };
}

async function firstBytes(file: DroppedFile): Promise<Buffer> {
  const handle = await open(file.path, READ_FLAGS);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(file.size, MAX_KEPT_BYTES)), 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface Batch {
  readonly records: SourceRecord[];
  readonly unreadable: UnreadablePart[];
  count: number;
  bytes: number;
  place: FilePlace;
  destination: Destination;
  readonly end: boolean;
}

function emptyBatch(place: FilePlace, destination: Destination): Batch {
  return { records: [], unreadable: [], count: 0, bytes: 0, place, destination, end: false };
}

function addTo(batch: Batch, item: ReadItem, bytes: number): void {
  if ('record' in item) batch.records.push(item.record);
  else batch.unreadable.push(item.unreadable);
  batch.count++;
  batch.bytes += bytes;
}

function pageOf(batch: Batch, checkpoint: FileCheckpoint): Page {
  return { records: batch.records, unreadable: batch.unreadable, checkpoint: checkpoint as unknown as JsonValue };
}

function placeOf({ entry, row }: FileCheckpoint): FilePlace {
  return entry === undefined ? { row } : { entry, row };
}

function isKept(checkpoint: FileCheckpoint | null, file: DroppedFile): boolean {
  const kept = checkpoint?.kept?.[file.name];
  return kept !== undefined && kept.size === file.size && kept.mtimeMs === file.mtimeMs;
}

/** Files that stay are remembered by state; the newest thousand are enough for a folder that its owner clears. */
function keep(options: FileSourceOptions, last: FileCheckpoint | null, file: HashedFile): { kept?: Record<string, KeptFile> } {
  if (options.after !== 'keep') return {};
  const others = Object.entries(last?.kept ?? {}).filter(([name]) => name !== file.name).slice(-999);
  return { kept: Object.fromEntries([...others, [file.name, { sha: file.sha, size: file.size, mtimeMs: file.mtimeMs }]]) };
}
