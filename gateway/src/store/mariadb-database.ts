// MariaDB behind the Database interface: TypeORM's pool, mysql2's prepared statements on its raw connections.
import { setTimeout as pause } from 'node:timers/promises';
import type { Pool, PoolConnection, ResultSetHeader } from 'mysql2';
import { DataSource, type DataSourceOptions } from 'typeorm';
import { gatewayError } from '../errors';
import type { Database, Sql, SqlRow, SqlValue, Written } from './database';
import { MARIADB } from './dialect';
import { storeFault } from './store-fault';

/** Deadlock, lock wait, changed since read, and a key that another transaction has just inserted. */
const RUN_AGAIN = new Set([1213, 1205, 1020, 1062]);
const MAX_RUNS = 12;

export async function openMariadb(url: string, orm: Partial<DataSourceOptions>, poolSize = 8): Promise<Database> {
  const source = new DataSource({
    ...orm, type: 'mariadb', url, poolSize, charset: 'utf8mb4', timezone: 'Z', dateStrings: true, supportBigNumbers: true,
    extra: { decimalNumbers: false, enableKeepAlive: true, maxPreparedStatements: 500 },
  } as DataSourceOptions);
  try {
    await source.initialize();
  } catch (error) {
    throw storeFault(error);
  }
  const pool = (source.driver as unknown as { pool: Pool }).pool;
  return {
    dialect: MARIADB,
    read: (work) => onConnection(pool, work),
    snapshot: (work) => onConnection(pool, (sql) => inside(sql, ['SET TRANSACTION ISOLATION LEVEL REPEATABLE READ', 'START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY'], work)),
    transaction: (work) => runAgain(() => onConnection(pool, (sql) => inside(sql, ['SET TRANSACTION ISOLATION LEVEL READ COMMITTED', 'START TRANSACTION'], work))),
    orm: (work) => work(source.manager).catch((error: unknown) => { throw storeFault(error); }),
    migrate: (work) => onConnection(pool, (sql) => underLock(sql, async () => {
      await source.runMigrations({ transaction: 'each' });
      await work();
    })),
    close: () => source.destroy(),
  };
}

async function onConnection<T>(pool: Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const connection = await new Promise<PoolConnection>((resolve, reject) => {
    pool.getConnection((error, got) => (error ? reject(storeFault(error)) : resolve(got)));
  });
  let broken = true;
  try {
    const result = await work(sqlOn(connection));
    broken = false;
    return result;
  } catch (error) {
    broken = isFatal(error);
    throw storeFault(error);
  } finally {
    if (broken) connection.destroy();
    else connection.release();
  }
}

const LOCK = "CONCAT('lianshu:', MD5(DATABASE()))";
const LOCK_SECONDS = 300;

/** A lock of the server that goes with the connection, so a killed process leaves none behind. */
async function underLock(sql: Sql, work: () => Promise<void>): Promise<void> {
  const [row] = await sql.all(`SELECT GET_LOCK(${LOCK}, ${LOCK_SECONDS}) AS taken`);
  if (Number(row?.['taken']) !== 1) throw gatewayError('STORE_UNAVAILABLE', { reason: `another process has been changing tables for ${LOCK_SECONDS} s` });
  try {
    await work();
  } finally {
    await sql.all(`SELECT RELEASE_LOCK(${LOCK})`);
  }
}

function isFatal(error: unknown): boolean {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  return typeof cause === 'object' && cause !== null && (('fatal' in cause && cause.fatal === true) || ('rolledBack' in cause && cause.rolledBack === false));
}

function sqlOn(connection: PoolConnection): Sql {
  const execute = (text: string, params: readonly SqlValue[]) => new Promise<unknown>((resolve, reject) => {
    // Transaction control cannot be prepared on every server version; it has no parameters.
    const done = (error: unknown, result: unknown) => (error ? reject(error) : resolve(result));
    if (params.length === 0) connection.query(text, done);
    else connection.execute(text, params as SqlValue[], done);
  });
  return {
    all: async (text, params = []) => (await execute(text, params)) as SqlRow[],
    run: async (text, params = []) => written(await execute(text, params)),
  };
}

function written(result: unknown): Written {
  const header = result as ResultSetHeader;
  return { affected: header.affectedRows, firstId: header.insertId };
}

async function inside<T>(sql: Sql, begin: readonly string[], work: (sql: Sql) => Promise<T>): Promise<T> {
  for (const statement of begin) await sql.run(statement);
  try {
    const result = await work(sql);
    await sql.run('COMMIT');
    return result;
  } catch (error) {
    await sql.run('ROLLBACK').catch(() => {
      // A connection that cannot roll back is destroyed; the server rolls back when it goes.
      if (typeof error === 'object' && error !== null) Object.assign(error, { rolledBack: false });
    });
    throw error;
  }
}

async function runAgain<T>(work: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await work();
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      const errno = typeof cause === 'object' && cause !== null && 'errno' in cause ? Number(cause.errno) : 0;
      if (!RUN_AGAIN.has(errno) || run >= MAX_RUNS) throw error;
      await pause(run * run * 2);
    }
  }
}
