// Who enters which feed, with which sequence. The feed's counter row is locked first: then everything that an earlier holder committed
// is seen, so whichever of a document and its register entry comes second finds the other, and sequence order is commit order.
import type { FeedDefinition } from '../feeds/feed-definitions';
import type { DatasetPlan } from './dataset-plan';
import { selectIn, writeRows, type Sql, type SqlValue } from './database';
import type { Dialect } from './dialect';
import { matches } from './matches';
import type { Prepared } from './persist-prepare';
import type { StoredRow } from './persist-write';
import { whereSql } from './where-sql';

/** The accepted changes of one dataset in a batch. */
export interface AcceptedChanges {
  readonly plan: DatasetPlan;
  readonly items: readonly Prepared[];
  readonly ids: readonly number[];
  readonly stored: ReadonlyMap<string, StoredRow>;
}

/** `e`: the change's event as it stands. `l`: the document has left the feed; readers get a void of its key. */
interface Entry {
  readonly changeId: number;
  readonly op: 'e' | 'l';
}

interface Context {
  readonly sql: Sql;
  readonly dialect: Dialect;
  readonly feed: FeedDefinition;
  readonly plans: ReadonlyMap<string, DatasetPlan>;
}

/** Answers the new sequence of every feed that grew. */
export async function writeFeeds(
  sql: Sql, dialect: Dialect, feeds: readonly FeedDefinition[], plans: ReadonlyMap<string, DatasetPlan>, groups: readonly AcceptedChanges[],
): Promise<Record<string, number>> {
  const grown: Record<string, number> = {};
  const touched = feeds.filter((feed) => groups.some(({ plan, items }) => items.length > 0 && (plan.dataset === feed.dataset || plan.dataset === feed.via?.dataset)));
  // Always in order of name: two batches never wait for each other in a ring.
  for (const feed of [...touched].sort((a, b) => (a.feed < b.feed ? -1 : 1))) {
    const before = await lockCounter(sql, dialect, feed.feed);
    const entries: Entry[] = [];
    for (const group of groups) {
      const context = { sql, dialect, feed, plans };
      if (group.plan.dataset === feed.dataset) entries.push(...await entriesOfDocuments(context, group));
      if (group.plan.dataset === feed.via?.dataset) entries.push(...await entriesOfRegister(context, group, feed.via.on));
    }
    if (entries.length === 0) continue;
    const rows = entries.map((entry, index) => [feed.feed, before + index + 1, entry.changeId, entry.op]);
    await writeRows(sql, dialect, { table: 'feed_entries', columns: ['feed', 'seq', 'change_id', 'op'] }, rows);
    grown[feed.feed] = before + entries.length;
    await setCounter(sql, feed.feed, before + entries.length);
  }
  return grown;
}

export async function lockCounter(sql: Sql, dialect: Dialect, name: string): Promise<number> {
  const [row] = await sql.all(`SELECT seq FROM counters WHERE name = ?${dialect.forUpdate}`, [name]);
  if (!row) throw new Error(`Counter ${name} is missing: the store was not opened with this feed`);
  return Number(row['seq']);
}

export async function setCounter(sql: Sql, name: string, seq: number): Promise<void> {
  await sql.run('UPDATE counters SET seq = ? WHERE name = ?', [seq, name]);
}

async function entriesOfDocuments(context: Context, group: AcceptedChanges): Promise<Entry[]> {
  if (!context.feed.where && !context.feed.via) return entriesOfAll(group);
  const members = await membersOf(context, group.items.filter(({ id }) => group.stored.has(id)));
  const registered = await registeredValues(context, registerKeys(context, group.items));
  const before = new Set(members);
  const entries = group.items.flatMap((item, index): Entry[] => {
    const was = members.delete(item.id);
    const is = item.op === 'upsert' && belongs(context.feed, item, registered);
    if (is) members.add(item.id);
    return is || was ? [{ changeId: group.ids[index] ?? 0, op: is || item.op === 'void' ? 'e' : 'l' }] : [];
  });
  const keys = [...new Map(group.items.map(({ id, pk }) => [id, pk]))];
  const gone = (from: ReadonlySet<string>, to: ReadonlySet<string>) => keys.filter(([id]) => from.has(id) && !to.has(id)).map(([, pk]) => pk);
  await writeMembers(context, gone(members, before), gone(before, members));
  return entries;
}

function registerKeys({ feed }: Context, items: readonly Prepared[]): readonly unknown[] {
  const on = feed.via?.on;
  return on === undefined ? [] : items.map((item) => item.event.data[on]);
}

/** Every change, but not the withdrawal of what was never there. */
function entriesOfAll({ items, ids, stored }: AcceptedChanges): Entry[] {
  const there = new Set([...stored].filter(([, row]) => !row.voided).map(([id]) => id));
  return items.flatMap((item, index) => {
    const was = there.has(item.id);
    if (item.op === 'upsert') there.add(item.id);
    else there.delete(item.id);
    return item.op === 'upsert' || was ? [{ changeId: ids[index] ?? 0, op: 'e' as const }] : [];
  });
}

function belongs(feed: FeedDefinition, item: Prepared, registered: ReadonlySet<unknown>): boolean {
  if (feed.where && !matches(feed.where, item.event.data, item.plan)) return false;
  return !feed.via || registered.has(item.event.data[feed.via.on]);
}

/** The register has changed: documents of the values concerned that now belong come in, those that no longer do go out. */
async function entriesOfRegister(context: Context, group: AcceptedChanges, on: string): Promise<Entry[]> {
  const values = group.items.flatMap(({ id, event }) => [event.data[on], group.stored.get(id)?.doc?.[on]]).filter((value): value is string => typeof value === 'string');
  if (values.length === 0) return [];
  const registered = await registeredValues(context, values);
  const { joined, left } = await movesOf(context, [...new Set(values)], registered, on);
  await writeMembers(context, joined, left);
  const ids = await latestChanges(context, [...joined, ...left]);
  const entries = [
    ...joined.map((pk): Entry => ({ changeId: ids.get(pk.toString('latin1')) ?? 0, op: 'e' })),
    ...left.map((pk): Entry => ({ changeId: ids.get(pk.toString('latin1')) ?? 0, op: 'l' })),
  ];
  return entries.sort((a, b) => a.changeId - b.changeId);
}

async function movesOf(context: Context, values: readonly string[], registered: ReadonlySet<unknown>, on: string): Promise<{ joined: Buffer[]; left: Buffer[] }> {
  const plan = context.plans.get(context.feed.dataset);
  if (!plan) return { joined: [], left: [] };
  const where = context.feed.where ? whereSql(context.feed.where, plan, context.dialect) : { text: '1=1', params: [] };
  const text = `SELECT t.pk, t.\`f_${on}\` AS value, m.pk AS member, (${where.text}) AS fits FROM \`${plan.table}\` t
    LEFT JOIN feed_members m ON m.feed = ? AND m.pk = t.pk WHERE t.voided = 0 AND t.\`f_${on}\` IN $in`;
  const rows = await selectIn(context.sql, context.dialect, text, values, [...where.params, context.feed.feed]);
  const should = rows.map((row) => ({ pk: row['pk'] as Buffer, was: row['member'] !== null, is: Number(row['fits']) === 1 && registered.has(row['value']) }));
  return { joined: should.filter(({ was, is }) => is && !was).map(({ pk }) => pk), left: should.filter(({ was, is }) => was && !is).map(({ pk }) => pk) };
}

async function registeredValues({ sql, dialect, feed }: Context, values: readonly unknown[]): Promise<Set<unknown>> {
  if (!feed.via) return new Set();
  const asked = [...new Set(values.filter((value): value is string => typeof value === 'string'))];
  const text = `SELECT DISTINCT \`f_${feed.via.on}\` AS value FROM \`d_${feed.via.dataset}\` WHERE voided = 0 AND \`f_${feed.via.on}\` IN $in`;
  return new Set((await selectIn(sql, dialect, text, asked)).map((row) => row['value']));
}

async function membersOf({ sql, dialect, feed }: Context, items: readonly Prepared[]): Promise<Set<string>> {
  const keys = new Map(items.map((item) => [item.id, item.pk]));
  const rows = await selectIn(sql, dialect, 'SELECT pk FROM feed_members WHERE feed = ? AND pk IN $in', [...keys.values()], [feed.feed]);
  return new Set(rows.map((row) => (row['pk'] as Buffer).toString('latin1')));
}

async function writeMembers({ sql, dialect, feed }: Context, joined: readonly Buffer[], left: readonly Buffer[]): Promise<void> {
  const rows = joined.map((pk): SqlValue[] => [feed.feed, pk]);
  await writeRows(sql, dialect, { table: 'feed_members', columns: ['feed', 'pk'], key: ['feed', 'pk'], update: ['pk'] }, rows);
  for (const pk of left) await sql.run('DELETE FROM feed_members WHERE feed = ? AND pk = ?', [feed.feed, pk]);
}

async function latestChanges({ sql, dialect }: Context, pks: readonly Buffer[]): Promise<Map<string, number>> {
  const rows = await selectIn(sql, dialect, "SELECT pk, MAX(id) AS id FROM changes WHERE op = 'u' AND pk IN $in GROUP BY pk", pks);
  return new Map(rows.map((row) => [(row['pk'] as Buffer).toString('latin1'), Number(row['id'])]));
}
