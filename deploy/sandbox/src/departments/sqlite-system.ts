// A department's database in a SQLite file.
import Database from 'libsql';
import { values, type SqlSystem, type Table } from './tables';

export function openSqliteSystem(file: string, tables: readonly Table[]): SqlSystem {
  const db = new Database(file, {});
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;');
  for (const table of tables) db.exec(createTable(table));
  db.exec('CREATE TABLE IF NOT EXISTS "_progress" (id INTEGER PRIMARY KEY, n INTEGER NOT NULL)');
  const statements = new Map(tables.map((table) => [table.name, db.prepare(upsert(table))]));
  const setProgress = db.prepare('INSERT INTO "_progress" (id, n) VALUES (1, ?) ON CONFLICT (id) DO UPDATE SET n = excluded.n');
  const progress = db.prepare('SELECT n FROM "_progress"');
  return {
    location: file,
    progress: async () => (progress.get() as { n: number } | undefined)?.n ?? 0,
    async write(rows, n) {
      db.exec('BEGIN IMMEDIATE');
      try {
        for (const { table, native } of rows) statements.get(table.name)?.run(...values(table, native));
        setProgress.run(n);
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        throw error;
      }
    },
    close: async () => void db.close(),
  };
}

function createTable(table: Table): string {
  const columns = table.columns.map((column) => `"${column}" ${column === 'RowVer' ? 'INTEGER NOT NULL' : 'TEXT'}${column === table.key ? ' NOT NULL PRIMARY KEY' : ''}`);
  const id = table.key ? [] : ['"ID" INTEGER PRIMARY KEY AUTOINCREMENT'];
  return `CREATE TABLE IF NOT EXISTS "${table.name}" (${[...id, ...columns].join(', ')})`;
}

function upsert(table: Table): string {
  const names = table.columns.map((column) => `"${column}"`).join(', ');
  const insert = `INSERT INTO "${table.name}" (${names}) VALUES (${table.columns.map(() => '?').join(', ')})`;
  if (!table.key) return insert;
  const sets = table.columns.filter((column) => column !== table.key).map((column) => `"${column}" = excluded."${column}"`);
  return `${insert} ON CONFLICT ("${table.key}") DO UPDATE SET ${sets.join(', ')}`;
}
