// Writes small zip archives for tests, honest and dishonest ones (PKWARE APPNOTE 6.3, method 8).
import { crc32, deflateRawSync } from 'node:zlib';

export function zipOf(files: readonly (readonly [string | Buffer, string | Buffer])[], lie: { declaredSize?: number } = {}): Buffer {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of files) {
    const nameBytes = Buffer.from(name as string);
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const fields = Buffer.alloc(22);
    fields.writeUInt16LE(8, 0);
    fields.writeUInt32LE(crc(data), 6);
    fields.writeUInt32LE(packed.length, 10);
    fields.writeUInt32LE(lie.declaredSize ?? data.length, 14);
    fields.writeUInt16LE(nameBytes.length, 18);
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0]), fields, nameBytes, packed]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    centrals.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0, 20, 0, 0, 0]), fields, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(centrals);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

function crc(data: Buffer): number {
  return typeof crc32 === 'function' ? crc32(data) : 0;
}
