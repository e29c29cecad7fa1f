// Lookup tables as the store keeps them: what each document contributes, merged by key into effective-dated intervals; which keys have
// yet to be published; and which quarantine items wait for a key.
import type { LookupEntry, LookupInterval } from '@lianshu/mappings';
import { writeRows, type Database, type Sql, type SqlRow, type SqlValue } from '../store/database';
import { readPosition, writePosition } from '../store/leases';
import { keyHash } from '../store/persist-prepare';

/** What one document contributes to one table now: nothing, once it is withdrawn. No key twice. */
export interface DocumentLookups {
  readonly table: string;
  readonly dataset: string;
  /** Business key of the document. */
  readonly key: string;
  readonly entries: readonly LookupEntry[];
}

/** A key whose intervals are newer than the topic. No intervals: the key is gone. */
export interface UnpublishedKey {
  readonly table: string;
  readonly key: string;
  readonly revision: number;
  /** By `from`, earliest first. */
  readonly intervals: readonly LookupInterval[];
}

interface WaitingItem {
  readonly id: string;
  readonly table: string;
  readonly key: string;
  readonly revision: number;
  /** Fetch instant of the item's newest bytes. */
  readonly fetchedAt: number;
}

export interface LookupStore {
  /** Replaces what these documents contribute and moves the jobs' positions, in one transaction: the same call again changes nothing more. */
  apply(documents: readonly DocumentLookups[], jobs: readonly string[], position: number): Promise<void>;
  position(job: string): Promise<number>;
  unpublished(limit: number): Promise<readonly UnpublishedKey[]>;
  markPublished(keys: readonly UnpublishedKey[]): Promise<void>;
  /** Open quarantine items that wait for a key that is published and has changed since they were last tried. */
  ready(limit: number): Promise<readonly WaitingItem[]>;
  /** They have been replayed with the key at this revision: they are not ready again before it changes, unless a newer version has come since. */
  markTried(items: readonly WaitingItem[]): Promise<void>;
}

/** Longer keys name nothing that a record could ask for: a quarantine item keeps keys of this length too. */
const LONGEST_KEY = 255;

export function createLookupStore(db: Database): LookupStore {
  return {
    apply: (documents, jobs, position) => db.transaction(async (sql) => {
      for (const document of documents) await replace(sql, db, document);
      for (const job of jobs) await writePosition(sql, db.dialect, job, position);
    }),
    position: (job) => db.read((sql) => readPosition(sql, job)),
    unpublished: (limit) => db.snapshot((sql) => unpublished(sql, limit)),
    markPublished: (keys) => db.transaction(async (sql) => {
      for (const { table, key, revision } of keys) await sql.run('UPDATE lookup_keys SET published_rev = ? WHERE tbl = ? AND lkey = ? AND published_rev < ?', [revision, table, key, revision]);
    }),
    ready: (limit) => db.read((sql) => ready(sql, limit)),
    markTried: (items) => db.transaction(async (sql) => {
      const unchanged = 'EXISTS (SELECT 1 FROM quarantine q WHERE q.id = ? AND q.v_fetched = ?)';
      for (const { id, table, key, revision, fetchedAt } of items) {
        await sql.run(`UPDATE quarantine_lookups SET tried_rev = ? WHERE item_id = ? AND tbl = ? AND lkey = ? AND ${unchanged}`, [revision, id, table, key, id, fetchedAt]);
      }
    }),
  };
}

async function replace(sql: Sql, db: Database, { table, dataset, key, entries }: DocumentLookups): Promise<void> {
  const owner = keyHash(dataset, key).pk;
  const old = await sql.all('SELECT lkey, from_at, to_at, value FROM lookup_rows WHERE owner = ? AND tbl = ?', [owner, table]);
  const rows = entries.filter((entry) => entry.key.length <= LONGEST_KEY).map((entry): SqlValue[] => [table, entry.key, owner, entry.from ?? null, entry.to ?? null, JSON.stringify(entry.value)]);
  const before = new Map(old.map((row) => [String(row['lkey']), signature([row['from_at'], row['to_at'], row['value']])]));
  const after = new Map(rows.map(([, lkey, , from, to, value]) => [String(lkey), signature([from, to, value])]));
  const touched = [...new Set([...before.keys(), ...after.keys()])].filter((lkey) => before.get(lkey) !== after.get(lkey));
  if (touched.length === 0) return;
  await sql.run('DELETE FROM lookup_rows WHERE owner = ? AND tbl = ?', [owner, table]);
  await writeRows(sql, db.dialect, { table: 'lookup_rows', columns: ['tbl', 'lkey', 'owner', 'from_at', 'to_at', 'value'] }, rows);
  for (const lkey of touched) {
    const { affected } = await sql.run('UPDATE lookup_keys SET rev = rev + 1 WHERE tbl = ? AND lkey = ?', [table, lkey]);
    if (affected === 0) await sql.run('INSERT INTO lookup_keys (tbl, lkey, rev, published_rev) VALUES (?,?,1,0)', [table, lkey]);
  }
}

function signature(values: readonly (SqlValue | undefined)[]): string {
  return JSON.stringify(values.map((value) => (value === null || value === undefined ? null : String(value))));
}

async function unpublished(sql: Sql, limit: number): Promise<readonly UnpublishedKey[]> {
  const keys = await sql.all(`SELECT tbl, lkey, rev FROM lookup_keys WHERE published_rev < rev ORDER BY tbl, lkey LIMIT ${Math.trunc(limit)}`);
  const found: UnpublishedKey[] = [];
  for (const { tbl, lkey, rev } of keys) {
    const rows = await sql.all('SELECT from_at, to_at, value FROM lookup_rows WHERE tbl = ? AND lkey = ? ORDER BY from_at, owner', [tbl ?? null, lkey ?? null]);
    found.push({ table: String(tbl), key: String(lkey), revision: Number(rev), intervals: rows.map(intervalOf) });
  }
  return found;
}

function intervalOf(row: SqlRow): LookupInterval {
  const [from, to] = [row['from_at'] ?? null, row['to_at'] ?? null];
  return { value: JSON.parse(String(row['value'])) as LookupInterval['value'], ...(from === null ? {} : { from: Number(from) }), ...(to === null ? {} : { to: Number(to) }) };
}

async function ready(sql: Sql, limit: number): Promise<readonly WaitingItem[]> {
  const rows = await sql.all(`SELECT w.item_id, w.tbl, w.lkey, k.published_rev, q.v_fetched FROM quarantine_lookups w JOIN lookup_keys k ON k.tbl = w.tbl AND k.lkey = w.lkey
    JOIN quarantine q ON q.id = w.item_id WHERE q.state IN ('new','assigned') AND k.published_rev > w.tried_rev ORDER BY q.seq LIMIT ${Math.trunc(limit)}`);
  return rows.map((row) => ({ id: String(row['item_id']), table: String(row['tbl']), key: String(row['lkey']), revision: Number(row['published_rev']), fetchedAt: Number(row['v_fetched']) }));
}
