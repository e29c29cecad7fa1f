// Reads MariaDB/MySQL: one read-only session, results unconverted (character_set_results NULL), every cell as the bytes the server sent.
import { type Connection, createConnection, type ConnectionOptions } from 'mysql2/promise';
import { fail } from '../../errors';
import { faultCode } from '../fault-code';
import type { Dialect } from './keyset';
import type { SqlReader } from './reader';
import type { Database, SqlSourceOptions } from './sql-options';

export const MARIADB: Dialect = {
  quote: (name) => `\`${name.replace(/`/g, '``')}\``,
  select: (quoted) => quoted,
};

export function createMariadbReader(options: SqlSourceOptions): SqlReader {
  const where = placeOf(options);
  let opening: Promise<Connection> | undefined;
  const drop = (): void => {
    void opening?.then((connection) => connection.destroy(), () => undefined);
    opening = undefined;
  };
  const run = async <T>(work: (connection: Connection) => Promise<T>): Promise<T> => {
    try {
      opening ??= open(options);
      return await work(await opening);
    } catch (error) {
      drop();
      throw mysqlFault(error, where);
    }
  };
  return {
    dialect: MARIADB,
    columns: (sql) => run(async (connection) => (await connection.query({ sql, rowsAsArray: true }))[1].map((field) => field.name)),
    rows: (statement) =>
      run(async (connection) => {
        const query = { sql: statement.sql, rowsAsArray: true, timeout: options.timeoutMs, typeCast: (field: { buffer(): Buffer | null }) => field.buffer() };
        const [rows] = await connection.query(query, [...statement.parameters]);
        return rows as (Buffer | null)[][];
      }),
    async close() {
      const connection = await opening?.catch(() => undefined);
      opening = undefined;
      await connection?.end();
    },
  };
}

async function open(options: SqlSourceOptions): Promise<Connection> {
  const connection = await createConnection(connectionOptions(options, options.timeoutMs));
  await connection.query('SET SESSION TRANSACTION READ ONLY');
  await connection.query('SET character_set_results = NULL');
  return connection;
}

export function connectionOptions(options: Database, timeoutMs: number): ConnectionOptions {
  const { host = '', port, user = '', password = '', database = '' } = options;
  return { host, port, user, password, database, connectTimeout: timeoutMs, charset: 'utf8mb4', multipleStatements: false, ...(options.tls ? { ssl: {} } : {}) };
}

export function placeOf(options: Database): string {
  return options.driver === 'sqlite' ? (options.file ?? '') : `${options.host}:${options.port}/${options.database}`;
}

const REFUSALS = /^ER_(ACCESS_DENIED|DBACCESS_DENIED|TABLEACCESS_DENIED|COLUMNACCESS_DENIED|NO_SUCH_TABLE|BAD_FIELD|BAD_DB|PARSE|CANT_EXECUTE_IN_READ_ONLY)/;

export function mysqlFault(error: unknown, where: string): unknown {
  const code = faultCode(error);
  if (code === '') return error;
  return REFUSALS.test(code) ? fail('SOURCE_CONFIG', { where, problem: code }, error) : fail('SOURCE_UNAVAILABLE', { where, problem: code }, error);
}
