// Lookup tables as the store keeps them: what each document contributes, merged by key into effective-dated intervals; which keys have
// yet to be published; and which quarantine items wait for a key.
import type { JsonObject } from '@lianshu/schemas';
import { writeRows, type Database, type Sql, type SqlValue } from '../store/database';
import { readPosition, writePosition } from '../store/leases';
import { keyHash } from '../store/persist-prepare';

export interface LookupContribution {
  readonly table: string;
  readonly key: string;
  /** Epoch ms from which the value holds; null: always. */
  readonly from: number | null;
  readonly value: string | JsonObject;
}

/** What one document contributes now: nothing, once it is withdrawn. */
export interface DocumentLookups {
  readonly dataset: string;
  readonly key: string;
  readonly entries: readonly LookupContribution[];
}

/** A key whose intervals are newer than the topic. No intervals: the key is gone. */
export interface UnpublishedKey {
  readonly table: string;
  readonly key: string;
  readonly revision: number;
  /** By `from`, earliest first. */
  readonly intervals: readonly { readonly from: number | null; readonly value: string | JsonObject }[];
}

export interface WaitingItem {
  readonly id: string;
  readonly table: string;
  readonly key: string;
  readonly revision: number;
}

export interface LookupStore {
  /** Replaces what these documents contribute and moves the position, in one transaction: the same call again changes nothing more. */
  apply(documents: readonly DocumentLookups[], job: string, position: number): Promise<void>;
  position(job: string): Promise<number>;
  unpublished(limit: number): Promise<readonly UnpublishedKey[]>;
  markPublished(keys: readonly UnpublishedKey[]): Promise<void>;
  /** Open quarantine items that wait for a key that is published and has changed since they were last tried. */
  ready(limit: number): Promise<readonly WaitingItem[]>;
  /** They have been replayed with the key at this revision: they are not ready again before it changes. */
  markTried(items: readonly WaitingItem[]): Promise<void>;
}

export function createLookupStore(db: Database): LookupStore {
  return {
    apply: (documents, job, position) => db.transaction(async (sql) => {
      for (const document of documents) await replace(sql, db, document);
      await writePosition(sql, db.dialect, job, position);
    }),
    position: (job) => db.read((sql) => readPosition(sql, job)),
    unpublished: (limit) => db.snapshot((sql) => unpublished(sql, limit)),
    markPublished: (keys) => db.transaction(async (sql) => {
      for (const { table, key, revision } of keys) await sql.run('UPDATE lookup_keys SET published_rev = ? WHERE tbl = ? AND lkey = ? AND published_rev < ?', [revision, table, key, revision]);
    }),
    ready: (limit) => db.read((sql) => ready(sql, limit)),
    markTried: (items) => db.transaction(async (sql) => {
      for (const { id, table, key, revision } of items) await sql.run('UPDATE quarantine_lookups SET tried_rev = ? WHERE item_id = ? AND tbl = ? AND lkey = ?', [revision, id, table, key]);
    }),
  };
}

async function replace(sql: Sql, db: Database, { dataset, key, entries }: DocumentLookups): Promise<void> {
  const owner = keyHash(dataset, key).pk;
  const old = await sql.all('SELECT tbl, lkey, ord, from_at, value FROM lookup_rows WHERE owner = ? ORDER BY tbl, ord', [owner]);
  const rows = entries.map((entry, ord): SqlValue[] => [entry.table, entry.key, owner, ord, entry.from, JSON.stringify(entry.value)]);
  const before = old.map((row) => signature([row['tbl'] ?? null, row['lkey'] ?? null, row['from_at'] ?? null, row['value'] ?? null]));
  const after = rows.map(([table, lkey, , , from, value]) => signature([table ?? null, lkey ?? null, from ?? null, value ?? null]));
  if (before.length === after.length && [...before].sort().join('\n') === [...after].sort().join('\n')) return;
  await sql.run('DELETE FROM lookup_rows WHERE owner = ?', [owner]);
  await writeRows(sql, db.dialect, { table: 'lookup_rows', columns: ['tbl', 'lkey', 'owner', 'ord', 'from_at', 'value'] }, rows);
  const touched = new Map([...old.map((row) => [row['tbl'], row['lkey']]), ...rows].map(([table, lkey]) => [signature([table ?? null, lkey ?? null]), [table ?? null, lkey ?? null]]));
  for (const [table, lkey] of touched.values()) {
    const { affected } = await sql.run('UPDATE lookup_keys SET rev = rev + 1 WHERE tbl = ? AND lkey = ?', [table ?? null, lkey ?? null]);
    if (affected === 0) await sql.run('INSERT INTO lookup_keys (tbl, lkey, rev, published_rev) VALUES (?,?,1,0)', [table ?? null, lkey ?? null]);
  }
}

function signature(values: readonly SqlValue[]): string {
  return JSON.stringify(values.map((value) => (value === null ? null : String(value))));
}

async function unpublished(sql: Sql, limit: number): Promise<readonly UnpublishedKey[]> {
  const keys = await sql.all(`SELECT tbl, lkey, rev FROM lookup_keys WHERE published_rev < rev ORDER BY tbl, lkey LIMIT ${Math.trunc(limit)}`);
  const found: UnpublishedKey[] = [];
  for (const { tbl, lkey, rev } of keys) {
    const rows = await sql.all('SELECT from_at, value FROM lookup_rows WHERE tbl = ? AND lkey = ? ORDER BY from_at, owner, ord', [tbl ?? null, lkey ?? null]);
    const intervals = rows.map((row) => ({ from: row['from_at'] === null ? null : Number(row['from_at']), value: JSON.parse(String(row['value'])) as string | JsonObject }));
    found.push({ table: String(tbl), key: String(lkey), revision: Number(rev), intervals });
  }
  return found;
}

async function ready(sql: Sql, limit: number): Promise<readonly WaitingItem[]> {
  const rows = await sql.all(`SELECT w.item_id, w.tbl, w.lkey, k.published_rev FROM quarantine_lookups w JOIN lookup_keys k ON k.tbl = w.tbl AND k.lkey = w.lkey
    JOIN quarantine q ON q.id = w.item_id WHERE q.state IN ('new','assigned') AND k.published_rev > w.tried_rev ORDER BY q.seq LIMIT ${Math.trunc(limit)}`);
  return rows.map((row) => ({ id: String(row['item_id']), table: String(row['tbl']), key: String(row['lkey']), revision: Number(row['published_rev']) }));
}
