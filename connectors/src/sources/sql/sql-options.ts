// Options of the SQL kinds: where the database is (shared with the sink), and how the source polls it.
import type { JsonObject } from '@lianshu/schemas';
import type { DeclaredEncoding } from '../text-encoding';

export interface Database {
  readonly driver: 'mariadb' | 'sqlite';
  readonly file?: string;
  readonly host?: string;
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly database?: string;
  readonly tls: boolean;
}

export interface MarkColumn {
  readonly column: string;
  readonly kind: 'number' | 'time' | 'text';
}

export interface SqlSourceOptions extends Database {
  readonly table?: string;
  readonly query?: string;
  readonly columns?: readonly string[];
  readonly watermark: MarkColumn & { readonly overlap: number };
  readonly tiebreak?: MarkColumn;
  readonly key: readonly string[];
  readonly version?: string;
  readonly encoding: DeclaredEncoding;
  readonly pageSize: number;
  readonly timeoutMs: number;
}

const NAME: JsonObject = { type: 'string', minLength: 1, maxLength: 128 };

export const DATABASE_PROPERTIES: JsonObject = {
  driver: { enum: ['mariadb', 'sqlite'], description: 'Database: MariaDB/MySQL over the network, or a SQLite file.' },
  file: { type: 'string', minLength: 1, description: 'SQLite: path of the file.' },
  host: { type: 'string', minLength: 1, description: 'MariaDB: host.' },
  port: { type: 'integer', minimum: 1, maximum: 65535, default: 3306, description: 'MariaDB: port.' },
  user: { type: 'string', minLength: 1, description: 'MariaDB: user; for a source give it no more than SELECT.' },
  password: { type: 'string', sensitive: true, description: 'MariaDB: password.' },
  database: { type: 'string', minLength: 1, description: 'MariaDB: database (schema).' },
  tls: { type: 'boolean', default: false, description: 'MariaDB: encrypt the connection and check the server\'s certificate.' },
};

export const DATABASE_RULES: JsonObject[] = [
  { if: { properties: { driver: { const: 'sqlite' } } }, then: { required: ['file'] } },
  { if: { properties: { driver: { const: 'mariadb' } } }, then: { required: ['host', 'user', 'database'] } },
];

export const SQL_SOURCE_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['driver', 'watermark', 'key'],
  properties: {
    ...DATABASE_PROPERTIES,
    table: { ...NAME, description: 'Table or view to poll (`schema.table` is allowed).' },
    query: { type: 'string', pattern: '^\\s*([Ss][Ee][Ll][Ee][Cc][Tt]|[Ww][Ii][Tt][Hh])\\b[^;]*$', description: 'A SELECT instead of a table, without semicolon. Runs in a read-only session.' },
    columns: { type: 'array', minItems: 1, items: NAME, description: 'Columns to read; all by default. Leave out columns of binary data.' },
    watermark: {
      type: 'object', additionalProperties: false, required: ['column'],
      description: 'Column that grows with every new or changed row. Rows where it is NULL are not seen.',
      properties: {
        column: { ...NAME, description: 'Auto-increment id or time of change.' },
        kind: { enum: ['number', 'time', 'text'], default: 'number', description: 'How its values compare.' },
        overlap: { type: 'number', minimum: 0, default: 0, description: 'Look back this far at each run for rows committed late: numbers, or seconds of a time. Repeats are dropped.' },
      },
    },
    tiebreak: {
      type: 'object', additionalProperties: false, required: ['column'],
      description: 'Unique column that orders rows of the same watermark.',
      properties: { column: { ...NAME, description: 'Usually the primary key.' }, kind: { enum: ['number', 'text'], default: 'number', description: 'How its values compare.' } },
    },
    key: { type: 'array', minItems: 1, items: NAME, description: 'Columns that make up the record\'s key.' },
    version: { ...NAME, description: 'Column with a number or time that grows with each change of a row.' },
    encoding: { enum: ['utf-8', 'gbk', 'gb18030', 'latin1', 'auto'], default: 'utf-8', description: 'What the text columns really hold, whatever the database declares them to be (`gbk` for GBK stored in latin1 columns).' },
    pageSize: { type: 'integer', minimum: 1, maximum: 10_000, default: 500, description: 'Rows read at a time.' },
    timeoutMs: { type: 'integer', minimum: 10, default: 30_000, description: 'Longest wait for connection and for one page, milliseconds.' },
  },
  allOf: [
    ...DATABASE_RULES,
    { oneOf: [{ required: ['table'] }, { required: ['query'] }] },
    {
      if: { properties: { watermark: { properties: { kind: { enum: ['time', 'text'] } }, required: ['kind'] } } },
      then: { required: ['tiebreak'] },
    },
  ],
};
