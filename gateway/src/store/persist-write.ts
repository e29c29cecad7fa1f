// Writes what was decided: change rows, dataset rows, array index rows. Multi-row prepared statements throughout.
import type { JsonObject } from '@lianshu/schemas';
import { stringsAt } from './array-values';
import type { DatasetPlan } from './dataset-plan';
import { selectIn, writeRows, type Sql, type SqlRow, type SqlValue } from './database';
import type { Dialect } from './dialect';
import type { Decided, Stored } from './persist-decide';
import type { Prepared } from './persist-prepare';

export interface StoredRow extends Stored {
  /** The last document; read only where arrays, feeds or voids need it. */
  readonly doc: JsonObject | null;
}

/** Rows of the batch's keys, locked. */
export async function readStored(sql: Sql, dialect: Dialect, plan: DatasetPlan, items: readonly Prepared[], withDoc: boolean): Promise<Map<string, StoredRow>> {
  const keys = new Map(items.map((item) => [item.id, item.pk]));
  const text = `SELECT pk, source, v_declared, v_fetched, content_hash, voided${withDoc ? ', doc' : ''} FROM \`${plan.table}\` WHERE pk IN $in${dialect.forUpdate}`;
  const rows = await selectIn(sql, dialect, text, [...keys.values()]);
  return new Map(rows.map((row) => [(row['pk'] as Buffer).toString('latin1'), storedOf(row)]));
}

function storedOf(row: SqlRow): StoredRow {
  return {
    source: String(row['source']), version: { declared: Number(row['v_declared']), fetchedAt: Number(row['v_fetched']) }, hash: String(row['content_hash']),
    voided: Number(row['voided']) === 1, doc: typeof row['doc'] === 'string' ? (JSON.parse(row['doc']) as JsonObject) : null,
  };
}

export interface ChangeRows {
  /** Ids of the change rows, in the order of the accepted items. */
  readonly ids: readonly number[];
  readonly ranges: readonly { readonly first: number; readonly last: number }[];
}

export async function writeChanges(sql: Sql, dialect: Dialect, accepted: readonly Prepared[], at: number): Promise<ChangeRows> {
  const columns = ['dataset', 'pk', 'op', 'at', 'event'];
  const ranges = await writeRows(sql, dialect, { table: 'changes', columns }, accepted.map((item) => [item.plan.dataset, item.pk, item.op === 'void' ? 'v' : 'u', at, dialect.text(item.bytes)]));
  const ids = ranges.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_, index) => first + index));
  return { ids, ranges };
}

const PROVENANCE = ['event_id', 'source', 'v_declared', 'v_fetched', 'content_hash', 'schema_version', 'mapping', 'received_at', 'voided'];

export async function writeDatasetRows(sql: Sql, dialect: Dialect, plan: DatasetPlan, decided: Decided, stored: ReadonlyMap<string, StoredRow>, at: number): Promise<void> {
  const full = ['pk', ...plan.columns.map((column) => column.column), 'doc', ...PROVENANCE];
  const fresh: SqlValue[][] = [];
  const updated: SqlValue[][] = [];
  const withdrawn: SqlValue[][] = [];
  for (const [id, { upsert, last }] of decided.changed) {
    const known = stored.has(id);
    const document = upsert ?? (known ? null : last);
    const version = decided.advanced.get(id)?.version ?? last.version;
    const provenance = provenanceOf(last, version, at);
    if (document) (known ? updated : fresh).push([last.pk, ...document.values, document.doc, ...provenance]);
    else withdrawn.push([last.pk, ...provenance]);
  }
  await writeRows(sql, dialect, { table: plan.table, columns: full }, fresh);
  await writeRows(sql, dialect, { table: plan.table, columns: full, key: ['pk'], update: full.slice(1) }, updated);
  await writeRows(sql, dialect, { table: plan.table, columns: ['pk', ...PROVENANCE], key: ['pk'], update: PROVENANCE }, withdrawn);
  const versions = [...decided.advanced].filter(([id]) => !decided.changed.has(id)).map(([, { item, version }]) => [item.pk, version.declared, version.fetchedAt]);
  await writeRows(sql, dialect, { table: plan.table, columns: ['pk', 'v_declared', 'v_fetched'], key: ['pk'], update: ['v_declared', 'v_fetched'] }, versions);
}

function provenanceOf(item: Prepared, version: { declared: number; fetchedAt: number }, at: number): SqlValue[] {
  const voided = item.op === 'void';
  return [item.event.id, item.event.source, version.declared, version.fetchedAt, voided ? '' : item.hash, item.schemaVersion, item.event.mapping, at, voided ? 1 : 0];
}

/** Index rows of links from arrays and nested objects: the old document's elements go, the new one's come. */
export async function writeArrays(sql: Sql, dialect: Dialect, plan: DatasetPlan, decided: Decided, stored: ReadonlyMap<string, StoredRow>): Promise<void> {
  const upserts = [...decided.changed].flatMap(([id, { upsert }]) => (upsert ? [{ upsert, before: stored.get(id)?.doc }] : []));
  for (const [index, array] of plan.arrays.entries()) {
    const fresh: SqlValue[][] = [];
    for (const { upsert, before } of upserts) {
      const old = new Set(before ? stringsAt(before, array.field) : []);
      const next = new Set(upsert.elements[index]);
      fresh.push(...[...next].filter((value) => !old.has(value)).map((value) => [value, upsert.pk]));
      for (const value of old) if (!next.has(value)) await sql.run(`DELETE FROM \`${array.table}\` WHERE value = ? AND owner = ?`, [value, upsert.pk]);
    }
    await writeRows(sql, dialect, { table: array.table, columns: ['value', 'owner'], key: ['value', 'owner'], update: ['owner'] }, fresh);
  }
}
