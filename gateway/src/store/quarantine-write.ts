// Quarantine rows as persist writes them: news of an item from the topic or from persist itself, and items that accepted events close.
import { createHash } from 'node:crypto';
import type { QuarantineItem } from '@lianshu/connectors';
import { compareVersions, type SourceVersion } from '@lianshu/schemas';
import { selectIn, writeRows, type Sql, type SqlRow, type SqlValue } from './database';
import type { Dialect } from './dialect';
import type { QuarantineState } from './hub-types';
import type { Decision } from './persist-decide';

const COLUMNS = ['id', 'state', 'source', 'record', 'skey', 'skey_hash', 'mapping', 'tbl', 'schema_id', 'reasons', 'code', 'v_declared', 'v_fetched', 'correlation_id', 'replay', 'value', 'attempts', 'first_at', 'last_at'];
const UPDATED = ['state', 'schema_id', 'mapping', 'reasons', 'code', 'v_declared', 'v_fetched', 'correlation_id', 'replay', 'attempts', 'last_at'];

interface Known {
  readonly state: QuarantineState;
  readonly attempts: number;
  readonly firstAt: number;
  readonly version: SourceVersion;
}

/** Inserts new items and brings news of known ones: one more attempt, the newest reasons. An item that was closed opens again when the same
 *  bytes fail again in a newer version or after a repair; a discarded one stays discarded. Answers the items that are open now. */
export async function writeItems(sql: Sql, dialect: Dialect, items: readonly QuarantineItem[]): Promise<readonly QuarantineItem[]> {
  const known = await knownItems(sql, dialect, items.map(({ id }) => id));
  const rows = new Map<string, SqlValue[]>();
  const open = new Map<string, QuarantineItem>();
  const untried = new Set<string>();
  for (const item of items) {
    const before = known.get(item.id);
    if (item.state === 'resolved') {
      await closeItem(sql, item.id, 'superseded');
      if (before) known.set(item.id, { ...before, state: 'superseded' });
      open.delete(item.id);
      rows.delete(item.id);
      continue;
    }
    const after = afterNews(before, item);
    if (before && isUntried(before, after)) untried.add(item.id);
    known.set(item.id, after);
    rows.set(item.id, rowOf(item, after));
    if (after.state === 'new' || after.state === 'assigned') open.set(item.id, item);
  }
  await writeRows(sql, dialect, { table: 'quarantine', columns: COLUMNS, key: ['id'], update: UPDATED }, [...rows.values()]);
  const isFresh = ({ id }: QuarantineItem): boolean => untried.has(id);
  await writeLookups(sql, dialect, [...open.values()].filter(isFresh), 'tried_rev');
  await writeLookups(sql, dialect, [...open.values()].filter((item) => !isFresh(item)), 'lkey');
  return [...open.values()];
}

/** A replay of earlier bytes tried the keys for that version; what came since, or opened again, has not been tried with them. A replay
 *  that fails brings the same version of an open item, so it is not tried for ever. */
function isUntried(before: Known, after: Known): boolean {
  const reopened = before.state !== after.state;
  return reopened || compareVersions(after.version, before.version) > 0;
}

function afterNews(before: Known | undefined, item: QuarantineItem): Known {
  if (!before) return { state: 'new', attempts: 1, firstAt: item.at, version: item.version };
  const newer = compareVersions(item.version, before.version) > 0;
  const reopens = before.state === 'repaired' || (before.state === 'superseded' && newer);
  return { state: reopens ? 'new' : before.state, attempts: before.attempts + 1, firstAt: before.firstAt, version: newer ? item.version : before.version };
}

async function knownItems(sql: Sql, dialect: Dialect, ids: readonly string[]): Promise<Map<string, Known>> {
  const rows = await selectIn(sql, dialect, `SELECT id, state, attempts, first_at, v_declared, v_fetched FROM quarantine WHERE id IN $in${dialect.forUpdate}`, [...new Set(ids)]);
  return new Map(rows.map((row) => [String(row['id']), knownOf(row)]));
}

function knownOf(row: SqlRow): Known {
  return {
    state: String(row['state']) as QuarantineState, attempts: Number(row['attempts']), firstAt: Number(row['first_at']),
    version: { declared: Number(row['v_declared']), fetchedAt: Number(row['v_fetched']) },
  };
}

function rowOf(item: QuarantineItem, now: Known): SqlValue[] {
  return [
    item.id, now.state, item.source.slice(0, 255), item.record.slice(0, 128), item.key, sourceKeyHash(item.source, item.record, item.key), item.mapping, tableOf(item.mapping),
    item.schema, JSON.stringify(item.reasons), (item.reasons[0]?.code ?? 'UNKNOWN').slice(0, 64), now.version.declared, now.version.fetchedAt,
    item.correlationId.slice(0, 255), item.replay ? JSON.stringify(item.replay) : null, Buffer.from(item.value, 'base64'), now.attempts, now.firstAt, item.at,
  ];
}

/** `update`: what becomes of keys that an item waits for already: `tried_rev` starts them again, `lkey` leaves them as they are. */
async function writeLookups(sql: Sql, dialect: Dialect, items: readonly QuarantineItem[], update: 'tried_rev' | 'lkey'): Promise<void> {
  const wanted = items.flatMap(({ id, reasons }) => reasons.flatMap(({ lookup }): SqlValue[][] => (lookup && lookup.key.length <= 255 ? [[id, lookup.table, lookup.key, 0]] : [])));
  const distinct = new Map(wanted.map((row) => [JSON.stringify(row), row]));
  await writeRows(sql, dialect, { table: 'quarantine_lookups', columns: ['item_id', 'tbl', 'lkey', 'tried_rev'], key: ['item_id', 'tbl', 'lkey'], update: [update] }, [...distinct.values()]);
}

function tableOf(mapping: string | null): string | null {
  return mapping === null ? null : mapping.replace(/@\d+$/, '');
}

function sourceKeyHash(source: string, record: string, key: string): Buffer {
  return createHash('sha256').update(JSON.stringify([source, record, key])).digest().subarray(0, 16);
}

/** Closes the items that a batch's events settle: the replayed ones (accepted → repaired, duplicate or stale → superseded), and open ones
 *  whose source key has come through in the same or a newer version (superseded). A record's other tables settle nothing for the one that failed. */
export async function closeSettled(sql: Sql, dialect: Dialect, decisions: readonly Decision[]): Promise<void> {
  for (const { item, outcome } of decisions) {
    if (outcome === 'owned') continue;
    const replayed = new Set([item.event.quarantineitem, item.message.headers['ce_quarantineitem']]);
    for (const id of replayed) if (id) await closeItem(sql, id, outcome === 'accepted' ? 'repaired' : 'superseded', tableOf(item.event.mapping));
  }
  const through = decisions.filter(({ outcome }) => outcome === 'accepted' || outcome === 'duplicate').map(({ item }) => item);
  const sources = new Map(through.map(({ event }) => [`${event.source}\n${event.sourcerecord}`, event]));
  for (const { source, sourcerecord } of sources.values()) {
    const [some] = await sql.all("SELECT 1 AS found FROM quarantine WHERE state IN ('new','assigned') AND source = ? AND record = ? LIMIT 1", [source, sourcerecord]);
    if (some) await supersede(sql, dialect, through.filter(({ event }) => event.source === source && event.sourcerecord === sourcerecord));
  }
}

async function supersede(sql: Sql, dialect: Dialect, through: readonly Decision['item'][]): Promise<void> {
  const byKey = new Map(through.map((item) => [sourceKeyHash(item.event.source, item.event.sourcerecord, item.event.sourcekey).toString('latin1'), item]));
  const hashes = [...byKey.keys()].map((key) => Buffer.from(key, 'latin1'));
  const rows = await selectIn(sql, dialect, "SELECT id, skey_hash, tbl, v_declared, v_fetched FROM quarantine WHERE state IN ('new','assigned') AND skey_hash IN $in", hashes);
  for (const row of rows) {
    const item = byKey.get((row['skey_hash'] as Buffer).toString('latin1'));
    const sameTable = row['tbl'] === null || row['tbl'] === tableOf(item?.event.mapping ?? '');
    const version = { declared: Number(row['v_declared']), fetchedAt: Number(row['v_fetched']) };
    if (item && sameTable && compareVersions(item.version, version) >= 0) await closeItem(sql, String(row['id']), 'superseded');
  }
}

/** `table`: only if the item is of this mapping table, or of none. */
async function closeItem(sql: Sql, id: string, state: 'repaired' | 'superseded', table: string | null = null): Promise<void> {
  await sql.run("UPDATE quarantine SET state = ? WHERE id = ? AND state IN ('new','assigned') AND (? IS NULL OR tbl IS NULL OR tbl = ?)", [state, id, table, table]);
}
