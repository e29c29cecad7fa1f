// Options of the SQL sink.
import type { JsonObject } from '@lianshu/schemas';
import { type Database, DATABASE_PROPERTIES, DATABASE_RULES } from '../../sources/sql/sql-options';

export interface SqlSinkOptions extends Database {
  readonly table: string;
  readonly columns: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  readonly onVoid: 'upsert' | 'delete' | 'ignore';
  readonly timeoutMs: number;
}

const NAME: JsonObject = { type: 'string', minLength: 1, maxLength: 128 };

export const SQL_SINK_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['driver', 'table', 'columns', 'key'],
  properties: {
    ...DATABASE_PROPERTIES,
    table: { ...NAME, description: 'Table to write (`schema.table` is allowed). It needs a primary or unique key over the `key` columns.' },
    columns: {
      type: 'object', minProperties: 1, additionalProperties: { type: 'string', minLength: 1 },
      description: 'Column → dot path in the document, or `$subject`, `$type`, `$time`, `$id`, `$sequence`, `$source`, `$voided` (0 or 1) of its event. Lists and objects are written as JSON.',
    },
    key: { type: 'array', minItems: 1, items: NAME, description: 'Key columns: a row with the same values is updated.' },
    onVoid: { enum: ['upsert', 'delete', 'ignore'], default: 'upsert', description: 'What a withdrawn document does to its row. `upsert` writes it with `$voided` 1.' },
    timeoutMs: { type: 'integer', minimum: 10, default: 30_000, description: 'Longest wait for the connection, milliseconds.' },
  },
  allOf: DATABASE_RULES,
};
