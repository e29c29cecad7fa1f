// Dataset tables follow the catalogue by additive DDL: new tables, columns, indexes and longer strings. Anything else is refused.
import type { JsonObject } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { stringsAt } from './array-values';
import type { ArrayIndex, DatasetPlan } from './dataset-plan';
import { writeRows, type Database, type Sql } from './database';
import type { Dialect } from './dialect';

/** Brings the tables of all plans up to date. Throws STORE_NOT_ADDITIVE before touching the table in question. */
export async function applyDatasetTables(db: Database, plans: Iterable<DatasetPlan>): Promise<void> {
  // DDL commits by itself on MariaDB and is idempotent here: no transaction around it.
  for (const plan of plans) {
    await db.transaction(async (sql) => {
      await applyTable(sql, db.dialect, plan);
      for (const array of plan.arrays) await applyArray(sql, db.dialect, plan, array);
    });
  }
}

/** Columns besides the catalogue's. Nullable, because a version may advance without the rest being written again. */
function ownColumns({ types }: Dialect): Readonly<Record<string, string>> {
  return {
    doc: types.doc, event_id: types.text(64), source: types.text(255), v_declared: types.number, v_fetched: types.big, content_hash: types.text(64),
    schema_version: types.big, mapping: types.text(255), received_at: types.big, voided: types.big,
  };
}

async function applyTable(sql: Sql, dialect: Dialect, plan: DatasetPlan): Promise<void> {
  const wanted = new Map(plan.columns.map((column) => [column.column, dialect.columnType(column)]));
  const had = await existingColumns(sql, dialect, plan.table);
  if (had.size === 0) await sql.run(createTable(dialect, plan, wanted));
  else await addColumns(sql, dialect, plan.table, had, wanted);
  for (const column of plan.columns) {
    if (column.indexed) await sql.run(`CREATE INDEX IF NOT EXISTS \`i_${plan.dataset}_${column.field}\` ON \`${plan.table}\` (\`${column.column}\`)`);
  }
}

function createTable(dialect: Dialect, plan: DatasetPlan, wanted: ReadonlyMap<string, string>): string {
  const columns = [...wanted, ...Object.entries(ownColumns(dialect))].map(([name, type]) => `\`${name}\` ${type}`);
  // The surrogate id keeps inserts at the table's end; the key's hash is a small unique index beside it.
  return `CREATE TABLE \`${plan.table}\` (id ${dialect.types.id}, pk ${dialect.types.hash16} NOT NULL UNIQUE, ${columns.join(', ')})${dialect.tableOptions}`;
}

/** An index that comes to a table with rows is filled under another name first: it stands whole or not at all. */
async function applyArray(sql: Sql, dialect: Dialect, plan: DatasetPlan, array: ArrayIndex): Promise<void> {
  if ((await existingColumns(sql, dialect, array.table)).size > 0) return;
  const filling = `${array.table}__new`;
  await sql.run(`DROP TABLE IF EXISTS \`${filling}\``);
  await sql.run(arrayTable(dialect, filling, array.length));
  await fillArray(sql, dialect, plan, array.field, filling);
  await sql.run(`ALTER TABLE \`${filling}\` RENAME TO \`${array.table}\``);
}

function arrayTable(dialect: Dialect, table: string, length: number): string {
  return `CREATE TABLE \`${table}\` (value ${dialect.types.text(length)} NOT NULL, owner ${dialect.types.hash16} NOT NULL,
    PRIMARY KEY (value, owner))${dialect.name === 'sqlite' ? ' WITHOUT ROWID' : dialect.tableOptions}`;
}

const FILL_PAGE = 500;

async function fillArray(sql: Sql, dialect: Dialect, plan: DatasetPlan, field: string, table: string): Promise<void> {
  for (let after = 0; ;) {
    const rows = await sql.all(`SELECT id, pk, doc FROM \`${plan.table}\` WHERE id > ? ORDER BY id LIMIT ${FILL_PAGE}`, [after]);
    const values = rows.flatMap((row) => [...new Set(stringsAt(JSON.parse(String(row['doc'])) as JsonObject, field))].map((value) => [value, row['pk'] ?? null]));
    await writeRows(sql, dialect, { table, columns: ['value', 'owner'] }, values);
    if (rows.length < FILL_PAGE) return;
    after = Number(rows.at(-1)?.['id']);
  }
}

async function addColumns(sql: Sql, dialect: Dialect, table: string, had: ReadonlyMap<string, string>, wanted: ReadonlyMap<string, string>): Promise<void> {
  const steps: string[] = [];
  for (const [column, type] of wanted) {
    const was = had.get(column);
    if (was === undefined) steps.push(`ALTER TABLE \`${table}\` ADD COLUMN \`${column}\` ${type}`);
    else if (was.toLowerCase() === type.toLowerCase()) continue;
    else if (isLonger(was, type)) steps.push(`ALTER TABLE \`${table}\` MODIFY \`${column}\` ${type}`);
    else if (!isShorter(was, type)) throw gatewayError('STORE_NOT_ADDITIVE', { table, column, was, wanted: type });
  }
  for (const step of steps) await sql.run(step);
}

function isLonger(was: string, wanted: string): boolean {
  const [before, after] = [lengthOf(was), lengthOf(wanted)];
  return before !== undefined && (after === undefined ? wanted === 'mediumtext' : after > before);
}

/** A shorter string in the catalogue is fine as it is: the column holds it. */
function isShorter(was: string, wanted: string): boolean {
  const [before, after] = [lengthOf(was), lengthOf(wanted)];
  return after !== undefined && (before === undefined ? was === 'mediumtext' : after < before);
}

function lengthOf(type: string): number | undefined {
  const found = /^varchar\((\d+)\)$/i.exec(type);
  return found ? Number(found[1]) : undefined;
}

async function existingColumns(sql: Sql, dialect: Dialect, table: string): Promise<Map<string, string>> {
  const rows = dialect.name === 'mariadb'
    ? await sql.all('SELECT COLUMN_NAME AS name, COLUMN_TYPE AS type FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ?', [table])
    : await sql.all(`PRAGMA table_info(\`${table}\`)`);
  return new Map(rows.map((row) => [String(row['name']), String(row['type'])]));
}
