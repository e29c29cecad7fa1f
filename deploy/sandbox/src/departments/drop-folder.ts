// Drop folders: files appear whole, under their final name, in the encoding that the department uses.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { ZipFile } from 'yazl';

export type Encoding = 'gbk' | 'gb18030' | 'utf8-bom';

export function encode(text: string, encoding: Encoding): Buffer {
  return encoding === 'utf8-bom' ? Buffer.from(`\ufeff${text}`) : iconv.encode(text, encoding);
}

/** Writes under `<name>.tmp`, then renames. */
export function drop(folder: string, name: string, bytes: Buffer): void {
  mkdirSync(folder, { recursive: true });
  const temporary = join(folder, `${name}.tmp`);
  writeFileSync(temporary, bytes);
  renameSync(temporary, join(folder, name));
}

/** One file in a zip; same content, same bytes. */
export async function zip(name: string, bytes: Buffer): Promise<Buffer> {
  const file = new ZipFile();
  file.addBuffer(bytes, name, { mtime: new Date(2022, 0, 1), mode: 0o100644 });
  file.end();
  const parts: Buffer[] = [];
  for await (const part of file.outputStream) parts.push(Buffer.from(part));
  return Buffer.concat(parts);
}
