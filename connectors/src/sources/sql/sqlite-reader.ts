// Reads a SQLite file: every cell cast to the bytes of SQLite's own text, so that nothing passes through a JavaScript number.
import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { fail } from '../../errors';
import { faultCode } from '../fault-code';
import type { Dialect } from './keyset';
import type { SqlReader } from './reader';
import type { SqlSourceOptions } from './sql-options';

export const SQLITE: Dialect = {
  quote: (name) => `"${name.replace(/"/g, '""')}"`,
  select: (quoted) => `CAST(${quoted} AS BLOB)`,
};

export function createSqliteReader(options: SqlSourceOptions): SqlReader {
  const file = options.file ?? '';
  let database: Libsql.Database | undefined;
  const open = (): Libsql.Database => {
    if (database) return database;
    if (!existsSync(file)) throw fail('SOURCE_UNAVAILABLE', { where: file, problem: 'the file is not there' });
    database = new Libsql(file, { timeout: options.timeoutMs } as Libsql.Options);
    database.exec('PRAGMA query_only = ON');
    return database;
  };
  const run = <T>(work: (db: Libsql.Database) => T): T => {
    try {
      return work(open());
    } catch (error) {
      throw sqliteFault(error, file);
    }
  };
  return {
    dialect: SQLITE,
    columns: async (sql) => run((db) => db.prepare(sql).columns().map((column) => column.name)),
    rows: async ({ sql, parameters }) =>
      run((db) => (db.prepare(sql).raw().all(...parameters) as (Buffer | Uint8Array | null)[][]).map((row) => row.map((cell) => (cell === null ? null : Buffer.from(cell))))),
    async close() {
      database?.close();
      database = undefined;
    },
  };
}

/** Busy, locked and I/O faults pass; a statement that the database does not understand will not. */
export function sqliteFault(error: unknown, where: string): unknown {
  const code = faultCode(error);
  if (!code.startsWith('SQLITE_')) return error;
  const problem = error instanceof Error ? error.message : code;
  return /^SQLITE_(ERROR|READONLY|AUTH|NOTADB)/.test(code) ? fail('SOURCE_CONFIG', { where, problem }, error) : fail('SOURCE_UNAVAILABLE', { where, problem }, error);
}
