// One dropped file to its items: hash and encoding first (one pass), then the reader of its format (second pass).
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import type { Reason } from '@lianshu/schemas';
import { readReason } from '../read-reasons';
import { createDecoding, createDetector, type TextEncoding } from '../text-encoding';
import { unpack } from './archive';
import { readCsv } from './csv-reader';
import { namePattern, READ_FLAGS } from './drop-folder';
import type { FileSourceOptions } from './file-options';
import type { FileItem, TextStream } from './item';
import { readJson, readJsonLines, readXml } from './text-readers';
import { readXlsx } from './xlsx-reader';

/** An item of a file inside an archive carries its name. */
export type PlacedItem = FileItem & { readonly entry?: string };

/** Where reading goes on: rows up to `row` of `entry` are already handed over. */
export interface FilePlace {
  readonly entry?: string;
  readonly row: number;
}

const WHOLE_FILE_BYTES = 64 * 1024 * 1024;

export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of bytesOf(path)) hash.update(chunk);
  return hash.digest('hex');
}

/** Items after `from`. An unreadable file is one fatal item without bytes (the caller has the file). */
export async function* readFile(path: string, name: string, size: number, options: FileSourceOptions, from: FilePlace): AsyncGenerator<PlacedItem> {
  const limit = Math.min(options.maxFileBytes, isReadWhole(options, name) ? WHOLE_FILE_BYTES : Infinity);
  if (size > limit) return yield fatal(readReason('READ_TOO_LARGE', `at most ${limit} bytes`, `${size} bytes`));
  if (!isZip(name)) return yield* after(readPlain(path, options), from.row);
  const unpacked = await unpack(path, options.zip, namePattern(options.entries));
  if (!unpacked.ok) return yield fatal(unpacked.reason);
  try {
    for (const entry of unpacked.entries) {
      if (from.entry !== undefined && entry.name < from.entry) continue;
      const row = entry.name === from.entry ? from.row : 0;
      for await (const item of after(readPlain(entry.path, options), row)) yield { ...item, entry: entry.name };
    }
  } finally {
    await unpacked.dispose();
  }
}

async function* readPlain(path: string, options: FileSourceOptions): AsyncGenerator<FileItem> {
  if (options.format === 'xlsx') return yield* readXlsx(path, options);
  const encoding = await detect(path, options);
  if (!encoding) return yield fatal(readReason('READ_ENCODING', options.encoding, 'other bytes'));
  const text = textOf(path, encoding);
  if (options.format === 'csv') yield* readCsv(text, options);
  else if (options.format === 'xml') yield* readXml(text, options);
  else if (options.format === 'jsonl') yield* readJsonLines(text);
  else yield* readJson(text, options);
}

async function* after(items: AsyncIterable<FileItem>, row: number): AsyncGenerator<FileItem> {
  for await (const item of items) if (item.row > row || item.row === 0) yield item;
}

async function detect(path: string, options: FileSourceOptions): Promise<TextEncoding | undefined> {
  const detector = createDetector(options.encoding);
  for await (const chunk of bytesOf(path)) detector.write(chunk);
  return detector.end();
}

async function* textOf(path: string, encoding: TextEncoding): TextStream {
  const decoding = createDecoding(encoding);
  for await (const chunk of bytesOf(path)) yield decoding.write(chunk) ?? '';
  yield decoding.end() ?? '';
}

function bytesOf(path: string): AsyncIterable<Buffer> {
  return createReadStream(path, { flags: READ_FLAGS as unknown as string, highWaterMark: 256 * 1024 });
}

function fatal(reason: Reason): FileItem {
  return { row: 0, value: Buffer.alloc(0), reason, fatal: true };
}

function isZip(name: string): boolean {
  return name.toLowerCase().endsWith('.zip');
}

function isReadWhole(options: FileSourceOptions, name: string): boolean {
  return !isZip(name) && (options.format === 'xlsx' || options.format === 'json');
}
