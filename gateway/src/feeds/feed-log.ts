// A feed as the store keeps it: entries by sequence, and a snapshot that says exactly what the entries up to its sequence say.
import { eventId, type HubEvent, type JsonObject } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { writeRows, type Database, type Sql, type SqlRow } from '../store/database';
import type { DatasetPlan } from '../store/dataset-plan';
import type { FeedEntry, FeedLog } from '../store/hub-types';
import type { Row } from '../store/read-types';
import { filterSql, rowOf, selected } from '../store/row-sql';
import type { Fragment } from '../store/where-sql';
import type { FeedDefinition } from './feed-definitions';

const PAGE = 500;

export function createFeedLog(db: Database, feeds: readonly FeedDefinition[], plans: ReadonlyMap<string, DatasetPlan>): FeedLog {
  const definitionOf = (feed: string): { definition: FeedDefinition; plan: DatasetPlan } => {
    const definition = feeds.find((one) => one.feed === feed);
    const plan = definition && plans.get(definition.dataset);
    if (!plan) throw gatewayError('FEED_UNKNOWN', { feed });
    return { definition, plan };
  };
  return {
    names: () => feeds.map(({ feed }) => feed),
    dataset: (feed) => definitionOf(feed).definition.dataset,
    read: async (feed, after, limit) => {
      const { plan } = definitionOf(feed);
      const text = `SELECT f.seq, f.op, c.event FROM feed_entries f JOIN changes c ON c.id = f.change_id WHERE f.feed = ? AND f.seq > ? ORDER BY f.seq LIMIT ${Math.trunc(limit)}`;
      return db.read(async (sql) => (await sql.all(text, [feed, after])).map((row) => entryOf(row, feed, plan)));
    },
    latest: async (feed) => db.read((sql) => latest(sql, definitionOf(feed).definition.feed)),
    snapshot: async (feed, each) => {
      const { definition, plan } = definitionOf(feed);
      const rows: Row[] = [];
      const sequence = await db.snapshot(async (sql) => {
        // First of all: the transaction sees the moment of its first statement.
        const newest = await latest(sql, feed);
        await eachPage(sql, db, definition, plan, each ?? (async (page) => { rows.push(...page); }));
        return newest;
      });
      return { sequence, rows };
    },
  };
}

async function eachPage(sql: Sql, db: Database, definition: FeedDefinition, plan: DatasetPlan, each: (rows: readonly Row[]) => Promise<void>): Promise<void> {
  const filter = filterSql({}, plan, db.dialect);
  const member = isConditional(definition) ? ' AND EXISTS (SELECT 1 FROM feed_members m WHERE m.feed = ? AND m.pk = t.pk)' : '';
  const text = `SELECT ${selected('t', [])} FROM \`${plan.table}\` t WHERE ${filter.text}${member} AND t.id > ? ORDER BY t.id LIMIT ${PAGE}`;
  for (let after = 0; ;) {
    const rows = await sql.all(text, [...filter.params, ...(member ? [definition.feed] : []), after]);
    if (rows.length > 0) await each(rows.map((row) => rowOf(row, plan)));
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['id']);
  }
}

function isConditional({ where, via }: FeedDefinition): boolean {
  return where !== undefined || via !== undefined;
}

async function latest(sql: Sql, feed: string): Promise<number> {
  return Number((await sql.all('SELECT seq FROM counters WHERE name = ?', [feed]))[0]?.['seq'] ?? 0);
}

function entryOf(row: SqlRow, feed: string, plan: DatasetPlan): FeedEntry {
  const sequence = Number(row['seq']);
  const { quarantineitem: _replayed, ...event } = JSON.parse(String(row['event'])) as HubEvent;
  if (row['op'] !== 'l') return { sequence, event: { ...event, sequence: String(sequence) } };
  // The document is no longer for this feed's readers: they get its key and nothing else.
  const data: JsonObject = Object.fromEntries(plan.key.map((field) => [field, event.data[field] ?? null]));
  return { sequence, event: { ...event, id: eventId(event.id, feed, sequence), type: `lianshu.${plan.dataset}.void`, sequence: String(sequence), data } };
}

/** A feed that the store has not known yet starts with every document that belongs to it now. Run once per feed when the store opens. */
export async function startFeed(db: Database, definition: FeedDefinition, plan: DatasetPlan): Promise<void> {
  await db.transaction(async (sql) => {
    const [known] = await sql.all('SELECT seq FROM counters WHERE name = ?', [definition.feed]);
    if (known) return;
    await sql.run('INSERT INTO counters (name, seq) VALUES (?, 0)', [definition.feed]);
    const members = membersSql(db, definition, plan);
    const ids = await sql.all(`SELECT t.pk, (SELECT MAX(c.id) FROM changes c WHERE c.pk = t.pk AND c.op = 'u') AS change_id FROM \`${plan.table}\` t WHERE ${members.text} ORDER BY change_id`, members.params);
    const entries = ids.map((row, index) => [definition.feed, index + 1, row['change_id'] ?? 0, 'e']);
    await writeRows(sql, db.dialect, { table: 'feed_entries', columns: ['feed', 'seq', 'change_id', 'op'] }, entries);
    if (isConditional(definition)) await writeRows(sql, db.dialect, { table: 'feed_members', columns: ['feed', 'pk'] }, ids.map((row) => [definition.feed, row['pk'] ?? null]));
    await sql.run('UPDATE counters SET seq = ? WHERE name = ?', [entries.length, definition.feed]);
  });
}

function membersSql(db: Database, { where, via }: FeedDefinition, plan: DatasetPlan): Fragment {
  const filter = filterSql({ where }, plan, db.dialect);
  const on = via ? ` AND EXISTS (SELECT 1 FROM \`d_${via.dataset}\` v WHERE v.voided = 0 AND v.\`f_${via.on}\` = t.\`f_${via.on}\`)` : '';
  return { text: filter.text + on, params: filter.params };
}
