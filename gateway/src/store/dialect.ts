// The two small dialects of the record path: types, upserts, locks, and how a document's values stand in columns.
import type { Column } from './dataset-plan';
import type { SqlValue } from './database';

export interface Dialect {
  readonly name: 'mariadb' | 'sqlite';
  /** Behind SELECT: keeps the row from others until the commit. */
  readonly forUpdate: string;
  /** Values in one IN list. */
  readonly longestList: number;
  /** Behind CREATE TABLE (…). */
  readonly tableOptions: string;
  readonly types: HubTypes;
  columnType(column: Column): string;
  onConflict(key: readonly string[], update: readonly string[]): string;
  /** How many of the remaining rows the next multi-row statement takes. */
  chunk(rows: number, columns: number): number;
  /** UTF-8 bytes for a text column. */
  text(bytes: Buffer): SqlValue;
  /** Epoch ms as the database keeps instants, and back. */
  instant(epochMs: number): SqlValue;
  instantMs(stored: SqlValue): number;
  /** A decimal, given as a whole number of its last place, as the database keeps it. */
  decimal(scaled: number, scale: number): SqlValue;
}

interface HubTypes {
  readonly id: string;
  readonly big: string;
  readonly hash16: string;
  readonly doc: string;
  readonly bytes: string;
  readonly number: string;
  /** A short string of at most n characters. */
  text(n: number): string;
}

const MARIADB_CHUNKS = [500, 100, 20, 5, 1];
const MARIADB_PARAMS = 60000;

const MARIADB_TYPES: Readonly<Record<Column['kind'], (column: Column) => string>> = {
  string: (column) => `varchar(${column.length})`,
  text: () => 'mediumtext',
  integer: () => 'bigint(20)',
  decimal: (column) => `decimal(${column.precision},${column.scale})`,
  float: () => 'double',
  boolean: () => 'tinyint(1)',
  instant: () => 'datetime(3)',
  date: () => 'date',
};

export const MARIADB: Dialect = {
  name: 'mariadb',
  forUpdate: ' FOR UPDATE',
  longestList: 1000,
  // NOPAD: 'a' and 'a ' differ; bin: strings compare by code point, as in SQLite.
  tableOptions: ' ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin',
  types: {
    id: 'bigint(20) NOT NULL AUTO_INCREMENT PRIMARY KEY', big: 'bigint(20)', hash16: 'binary(16)', doc: 'longtext', bytes: 'longblob', number: 'double',
    text: (n) => `varchar(${n})`,
  },
  columnType: (column) => MARIADB_TYPES[column.kind](column),
  onConflict: (_key, update) => ` ON DUPLICATE KEY UPDATE ${update.map((name) => `\`${name}\`=VALUES(\`${name}\`)`).join(',')}`,
  chunk: (rows, columns) => MARIADB_CHUNKS.find((size) => size <= rows && size * columns <= MARIADB_PARAMS) ?? 1,
  // The protocol sends text as bytes anyhow.
  text: (bytes) => bytes,
  instant: (epochMs) => new Date(epochMs).toISOString().slice(0, 23).replace('T', ' '),
  instantMs: (stored) => Date.parse(`${String(stored).replace(' ', 'T')}Z`),
  decimal: (scaled, scale) => Number(`${scaled}e-${scale}`),
};

const SQLITE_TYPES: Readonly<Record<Column['kind'], (column: Column) => string>> = {
  string: () => 'TEXT',
  text: () => 'TEXT',
  integer: () => 'INTEGER',
  // Integer affinity by its name; the scale in the name, so that a changed scale is seen.
  decimal: (column) => `INTEGER_S${column.scale}`,
  float: () => 'REAL',
  boolean: () => 'INTEGER_BOOL',
  instant: () => 'INTEGER_MS',
  date: () => 'TEXT_DATE',
};

export const SQLITE: Dialect = {
  name: 'sqlite',
  forUpdate: '',
  longestList: 1000,
  tableOptions: '',
  types: {
    id: 'INTEGER PRIMARY KEY AUTOINCREMENT', big: 'INTEGER', hash16: 'BLOB', doc: 'TEXT', bytes: 'BLOB', number: 'REAL', text: () => 'TEXT',
  },
  columnType: (column) => SQLITE_TYPES[column.kind](column),
  onConflict: (key, update) =>
    ` ON CONFLICT(${key.map((name) => `\`${name}\``).join(',')}) DO UPDATE SET ${update.map((name) => `\`${name}\`=excluded.\`${name}\``).join(',')}`,
  // In-process: a prepared one-row statement costs no round trip, and the loop can yield between rows.
  chunk: () => 1,
  text: (bytes) => bytes.toString(),
  instant: (epochMs) => epochMs,
  instantMs: (stored) => Number(stored),
  decimal: (scaled) => scaled,
};
