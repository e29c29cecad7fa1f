// libsql behind the Database interface. The driver is synchronous and one file has one writer, so writers queue, batches yield
// to the event loop every few milliseconds, and readers have a connection of their own.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import Libsql from 'libsql';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Database, Sql, SqlRow, SqlValue } from './database';
import { SQLITE } from './dialect';
import { storeFault } from './store-fault';

/** Milliseconds of synchronous work before the event loop gets its turn. */
const SLICE_MS = 5;
/** Within this process; that no second hub opens the file is the data lock's business. */
const migrating = createTurns();

const BUSY_RUNS = 200;
const BUSY_PAUSE_MS = 25;

interface Statement {
  readonly reader: boolean;
  /** One array: a lone Buffer as an argument would be taken for named parameters. */
  all(params: readonly SqlValue[]): Record<string, SqlValue | ArrayBuffer>[];
  run(params: readonly SqlValue[]): { changes: number; lastInsertRowid: number | bigint };
}
interface Connection {
  prepare(text: string): Statement;
}

export async function openSqlite(file: string, orm: Partial<DataSourceOptions>): Promise<Database> {
  mkdirSync(dirname(file), { recursive: true });
  const sources: DataSource[] = [];
  const open = async (extra: Partial<DataSourceOptions>) => {
    const source = new DataSource({ ...extra, type: 'better-sqlite3', database: file, driver: Libsql, prepareDatabase: pragmas } as DataSourceOptions);
    await source.initialize().catch((error: unknown) => { throw storeFault(error); });
    sources.push(source);
    return { source, sql: sqlOn((source.driver as unknown as { databaseConnection: Connection }).databaseConnection) };
  };
  const writer = await open(orm);
  const reader = await open({});
  const snapshots = await open({});
  const writing = createTurns();
  const reading = createTurns();
  return {
    dialect: SQLITE,
    read: (work) => work(reader.sql).catch((error: unknown) => { throw storeFault(error); }),
    snapshot: (work) => reading(() => inside(snapshots.sql, 'BEGIN', work)),
    transaction: (work) => writing(() => inside(writer.sql, 'BEGIN IMMEDIATE', work)),
    orm: (work) => writing(() => work(writer.source.manager).catch((error: unknown) => { throw storeFault(error); })),
    migrate: (work) => migrating(async () => {
      // Outside the writers' turns, because `work` takes them.
      await writer.source.runMigrations({ transaction: 'each' }).catch((error: unknown) => { throw storeFault(error); });
      await work();
    }),
    close: async () => {
      await writing(async () => undefined);
      for (const source of sources) await source.destroy();
    },
  };
}

function pragmas(connection: { exec(text: string): void }): void {
  // NORMAL in WAL mode survives a killed process; a lost power supply may cost the last commits, which the bus hands over again.
  connection.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 50; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY');
}

/** One at a time, in order of arrival. */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn.catch(() => undefined);
    return turn;
  };
}

function sqlOn(connection: Connection): Sql {
  const prepared = new Map<string, Statement>();
  let since = performance.now();
  const statement = (text: string): Statement => {
    const known = prepared.get(text);
    if (known) return known;
    if (prepared.size > 500) prepared.clear();
    const made = connection.prepare(text);
    prepared.set(text, made);
    return made;
  };
  const breathe = async () => {
    if (performance.now() - since < SLICE_MS) return;
    await nextTurn();
    since = performance.now();
  };
  return {
    all: async (text, params = []) => {
      await breathe();
      return statement(text).all(params).map(withBuffers);
    },
    run: async (text, params = []) => {
      await breathe();
      const result = statement(text).run(params);
      return { affected: result.changes, firstId: Number(result.lastInsertRowid) };
    },
  };
}

/** The driver answers blobs as ArrayBuffers; nothing else that it answers is an object. */
function withBuffers(row: Record<string, SqlValue | ArrayBuffer>): SqlRow {
  for (const name in row) {
    const value = row[name];
    if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value)) row[name] = Buffer.from(value);
  }
  return row as SqlRow;
}

async function inside<T>(sql: Sql, begin: string, work: (sql: Sql) => Promise<T>): Promise<T> {
  await beginWhenFree(sql, begin);
  try {
    const result = await work(sql);
    await sql.run('COMMIT');
    return result;
  } catch (error) {
    await sql.run('ROLLBACK').catch(() => { throw storeFault(error); });
    throw storeFault(error);
  }
}

/** Another process may hold the file: wait for it without blocking the event loop. */
async function beginWhenFree(sql: Sql, begin: string): Promise<void> {
  for (let run = 1; ; run++) {
    try {
      await sql.run(begin);
      return;
    } catch (error) {
      if (!/busy|locked/i.test(String(error)) || run >= BUSY_RUNS) throw storeFault(error);
      await pause(BUSY_PAUSE_MS);
    }
  }
}
