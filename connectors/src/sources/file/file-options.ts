// Options of the file source.
import type { JsonObject } from '@lianshu/schemas';
import { type DeclaredEncoding, ENCODINGS } from '../text-encoding';

export interface RowFilter {
  readonly column: string;
  readonly equals?: string;
  readonly startsWith?: string;
}

export interface FileSourceOptions {
  readonly folder: string;
  readonly pattern: string;
  readonly format: 'csv' | 'xlsx' | 'xml' | 'jsonl' | 'json';
  readonly encoding: DeclaredEncoding;
  readonly entries: string;
  readonly delimiter: string;
  readonly headerRow: number;
  readonly columns?: readonly string[];
  readonly skipRowsWhere: readonly RowFilter[];
  readonly sheet?: string;
  readonly element?: string;
  readonly items: string;
  readonly key: readonly string[];
  readonly version?: string;
  readonly ready: { readonly by: 'rename' | 'marker' | 'stable'; readonly marker: string; readonly quietMs: number };
  readonly after: 'archive' | 'keep';
  readonly archive: string;
  readonly reject: string;
  readonly pageSize: number;
  readonly maxFileBytes: number;
  readonly zip: { readonly maxEntries: number; readonly maxBytes: number; readonly maxRatio: number };
}

const READY_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: {},
  description: 'How the hub knows that a file is whole. Names that start with a dot or end in `.part`, `.tmp`, `.filepart` or the marker are never read.',
  properties: {
    by: {
      enum: ['rename', 'marker', 'stable'], default: 'stable',
      description: '`rename`: it is written under a temporary name and renamed. `marker`: an empty file beside it says so. `stable`: size and time stay the same over two looks.',
    },
    marker: { type: 'string', minLength: 1, default: '.done', description: '`marker`: what its name adds to the file\'s name.' },
    quietMs: { type: 'integer', minimum: 1, default: 2000, description: '`stable`: time between the two looks, milliseconds of the hub\'s clock.' },
  },
};

const ZIP_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: {},
  description: 'Bounds of a zip archive (and of an XLSX file, which is one).',
  properties: {
    maxEntries: { type: 'integer', minimum: 1, default: 1000, description: 'Most files inside.' },
    maxBytes: { type: 'integer', minimum: 1, default: 1_073_741_824, description: 'Most bytes when unpacked, all files together.' },
    maxRatio: { type: 'integer', minimum: 1, default: 200, description: 'Most times that a file may grow; small files are exempt.' },
  },
};

export const FILE_SOURCE_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['folder', 'format'],
  properties: {
    folder: { type: 'string', minLength: 1, description: 'Drop folder. Only plain files directly in it are read; symbolic links are refused.' },
    pattern: { type: 'string', minLength: 1, pattern: '^[^/\\\\]+$', default: '*', description: 'File names to read; `*` and `?` stand for any signs.' },
    format: { enum: ['csv', 'xlsx', 'xml', 'jsonl', 'json'], description: 'What a file holds. A file whose name ends in `.zip` is unpacked, and its files hold this.' },
    encoding: { enum: [...ENCODINGS], default: 'auto', description: 'Encoding of text. `auto`: UTF-8 if it is valid, else GB18030. A file that is not valid goes to the reject folder.' },
    entries: { type: 'string', minLength: 1, default: '*', description: 'Zip: names of the files inside to read.' },
    delimiter: { type: 'string', minLength: 1, maxLength: 1, default: ',', description: 'CSV: sign between columns.' },
    headerRow: { type: 'integer', minimum: 0, default: 1, description: 'CSV, XLSX: number of the row with the column names; rows above it (titles) are skipped. 0: there is none, see `columns`.' },
    columns: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description: 'CSV, XLSX: column names where the file has no header row.' },
    skipRowsWhere: {
      type: 'array', default: [], description: 'CSV, XLSX: rows that are no records, such as totals.',
      items: {
        type: 'object', additionalProperties: false, required: ['column'],
        properties: {
          column: { type: 'string', description: 'Column to look at.' },
          equals: { type: 'string', description: 'The whole cell, without spaces around it.' },
          startsWith: { type: 'string', description: 'Beginning of the cell.' },
        },
        oneOf: [{ required: ['equals'] }, { required: ['startsWith'] }],
      },
    },
    sheet: { type: 'string', minLength: 1, description: 'XLSX: name of the sheet; the first one by default.' },
    element: { type: 'string', minLength: 1, description: 'XML: name of the repeated element.' },
    items: { type: 'string', default: '', description: 'JSON: dot path of the array of records.' },
    key: { type: 'array', default: [], items: { type: 'string', minLength: 1 }, description: 'Columns or fields of the key. Without them the key is file name + `#` + row number.' },
    version: { type: 'string', minLength: 1, description: 'Column or field with a number or time that grows with each change of a record.' },
    ready: READY_SCHEMA,
    after: { enum: ['archive', 'keep'], default: 'archive', description: '`archive`: a read file is moved away. `keep`: it stays (another connection reads it too) and is copied; it is read again when it changes.' },
    archive: { type: 'string', minLength: 1, default: 'archive', description: 'Folder of read files, named by the SHA-256 of their content; relative to `folder`.' },
    reject: { type: 'string', minLength: 1, default: 'reject', description: 'Folder of files that could not be read to their end; relative to `folder`.' },
    pageSize: { type: 'integer', minimum: 1, maximum: 10_000, default: 500, description: 'Records handed over at a time.' },
    maxFileBytes: { type: 'integer', minimum: 1, default: 4_294_967_296, description: 'Largest file that is read. XLSX and JSON files, which are read whole, may have 64 MiB at most.' },
    zip: ZIP_SCHEMA,
  },
  allOf: [
    { if: { properties: { format: { const: 'xml' } } }, then: { required: ['element'] } },
    { if: { properties: { headerRow: { const: 0 } }, required: ['headerRow'] }, then: { required: ['columns'] } },
  ],
};
