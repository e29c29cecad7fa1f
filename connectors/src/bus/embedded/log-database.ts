// Opens the SQLite file of the embedded log for this process alone, and gives transactions and reused statements.
import Database from 'libsql';
import { fail } from '../../errors';
import { LOG_SCHEMA } from './log-schema';

export type Durability = 'power' | 'process';

export interface LogDatabase {
  /** A statement prepared once and kept: a loop of prepare() grows memory. */
  readonly statement: (sql: string) => Database.Statement;
  /** All or nothing. `durable` transactions are synced to disk when the log is opened with durability `power`. */
  readonly transaction: <T>(durable: boolean, work: () => T) => T;
  readonly close: () => void;
}

/** Exclusive locking holds the file for one process until it ends, even by kill -9. */
export function openLogDatabase(file: string, durability: Durability): LogDatabase {
  const db = openExclusively(file);
  const statements = new Map<string, Database.Statement>();
  let syncing: boolean | null = null;

  const statement = (sql: string): Database.Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const made = db.prepare(sql);
    statements.set(sql, made);
    return made;
  };
  const sync = (wanted: boolean) => {
    if (wanted === syncing) return;
    db.pragma(`synchronous = ${wanted ? 'FULL' : 'NORMAL'}`);
    syncing = wanted;
  };

  return {
    statement,
    transaction: (durable, work) => {
      sync(durable && durability === 'power');
      statement('BEGIN IMMEDIATE').run();
      try {
        const result = work();
        statement('COMMIT').run();
        return result;
      } catch (error) {
        if (db.inTransaction) statement('ROLLBACK').run();
        throw error;
      }
    },
    close: () => {
      // Kept statements hold the connection open until they are collected, so the lock is given back by hand; SQLite lets go of
      // an exclusive WAL only by leaving WAL first.
      db.pragma('journal_mode = DELETE');
      db.pragma('locking_mode = NORMAL');
      db.prepare('SELECT value FROM meta LIMIT 1').all();
      statements.clear();
      db.close();
    },
  };
}

function openExclusively(file: string): Database.Database {
  const db = new Database(file);
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.exec(LOG_SCHEMA);
    return db;
  } catch (error) {
    db.close();
    if (isBusy(error)) throw fail('BUS_FILE_IN_USE', { file }, error);
    throw fail('BUS_UNAVAILABLE', { what: file, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

const isBusy = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('SQLITE_BUSY');
