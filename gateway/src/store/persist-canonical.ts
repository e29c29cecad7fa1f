// The persist protocol, on one screen: one transaction a batch, exactly one effect however often the batch comes.
import { quarantineItem, type QuarantineItem } from '@lianshu/connectors';
import { parseVersion } from '@lianshu/schemas';
import type { FeedDefinition } from '../feeds/feed-definitions';
import type { DatasetPlan } from './dataset-plan';
import { writeRows, type Database, type Sql } from './database';
import type { CommitNotice } from './hub-types';
import { advanceOffset, lockOffset } from './offsets';
import { decide, type Decision, type Outcome } from './persist-decide';
import { lockCounter, setCounter, writeFeeds, type AcceptedChanges } from './persist-feeds';
import { isRefused, prepare, reason, type Prepared, type Refused } from './persist-prepare';
import { readStored, writeArrays, writeChanges, writeDatasetRows, type ChangeRows } from './persist-write';
import { closeSettled, writeItems } from './quarantine-write';
import type { PersistBatch, PersistOutcome } from './store';

export interface PersistDeps {
  readonly db: Database;
  readonly plans: ReadonlyMap<string, DatasetPlan>;
  readonly feeds: readonly FeedDefinition[];
  /** Epoch ms on the hub's clock. */
  readonly now: () => number;
  readonly committed: (notice: CommitNotice) => void;
  readonly itemsOpened: (items: readonly QuarantineItem[]) => void;
}

/** Changes of every dataset are numbered by commit under this counter. */
export const CHANGES = '#changes';

interface Effects {
  readonly outcome: PersistOutcome;
  readonly notice: CommitNotice | null;
  readonly opened: readonly QuarantineItem[];
}

export function createCanonicalPersister(deps: PersistDeps): (batch: PersistBatch) => Promise<PersistOutcome> {
  const { db, plans, committed, itemsOpened } = deps;
  return async (batch) => {
    const prepared = batch.messages.map((message) => prepare(message, plans, db.dialect));
    const { outcome, notice, opened } = await db.transaction((sql) => persist(sql, deps, batch, prepared));
    if (notice) committed(notice);
    if (opened.length > 0) itemsOpened(opened);
    return outcome;
  };
}

async function persist(sql: Sql, deps: PersistDeps, batch: PersistBatch, prepared: readonly (Prepared | Refused)[]): Promise<Effects> {
  const { db: { dialect }, plans, feeds } = deps;
  const at = deps.now();
  const stored = await lockOffset(sql, dialect, batch);
  const news = prepared.filter(({ offset }) => offset >= stored);
  const refused = news.filter(isRefused);
  const decisions: Decision[] = [];
  const groups: (AcceptedChanges & ChangeRows)[] = [];
  for (const [plan, items] of byDataset(news)) {
    const group = await persistDataset(sql, deps, plan, items, at);
    decisions.push(...group.decisions);
    groups.push(group);
  }
  await closeSettled(sql, dialect, decisions);
  const owned = decisions.filter(({ outcome }) => outcome === 'owned').map(({ item, owner }) => itemOf(item, batch, at, [reason('KEY_OWNED', '/data', `the source ${owner}`, item.event.source)]));
  const opened = await writeItems(sql, dialect, [...refused.map((one) => itemOf(one, batch, at, one.reasons)), ...owned]);
  // Counters last: they are what batches of other partitions wait for.
  const grown = await writeFeeds(sql, dialect, feeds, plans, groups);
  const position = await writeBatches(sql, deps, groups);
  await advanceOffset(sql, batch);
  return { outcome: countsOf(decisions, refused.length, prepared.length - news.length), notice: position === null ? null : { position, feeds: grown }, opened };
}

function byDataset(news: readonly (Prepared | Refused)[]): Map<DatasetPlan, Prepared[]> {
  const groups = new Map<DatasetPlan, Prepared[]>();
  for (const one of news) {
    if (isRefused(one)) continue;
    const group = groups.get(one.plan);
    if (group) group.push(one);
    else groups.set(one.plan, [one]);
  }
  return groups;
}

async function persistDataset(sql: Sql, { db: { dialect }, feeds }: PersistDeps, plan: DatasetPlan, items: readonly Prepared[], at: number) {
  const withDoc = plan.arrays.length > 0 || feeds.some(({ via }) => via?.dataset === plan.dataset);
  const stored = await readStored(sql, dialect, plan, items, withDoc);
  const decided = decide(items, stored);
  const accepted = decided.decisions.filter(({ outcome }) => outcome === 'accepted').map(({ item }) => item);
  const { ids, ranges } = await writeChanges(sql, dialect, accepted, at);
  await writeDatasetRows(sql, dialect, plan, decided, stored, at);
  await writeArrays(sql, dialect, plan, decided, stored);
  return { plan, items: accepted, ids, ranges, stored, decisions: decided.decisions };
}

/** Numbers the batch's change rows in commit order, a range of one dataset at a time. */
async function writeBatches(sql: Sql, { db: { dialect } }: PersistDeps, groups: readonly (AcceptedChanges & ChangeRows)[]): Promise<number | null> {
  const ranges = groups.flatMap(({ plan, ranges: own }) => own.map(({ first, last }) => [plan.dataset, first, last]));
  if (ranges.length === 0) return null;
  const before = await lockCounter(sql, dialect, CHANGES);
  await writeRows(sql, dialect, { table: 'change_batches', columns: ['seq', 'dataset', 'first_id', 'last_id'] }, ranges.map((range, index) => [before + index + 1, ...range]));
  await setCounter(sql, CHANGES, before + ranges.length);
  return before + ranges.length;
}

function countsOf(decisions: readonly Decision[], refused: number, dropped: number): PersistOutcome {
  const count = (outcome: Outcome) => decisions.filter((decision) => decision.outcome === outcome).length;
  return { accepted: count('accepted'), duplicate: count('duplicate'), stale: count('stale'), quarantined: count('owned') + refused, dropped };
}

function itemOf(one: Prepared | Refused, batch: PersistBatch, at: number, reasons: Refused['reasons']): QuarantineItem {
  const { message } = one;
  const value = message.value ?? Buffer.alloc(0);
  const replay = { topic: batch.topic, key: message.key ?? '', headers: message.headers, timestamp: message.timestamp };
  return quarantineItem({ ...originOf(one, batch), reasons, replay, bytes: value, at });
}

/** Where the event says that it comes from; for what is no event, its place in the log. */
function originOf({ message, event }: Prepared | Refused, { topic, partition }: PersistBatch) {
  if (event) {
    const { source, sourcerecord, sourcekey, mapping, dataschema, sourceversion, id } = event;
    return { source, record: sourcerecord, key: sourcekey, mapping, schema: dataschema, version: parseVersion(sourceversion), correlationId: id };
  }
  const version = { declared: 0, fetchedAt: message.timestamp };
  return { source: topic, record: 'canonical.event', key: message.key ?? String(message.offset), mapping: null, schema: null, version, correlationId: `${topic}/${partition}@${message.offset}` };
}
