// Source kind `sql`: polls a table of MariaDB or SQLite by a watermark column; a row becomes JSON of column → the database's own text.
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { fail } from '../errors';
import { createRecent, type Recent } from './recent';
import { type ReadItem, toRecord, unreadable } from './record';
import { readReason } from './read-reasons';
import type { Page, Source, SourceDeps, SourceKind } from './source';
import { columnsStatement, pageStatement, type SqlPlace, withOverlap } from './sql/keyset';
import { createMariadbReader, placeOf } from './sql/mariadb-reader';
import type { SqlReader } from './sql/reader';
import { SQL_SOURCE_OPTIONS, type SqlSourceOptions } from './sql/sql-options';
import { createSqliteReader } from './sql/sqlite-reader';
import { decodeText } from './text-encoding';

export const sqlSource: SourceKind = {
  kind: 'sql',
  optionsSchema: SQL_SOURCE_OPTIONS,
  create: (options, deps) => createSqlSource(options as unknown as SqlSourceOptions, deps),
};

type Row = readonly (Buffer | null)[];

export function createSqlSource(options: SqlSourceOptions, _deps: SourceDeps): Source {
  const reader = options.driver === 'sqlite' ? createSqliteReader(options) : createMariadbReader(options);
  const recent = createRecent(100_000);
  return {
    fetch(checkpoint, signal) {
      recent.begin(checkpoint);
      return poll(options, reader, recent, checkpoint as SqlPlace | null, signal);
    },
    acknowledge: async (page) => recent.acknowledge(page),
    close: () => reader.close(),
  };
}

async function* poll(options: SqlSourceOptions, reader: SqlReader, recent: Recent, checkpoint: SqlPlace | null, signal: AbortSignal): AsyncGenerator<Page> {
  const columns = await columnsOf(options, reader);
  let place = checkpoint ?? undefined;
  let from = place && withOverlap(options, place);
  while (!signal.aborted) {
    const rows = await reader.rows(pageStatement(options, reader.dialect, columns, from));
    const last = rows.at(-1);
    if (!last) return;
    from = rowPlace(options, columns, last);
    place = furthest(options, place, from);
    const { records, unreadable: parts } = recent.fresh(rows.map((row) => readRow(options, columns, row)));
    if (records.length + parts.length > 0) yield recent.attach({ records, unreadable: parts, checkpoint: place as unknown as JsonValue });
    if (rows.length < options.pageSize) return;
  }
}

/** The chosen columns, or all. The columns that the source itself needs must be among them. */
async function columnsOf(options: SqlSourceOptions, reader: SqlReader): Promise<readonly string[]> {
  const columns = options.columns ?? (await reader.columns(columnsStatement(options, reader.dialect)));
  const needed = [...options.key, options.watermark.column, options.tiebreak?.column, options.version];
  const missing = needed.filter((name) => name !== undefined && !columns.includes(name));
  if (missing.length > 0) throw fail('SOURCE_CONFIG', { where: placeOf(options), problem: `there is no column ${missing.join(', ')}` });
  return columns;
}

function readRow(options: SqlSourceOptions, columns: readonly string[], row: Row): ReadItem {
  const texts = new Map<string, string | null>();
  for (const [index, name] of columns.entries()) {
    const cell = row[index] ?? null;
    const text = cell === null ? null : decodeText(cell, options.encoding);
    if (text === undefined) {
      const place = options.key.map((key) => row[columns.indexOf(key)]?.toString('latin1') ?? '').join('|');
      const bytes = Buffer.concat(row.flatMap((part, at) => (at === 0 ? [part ?? NULL_CELL] : [TAB, part ?? NULL_CELL])));
      return { unreadable: unreadable(place, bytes, [readReason('READ_ENCODING', options.encoding, 'other bytes', `/${name}`)]) };
    }
    texts.set(name, text);
  }
  const value = Buffer.from(JSON.stringify(Object.fromEntries(texts) satisfies JsonObject));
  return toRecord({ value, place: 'row', field: (name) => texts.get(name) ?? undefined }, options);
}

const NULL_CELL = Buffer.from('NULL');
const TAB = Buffer.from('\t');

function rowPlace(options: SqlSourceOptions, columns: readonly string[], row: Row): SqlPlace {
  const text = (name: string): string => row[columns.indexOf(name)]?.toString('utf8') ?? '';
  const w = text(options.watermark.column);
  return options.tiebreak ? { w, k: text(options.tiebreak.column) } : { w };
}

/** Re-reading an overlap never moves the place back. */
function furthest(options: SqlSourceOptions, known: SqlPlace | undefined, row: SqlPlace): SqlPlace {
  if (!known) return row;
  const order = compare(row.w, known.w, options.watermark.kind) || compare(row.k ?? '', known.k ?? '', options.tiebreak?.kind ?? 'text');
  return order >= 0 ? row : known;
}

function compare(a: string, b: string, kind: 'number' | 'time' | 'text'): number {
  if (kind === 'number' && /^-?\d+$/.test(a) && /^-?\d+$/.test(b)) return Number(BigInt(a) - BigInt(b));
  if (kind === 'number') return Number(a) - Number(b);
  return a < b ? -1 : Number(a > b);
}
