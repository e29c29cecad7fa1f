// What a file reader yields: elements and unreadable rows in file order, each with its row number.
import type { Reason } from '@lianshu/schemas';

export type FileItem =
  | { readonly row: number; readonly value: Buffer; readonly field: (path: string) => string | undefined }
  /** `fatal`: nothing after this can be read; the file goes to the reject folder. */
  | { readonly row: number; readonly value: Buffer; readonly reason: Reason; readonly fatal?: boolean };

/** Decoded text in pieces. */
export type TextStream = AsyncIterable<string>;

/** Longest row or element that a reader keeps in memory, characters. */
export const MAX_ROW_CHARS = 1024 * 1024;
