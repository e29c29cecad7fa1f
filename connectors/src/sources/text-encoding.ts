// Bytes to text in the encodings that departments use; what is not valid in its encoding is said, never guessed over.
import iconv from 'iconv-lite';
import { faultCode } from './fault-code';

export type TextEncoding = 'utf-8' | 'gbk' | 'gb18030' | 'latin1';
export type DeclaredEncoding = TextEncoding | 'auto';

export const ENCODINGS: readonly DeclaredEncoding[] = ['auto', 'utf-8', 'gbk', 'gb18030', 'latin1'];

export interface TextDecoding {
  /** Text of the next bytes; undefined once something was not valid. A UTF-8 byte order mark is dropped. */
  write(chunk: Buffer): string | undefined;
  end(): string | undefined;
}

export function createDecoding(encoding: TextEncoding): TextDecoding {
  return encoding === 'utf-8' ? utf8Decoding() : tableDecoding(encoding);
}

/** `auto` tries UTF-8 first (long Chinese text in GBK is never valid UTF-8), then GB18030. */
export function decodeText(bytes: Buffer, declared: DeclaredEncoding): string | undefined {
  for (const encoding of candidates(declared)) {
    const decoding = createDecoding(encoding);
    const text = decoding.write(bytes);
    const rest = text === undefined ? undefined : decoding.end();
    if (text !== undefined && rest !== undefined) return text + rest;
  }
  return undefined;
}

export function candidates(declared: DeclaredEncoding): readonly TextEncoding[] {
  return declared === 'auto' ? ['utf-8', 'gb18030'] : [declared];
}

/** Finds, chunk by chunk, which candidate encodings a stream is valid in. */
export function createDetector(declared: DeclaredEncoding) {
  let open = candidates(declared).map((encoding) => ({ encoding, decoding: createDecoding(encoding) }));
  return {
    write(chunk: Buffer): void {
      open = open.filter(({ decoding }) => decoding.write(chunk) !== undefined);
    },
    end(): TextEncoding | undefined {
      return open.find(({ decoding }) => decoding.end() !== undefined)?.encoding;
    },
  };
}

function utf8Decoding(): TextDecoding {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const step = (chunk: Buffer | undefined): string | undefined => {
    try {
      return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
    } catch (error) {
      if (faultCode(error) === 'ERR_ENCODING_INVALID_ENCODED_DATA') return undefined;
      throw error;
    }
  };
  return { write: (chunk) => step(chunk), end: () => step(undefined) };
}

/** iconv-lite marks what the table does not hold with U+FFFD. */
function tableDecoding(encoding: TextEncoding): TextDecoding {
  const decoder = iconv.getDecoder(encoding);
  const clean = (text: string): string | undefined => (text.includes('\uFFFD') ? undefined : text);
  return { write: (chunk) => clean(decoder.write(chunk)), end: () => clean(decoder.end() ?? '') };
}
