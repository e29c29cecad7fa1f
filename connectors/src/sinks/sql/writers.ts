// Writes a batch in one transaction; a document that the table refuses costs only itself.
import { existsSync } from 'node:fs';
import Libsql from 'libsql';
import { type Connection, createConnection } from 'mysql2/promise';
import { fail } from '../../errors';
import { faultCode, faultText } from '../../sources/fault-code';
import { connectionOptions, placeOf } from '../../sources/sql/mariadb-reader';
import type { SqlSinkOptions } from './sql-sink-options';
import type { Write } from './statements';

export interface SqlWriter {
  /** Per write: null when done, or the database's error code when it refuses the values. Throws SINK_UNAVAILABLE. */
  write(writes: readonly (Write | undefined)[]): Promise<readonly (string | null)[]>;
  close(): Promise<void>;
}

/** Values that do not fit: too long, out of range, wrong type, missing, breaking a key or check of the table. */
const SQLITE_REFUSALS = /^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG|RANGE)/;
const MARIADB_REFUSALS =
  /^ER_(DATA_TOO_LONG|TRUNCATED_WRONG_VALUE|TRUNCATED_WRONG_VALUE_FOR_FIELD|WARN_DATA_OUT_OF_RANGE|DATA_OUT_OF_RANGE|BAD_NULL_ERROR|NO_DEFAULT_FOR_FIELD|NO_REFERENCED_ROW|NO_REFERENCED_ROW_2|ROW_IS_REFERENCED|ROW_IS_REFERENCED_2|DUP_ENTRY|CONSTRAINT_FAILED|CHECK_CONSTRAINT_VIOLATED|WARN_DATA_TRUNCATED)$/;

export function createSqliteWriter(options: SqlSinkOptions): SqlWriter {
  const where = options.file ?? '';
  let database: Libsql.Database | undefined;
  const open = (): Libsql.Database => {
    if (!database && !existsSync(where)) throw fail('SINK_UNAVAILABLE', { where, problem: 'the file is not there' });
    database ??= new Libsql(where, { timeout: options.timeoutMs } as Libsql.Options);
    return database;
  };
  const one = (db: Libsql.Database, write: Write | undefined): string | null => {
    try {
      if (write) db.prepare(write.sql).run(...write.values);
      return null;
    } catch (error) {
      if (SQLITE_REFUSALS.test(faultCode(error))) return faultCode(error);
      throw error;
    }
  };
  return {
    async write(writes) {
      try {
        const db = open();
        return db.transaction(() => writes.map((write) => one(db, write)))() as (string | null)[];
      } catch (error) {
        throw unavailable(error, where);
      }
    },
    async close() {
      database?.close();
      database = undefined;
    },
  };
}

export function createMariadbWriter(options: SqlSinkOptions): SqlWriter {
  const where = placeOf(options);
  let opening: Promise<Connection> | undefined;
  const one = async (connection: Connection, write: Write | undefined): Promise<string | null> => {
    try {
      if (write) await connection.query(write.sql, [...write.values]);
      return null;
    } catch (error) {
      if (MARIADB_REFUSALS.test(faultCode(error))) return faultCode(error);
      throw error;
    }
  };
  return {
    async write(writes) {
      try {
        opening ??= connect(options);
        const connection = await opening;
        await connection.beginTransaction();
        const results: (string | null)[] = [];
        for (const write of writes) results.push(await one(connection, write));
        await connection.commit();
        return results;
      } catch (error) {
        void opening?.then((connection) => connection.destroy(), () => undefined);
        opening = undefined;
        throw unavailable(error, where);
      }
    },
    async close() {
      const connection = await opening?.catch(() => undefined);
      opening = undefined;
      await connection?.end();
    },
  };
}

/** Strict mode: a value that does not fit is refused, never cut. */
async function connect(options: SqlSinkOptions): Promise<Connection> {
  const connection = await createConnection(connectionOptions(options, options.timeoutMs));
  await connection.query("SET SESSION sql_mode = 'STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO'");
  return connection;
}

function unavailable(error: unknown, where: string): unknown {
  return faultCode(error) === 'SINK_UNAVAILABLE' ? error : fail('SINK_UNAVAILABLE', { where, problem: faultText(error) }, error);
}
