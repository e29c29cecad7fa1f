// The hub's own topics into their tables: quarantine, receipts and checkpoints, each batch with its offset in one transaction.
import type { ConnectionState, DeliveryReceipt, InMessage, QuarantineItem } from '@lianshu/connectors';
import { writeRows, type Database, type Sql, type SqlValue } from './database';
import type { Dialect } from './dialect';
import { advanceOffset, lockOffset } from './offsets';
import { writeItems } from './quarantine-write';
import type { PersistBatch, PersistOutcome } from './store';

export interface TopicPersisterDeps {
  readonly db: Database;
  readonly itemsOpened: (items: readonly QuarantineItem[]) => void;
  /** Told of messages that are no JSON of the topic's shape: only a hub writes these topics, so it is a fault, but never a block. */
  readonly unreadable: (batch: PersistBatch, message: InMessage) => void;
}

export function createTopicPersisters(deps: TopicPersisterDeps) {
  const { db, itemsOpened } = deps;
  return {
    quarantine: async (batch: PersistBatch): Promise<PersistOutcome> => {
      let opened: readonly QuarantineItem[] = [];
      const outcome = await persist(deps, batch, isItem, async (sql, items) => {
        opened = await writeItems(sql, db.dialect, items);
      });
      if (opened.length > 0) itemsOpened(opened);
      return outcome;
    },
    receipts: (batch: PersistBatch) => persist(deps, batch, isReceipt, (sql, receipts) => writeReceipts(sql, db.dialect, receipts)),
    checkpoints: (batch: PersistBatch) => persist(deps, batch, isState, (sql, states) => writeStates(sql, db.dialect, states)),
  };
}

async function persist<T>(
  { db, unreadable }: TopicPersisterDeps, batch: PersistBatch, is: (value: unknown) => value is T, write: (sql: Sql, values: readonly T[]) => Promise<void>,
): Promise<PersistOutcome> {
  return db.transaction(async (sql) => {
    const stored = await lockOffset(sql, db.dialect, batch);
    const news = batch.messages.filter(({ offset }) => offset >= stored);
    const values: T[] = [];
    for (const message of news) {
      const value = parsed(message);
      if (is(value)) values.push(value);
      else unreadable(batch, message);
    }
    await write(sql, values);
    await advanceOffset(sql, batch);
    return { accepted: values.length, duplicate: 0, stale: 0, quarantined: news.length - values.length, dropped: batch.messages.length - news.length };
  });
}

function parsed(message: InMessage): unknown {
  if (message.value === null) return undefined;
  try {
    return JSON.parse(message.value.toString());
  } catch {
    // Not JSON: the caller counts it and reports it.
    return undefined;
  }
}

async function writeReceipts(sql: Sql, dialect: Dialect, receipts: readonly DeliveryReceipt[]): Promise<void> {
  const columns = ['sink', 'event_id', 'feed', 'seq', 'subject', 'status', 'reference', 'reasons', 'at'];
  const rows = receipts.map((one): SqlValue[] => [one.sink, one.eventId, one.feed, one.sequence, one.subject, one.status, one.reference, JSON.stringify(one.reasons), one.at]);
  await writeRows(sql, dialect, { table: 'deliveries', columns, key: ['sink', 'event_id'], update: columns.slice(2) }, rows);
}

async function writeStates(sql: Sql, dialect: Dialect, states: readonly ConnectionState[]): Promise<void> {
  const newest = new Map(states.map((state) => [state.id, state]));
  const rows = [...newest.values()].map((state): SqlValue[] => [state.id, JSON.stringify(state), state.lastRunAt]);
  await writeRows(sql, dialect, { table: 'source_status', columns: ['id', 'state', 'at'], key: ['id'], update: ['state', 'at'] }, rows);
}

function has(value: unknown, names: Readonly<Record<string, 'string' | 'number' | 'object'>>): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(names).every(([name, type]) => typeof (value as Record<string, unknown>)[name] === type);
}

function isItem(value: unknown): value is QuarantineItem {
  return has(value, { id: 'string', source: 'string', record: 'string', key: 'string', value: 'string', correlationId: 'string', at: 'number', reasons: 'object', version: 'object' })
    && Array.isArray(value['reasons']) && has(value['version'], { declared: 'number', fetchedAt: 'number' });
}

function isReceipt(value: unknown): value is DeliveryReceipt {
  return has(value, { sink: 'string', feed: 'string', sequence: 'number', eventId: 'string', subject: 'string', status: 'string', reasons: 'object', at: 'number' });
}

function isState(value: unknown): value is ConnectionState {
  return has(value, { id: 'string', source: 'string', record: 'string', lastRunAt: 'number' });
}
