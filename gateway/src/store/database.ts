// What the store needs of a database: prepared statements, three kinds of transaction, and the ORM for the hub's own small tables.
import type { EntityManager } from 'typeorm';
import type { Dialect } from './dialect';

export type SqlValue = string | number | bigint | Buffer | null;
export type SqlRow = Readonly<Record<string, SqlValue>>;

export interface Written {
  readonly affected: number;
  /** Of a multi-row insert: the id of its first row. */
  readonly firstId: number;
}

/** One connection. Statements are prepared once per connection and text: keep texts few, values in `params`. */
export interface Sql {
  all(text: string, params?: readonly SqlValue[]): Promise<SqlRow[]>;
  run(text: string, params?: readonly SqlValue[]): Promise<Written>;
}

export interface Database {
  readonly dialect: Dialect;
  /** Single statements, each seeing what is committed. */
  read<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Several statements that see one moment. */
  snapshot<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** Writes. READ COMMITTED on MariaDB, BEGIN IMMEDIATE on SQLite. `work` runs again after a deadlock or a lost race. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The ORM, for low-volume hub tables. Never inside `transaction`. */
  orm<T>(work: (manager: EntityManager) => Promise<T>): Promise<T>;
  /** Runs the migrations, then `work`, while no other process does so on this database. */
  migrate(work: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
}

/** Inserts or updates rows in prepared statements of a few fixed sizes. `update`: columns to overwrite where the key exists
 *  (absent: a key that exists is a lost race, and the transaction runs again). Answers the id ranges of plain inserts. */
export async function writeRows(
  sql: Sql, dialect: Dialect,
  into: { readonly table: string; readonly columns: readonly string[]; readonly key?: readonly string[]; readonly update?: readonly string[] },
  rows: readonly (readonly SqlValue[])[],
): Promise<readonly { readonly first: number; readonly last: number }[]> {
  const ranges: { first: number; last: number }[] = [];
  const names = into.columns.map((name) => `\`${name}\``).join(',');
  const tuple = `(${into.columns.map(() => '?').join(',')})`;
  const tail = into.update && into.key ? dialect.onConflict(into.key, into.update) : '';
  for (let start = 0; start < rows.length;) {
    const size = dialect.chunk(rows.length - start, into.columns.length);
    const text = `INSERT INTO \`${into.table}\` (${names}) VALUES ${Array(size).fill(tuple).join(',')}${tail}`;
    const { firstId } = await sql.run(text, rows.slice(start, start + size).flat());
    addRange(ranges, firstId, firstId + size - 1);
    start += size;
  }
  return ranges;
}

function addRange(ranges: { first: number; last: number }[], first: number, last: number): void {
  const previous = ranges.at(-1);
  if (previous && previous.last + 1 === first) previous.last = last;
  else ranges.push({ first, last });
}

/** `SELECT … WHERE column IN (…)` over any number of values, in statements of a few fixed sizes. `text` has `$in` where the list goes. */
export async function selectIn(sql: Sql, dialect: Dialect, text: string, values: readonly SqlValue[], before: readonly SqlValue[] = []): Promise<SqlRow[]> {
  const rows: SqlRow[] = [];
  for (let start = 0; start < values.length; start += dialect.longestList) {
    const part = padded(values.slice(start, start + dialect.longestList), dialect.longestList);
    rows.push(...await sql.all(text.replace('$in', `(${part.map(() => '?').join(',')})`), [...before, ...part]));
  }
  return rows;
}

/** Repeats the last value up to the next power of four, so that few statement texts exist. */
export function padded<T>(values: readonly T[], longest: number): readonly T[] {
  let size = 1;
  while (size < values.length) size = Math.min(size * 4, longest);
  const last = values.at(-1);
  return last === undefined ? values : [...values, ...Array<T>(size - values.length).fill(last)];
}
