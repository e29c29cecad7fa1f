// XML elements, JSON lines and JSON arrays of a file, each record's text as written.
import { readReason } from '../read-reasons';
import { memberScalar, splitItems } from '../split/json-split';
import { fieldOfXml } from '../split/xml-field';
import { createXmlSplitter } from '../split/xml-split';
import type { FileSourceOptions } from './file-options';
import { type FileItem, MAX_ROW_CHARS, type TextStream } from './item';

export async function* readXml(text: TextStream, options: FileSourceOptions): AsyncGenerator<FileItem> {
  const splitter = createXmlSplitter(options.element ?? '', MAX_ROW_CHARS);
  let row = 0;
  const items = (elements: readonly string[]): FileItem[] => elements.map((element) => ({ row: ++row, value: Buffer.from(element), field: fieldOfXml(element) }));
  for await (const piece of text) {
    yield* items(splitter.write(piece));
    if (splitter.failure()) break;
  }
  yield* items(splitter.end());
  const reason = splitter.failure();
  if (reason) yield { row: row + 1, value: Buffer.from(splitter.rest()), reason, fatal: true };
}

export async function* readJsonLines(text: TextStream): AsyncGenerator<FileItem> {
  let buffer = '';
  let row = 0;
  for await (const piece of text) {
    buffer += piece;
    const lines = buffer.split('\n');
    buffer = lines.pop() ?? '';
    if (buffer.length > MAX_ROW_CHARS) {
      const reason = readReason('READ_TOO_LARGE', `lines of at most ${MAX_ROW_CHARS} characters`, 'more');
      yield { row: row + 1, value: Buffer.from(buffer), reason, fatal: true };
      return;
    }
    for (const line of lines) yield* jsonLine(++row, line);
  }
  yield* jsonLine(++row, buffer);
}

export async function* readJson(text: TextStream, options: FileSourceOptions): AsyncGenerator<FileItem> {
  let whole = '';
  for await (const piece of text) whole += piece;
  const items = isJson(whole) ? splitItems(whole, options.items) : undefined;
  if (items) yield* items.map((item, index) => ({ row: index + 1, value: Buffer.from(item), field: (path: string) => memberScalar(item, path) }));
  else yield { row: 1, value: Buffer.from(whole), reason: readReason('READ_MALFORMED', `JSON with an array at ${options.items || 'the root'}`, 'something else'), fatal: true };
}

function* jsonLine(row: number, line: string): Generator<FileItem> {
  const text = line.trim();
  if (text === '') return;
  const value = Buffer.from(text);
  if (isJson(text)) yield { row, value, field: (path) => memberScalar(text, path) };
  else yield { row, value, reason: readReason('READ_MALFORMED', 'one JSON value a line', 'broken JSON') };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
