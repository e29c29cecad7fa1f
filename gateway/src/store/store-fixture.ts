// What the store's suites share: a log in memory that hands out batches, events, and places for stores on both databases.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import type { Clock, InMessage, Log } from '@lianshu/connectors';
import { businessKey, eventId, type Catalogue, type HubEvent, type JsonObject } from '@lianshu/schemas';
import type { FeedDefinition } from '../feeds/feed-definitions';
import { createStore } from './create-store';
import type { PersistBatch, Store } from './store';
import { testCatalogue, TEST_SCHEMAS } from './test-catalogue';

export const FEEDS: readonly FeedDefinition[] = [
  { feed: 'all', dataset: 'cert' },
  { feed: 'firms', dataset: 'cert', where: { field: 'title', op: 'isNull', value: true } },
  { feed: 'via', dataset: 'cert', via: { dataset: 'register', on: 'projectCode' } },
];

export const NOON = Date.parse('2026-03-01T12:00:00+08:00');
const stillClock: Clock = { now: () => NOON, sleep: async () => undefined };
export const silent: Log = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

export interface EventDraft {
  readonly dataset?: string;
  readonly op?: 'upsert' | 'void';
  readonly source?: string;
  readonly declared?: number;
  readonly fetchedAt?: number;
  readonly data: JsonObject;
  readonly quarantineitem?: string;
  readonly sourcekey?: string;
}

const DRAFT = { dataset: 'cert', op: 'upsert', source: '/lead', declared: 0, fetchedAt: 1 } as const;

export function event(draft: EventDraft): HubEvent {
  const { dataset, op, source, declared, fetchedAt, data } = { ...DRAFT, ...draft };
  const subject = businessKey(TEST_SCHEMAS[dataset]?.['x-key'] ?? [], data) || 'none';
  return {
    specversion: '1.0', id: eventId(source, dataset, subject, declared, fetchedAt, op, JSON.stringify(data)), source, type: `lianshu.${dataset}.${op}`, subject, time: '2026-03-01T04:00:00Z',
    datacontenttype: 'application/json', dataschema: `urn:lianshu:canonical:${dataset}:1`, sourceversion: `${declared}.${fetchedAt}`, sourcerecord: 'lead.record',
    sourcekey: draft.sourcekey ?? subject, mapping: 'lead/record-to-cert@1', ...(draft.quarantineitem ? { quarantineitem: draft.quarantineitem } : {}), data,
  };
}

/** One partition of a log in memory. */
export function createLog(topic = 't.canonical.cert', partition = 0, clusterId = 'log-1') {
  const messages: InMessage[] = [];
  return {
    messages,
    append: (...events: readonly (HubEvent | Buffer)[]): void => {
      for (const one of events) {
        const value = Buffer.isBuffer(one) ? one : Buffer.from(JSON.stringify(one));
        messages.push({ offset: BigInt(messages.length), key: Buffer.isBuffer(one) ? null : one.subject, value, headers: {}, timestamp: 1 });
      }
    },
    batch: (from = 0, to = messages.length): PersistBatch => ({ clusterId, group: 'persist', topic, partition, messages: messages.slice(from, to), endOffset: BigInt(messages.length) }),
  };
}

/** A place for stores: opens as many as asked on one empty database, and removes it. */
export interface Place {
  open(feeds?: readonly FeedDefinition[], catalogue?: Catalogue): Promise<Store>;
  remove(): Promise<void>;
}

export function libsqlPlace(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'lianshu-store-'));
  return placeOf(`file:${join(folder, 'store.db')}`, async () => rmSync(folder, { recursive: true, force: true }));
}

/** `server`: mysql://user:password@host:port of LIANSHU_TEST_MARIADB. */
export async function mariadbPlace(server: string): Promise<Place> {
  const database = `lianshu_store_${process.pid}_${Date.now()}_${Math.floor(Math.random() * 1e6)}`;
  const run = async (statement: string) => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  return placeOf(`${server.replace(/\/$/, '')}/${database}`, () => run(`DROP DATABASE ${database}`));
}

function placeOf(url: string, remove: () => Promise<void>): Place {
  const opened: Store[] = [];
  return {
    open: async (feeds = FEEDS, catalogue = testCatalogue()) => {
      const store = await createStore({ url, catalogue, feeds, clock: stillClock, log: silent });
      opened.push(store);
      return store;
    },
    remove: async () => {
      for (const store of opened) await store.close();
      await remove();
    },
  };
}
