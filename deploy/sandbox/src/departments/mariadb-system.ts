// A department's database on a MariaDB server; created if it is not there.
import { createConnection, type Connection } from 'mysql2/promise';
import { values, type SqlSystem, type Table } from './tables';

const ROWS_A_STATEMENT = 200;

export async function openMariadbSystem(serverUrl: string, database: string, tables: readonly Table[]): Promise<SqlSystem> {
  const connection = await createConnection({ uri: serverUrl, charset: 'utf8mb4' });
  await connection.query(`CREATE DATABASE IF NOT EXISTS \`${database}\` CHARACTER SET utf8mb4`);
  await connection.query(`USE \`${database}\``);
  for (const table of tables) await connection.query(createTable(table));
  await connection.query('CREATE TABLE IF NOT EXISTS `_progress` (id INT PRIMARY KEY, n BIGINT NOT NULL)');
  const location = new URL(serverUrl);
  location.pathname = `/${database}`;
  return {
    location: location.toString(),
    async progress() {
      const [rows] = await connection.query('SELECT n FROM `_progress`');
      return Number((rows as { n: number }[])[0]?.n ?? 0);
    },
    async write(rows, n) {
      await connection.beginTransaction();
      try {
        for (const [table, group] of runs(rows)) await insert(connection, table, group);
        await connection.query('INSERT INTO `_progress` (id, n) VALUES (1, ?) ON DUPLICATE KEY UPDATE n = VALUES(n)', [n]);
        await connection.commit();
      } catch (error) {
        await connection.rollback();
        throw error;
      }
    },
    close: () => connection.end(),
  };
}

async function insert(connection: Connection, table: Table, rows: readonly (string | number)[][]): Promise<void> {
  const names = table.columns.map((column) => `\`${column}\``).join(', ');
  const update = table.key ? ` ON DUPLICATE KEY UPDATE ${table.columns.map((column) => `\`${column}\` = VALUES(\`${column}\`)`).join(', ')}` : '';
  await connection.query(`INSERT INTO \`${table.name}\` (${names}) VALUES ?${update}`, [rows]);
}

/** Consecutive rows of one table, cut to the size of a statement. */
function* runs(rows: Parameters<SqlSystem['write']>[0]): Generator<[Table, (string | number)[][]]> {
  let group: (string | number)[][] = [];
  let of: Table | undefined;
  for (const { table, native } of rows) {
    if (of && (of !== table || group.length >= ROWS_A_STATEMENT)) {
      yield [of, group];
      group = [];
    }
    of = table;
    group.push(values(table, native));
  }
  if (of) yield [of, group];
}

function createTable(table: Table): string {
  const type = (column: string) => (column === 'RowVer' ? 'BIGINT NOT NULL' : column === table.key ? 'VARCHAR(100) NOT NULL PRIMARY KEY' : 'TEXT');
  const columns = table.columns.map((column) => `\`${column}\` ${type(column)}`);
  const id = table.key ? [] : ['`ID` BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY'];
  return `CREATE TABLE IF NOT EXISTS \`${table.name}\` (${[...id, ...columns].join(', ')}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`;
}
