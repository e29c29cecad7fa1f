// Options of the rest source.
import type { JsonObject } from '@lianshu/schemas';
import type { InstantStyle } from '../instant';
import type { DeclaredEncoding } from '../text-encoding';
import { ENCODINGS } from '../text-encoding';
import { type HttpOptions, httpProperties } from './http-options';

export interface Paging {
  readonly style: 'none' | 'page' | 'cursor' | 'after';
  /** Query parameter that carries page number, cursor or last sequence. */
  readonly param: string;
  readonly sizeParam?: string;
  readonly size?: number;
  readonly first: number;
  readonly end: 'empty' | 'short';
  readonly from: 'body' | 'link' | 'header';
  readonly at: string;
  readonly resume?: 'first' | 'last';
}

export interface Incremental {
  readonly param: string;
  readonly field: string;
  readonly kind: 'number' | 'time';
  readonly overlap: number;
  readonly style: InstantStyle;
  readonly initial?: string;
}

export interface RestSourceOptions extends HttpOptions {
  readonly url: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly format: 'json' | 'xml';
  readonly encoding: DeclaredEncoding;
  readonly items: string;
  readonly element?: string;
  readonly key: readonly string[];
  readonly version?: string;
  readonly paging: Paging;
  readonly incremental?: Incremental;
  readonly maxPages: number;
}

const PAGING_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: { style: 'none' },
  description: 'How the system hands out long lists.',
  properties: {
    style: {
      enum: ['none', 'page', 'cursor', 'after'], default: 'none',
      description: '`none`: one answer. `page`: numbered pages. `cursor`: each answer names the next. `after`: ask for what follows the last sequence seen.',
    },
    param: { type: 'string', minLength: 1, default: 'page', description: 'Query parameter that carries the page number, the cursor or the last sequence.' },
    sizeParam: { type: 'string', minLength: 1, description: 'Query parameter for the page size.' },
    size: { type: 'integer', minimum: 1, maximum: 100_000, description: 'Page size that is asked for.' },
    first: { type: 'integer', default: 1, description: '`page`: number of the first page.' },
    end: {
      enum: ['empty', 'short'], default: 'empty',
      description: '`page`: the list ends at an empty page, or already at one shorter than `size` (only where the system never caps the size itself).',
    },
    from: { enum: ['body', 'link', 'header'], default: 'body', description: '`cursor`: where the next cursor stands. `link`: the Link header with rel="next".' },
    at: { type: 'string', minLength: 1, default: 'next', description: '`cursor`: path in the body (XML: an attribute of the root element) or name of the header. `after`: field of an item that holds its sequence.' },
    resume: { enum: ['first', 'last'], description: 'Where the next run begins: at the first page (default of `page`) or at the last one read (default of `cursor`).' },
  },
};

const INCREMENTAL_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['param', 'field'],
  description: 'Ask only for what changed since the highest value seen. Advances at the end of a complete run.',
  properties: {
    param: { type: 'string', minLength: 1, description: 'Query parameter, e.g. `updatedSince`.' },
    field: { type: 'string', minLength: 1, description: 'Field of an item with its time or number of change, as a dot path.' },
    kind: { enum: ['number', 'time'], default: 'time', description: 'What the field holds. A time in the future never advances the mark.' },
    overlap: { type: 'number', minimum: 0, default: 0, description: 'How far to go back, for late entries: milliseconds, or numbers.' },
    style: { enum: ['iso', 'local', 'epochMs', 'epochS'], default: 'iso', description: 'How the parameter writes a time; `local` is `yyyy-MM-dd HH:mm:ss` in GMT+8.' },
    initial: { type: 'string', description: 'Value of the first run; none by default.' },
  },
};

export const REST_SOURCE_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['url', 'key'],
  properties: {
    ...httpProperties(16 * 1024 * 1024),
    query: { type: 'object', default: {}, additionalProperties: { type: 'string' }, description: 'Further query parameters.' },
    format: { enum: ['json', 'xml'], default: 'json', description: 'Format of a page.' },
    encoding: { enum: [...ENCODINGS], default: 'auto', description: 'Encoding of a page.' },
    items: { type: 'string', default: '', description: 'JSON: dot path of the array of records; empty when the page is the array.' },
    element: { type: 'string', minLength: 1, description: 'XML: name of the repeated element.' },
    key: { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 }, description: 'Key fields of a record, as dot paths.' },
    version: { type: 'string', minLength: 1, description: 'Field with a number or time that grows with each change of a record.' },
    paging: PAGING_SCHEMA,
    incremental: INCREMENTAL_SCHEMA,
    maxPages: { type: 'integer', minimum: 1, default: 10_000, description: 'Most pages in one run; the next run goes on from there.' },
  },
  allOf: [{ if: { properties: { format: { const: 'xml' } }, required: ['format'] }, then: { required: ['element'] } }],
};
