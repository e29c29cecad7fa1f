// Opens the store: connection, migrations, dataset tables, feeds; then hands out its parts.
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { Clock, Log, QuarantineItem } from '@lianshu/connectors';
import type { Catalogue } from '@lianshu/schemas';
import type { DataSourceOptions } from 'typeorm';
import { gatewayError } from '../errors';
import type { FeedDefinition } from '../feeds/feed-definitions';
import { createFeedLog, startFeed } from '../feeds/feed-log';
import { createLookupStore } from '../feeds/lookup-store';
import { createChangeLog } from './change-log';
import { createCommitNotices } from './commit-notices';
import { applyDatasetTables } from './dataset-ddl';
import { planCatalogue, type DatasetPlan } from './dataset-plan';
import type { Database } from './database';
import { createDeliveryStore, createSourceStatusStore } from './deliveries';
import { GRANT_ENTITY, KEY_ENTITY, PARTNER_ENTITY } from './hub-entities';
import { createLeases } from './leases';
import { openMariadb } from './mariadb-database';
import { HubTables1763700000000 } from './migrations/0001-hub-tables';
import { createPartnerStore } from './partners';
import { createCanonicalPersister } from './persist-canonical';
import { createTopicPersisters } from './persist-topics';
import { createQuarantineStore } from './quarantine-store';
import { createReader } from './reader';
import { openSqlite } from './sqlite-database';
import type { Store } from './store';

export interface StoreOptions {
  /** `mysql://user:password@host:port/database` or `file:<path>`. */
  readonly url: string;
  readonly catalogue: Catalogue;
  /** Definitions of `loadFeeds`, or a function of the plans that makes them. */
  readonly feeds: readonly FeedDefinition[] | ((plans: ReadonlyMap<string, DatasetPlan>) => readonly FeedDefinition[]);
  readonly clock: Clock;
  readonly log: Log;
  readonly randomBytes?: (size: number) => Buffer;
}

const ORM: Partial<DataSourceOptions> = {
  entities: [PARTNER_ENTITY, KEY_ENTITY, GRANT_ENTITY], migrations: [HubTables1763700000000], migrationsTableName: 'migrations', synchronize: false, logging: false,
};

/** Throws STORE_URL, STORE_UNAVAILABLE (retriable), STORE_NOT_ADDITIVE, FEED_INVALID. */
export async function createStore(options: StoreOptions): Promise<Store> {
  const { catalogue, clock, log } = options;
  const plans = planCatalogue(catalogue);
  const feeds = typeof options.feeds === 'function' ? options.feeds(plans) : options.feeds;
  const db = await open(options.url);
  try {
    await db.migrate(async () => {
      await applyDatasetTables(db, plans.values());
      await startFeeds(db, feeds, plans);
    });
  } catch (error) {
    await db.close();
    throw error;
  }
  return assemble(db, { plans, feeds, catalogue, clock, log, random: options.randomBytes ?? randomBytes });
}

async function open(url: string): Promise<Database> {
  if (url.startsWith('file:')) return openSqlite(resolve(url.replace(/^file:(\/\/)?/, '')), ORM);
  if (/^(mysql|mariadb):\/\//.test(url)) return openMariadb(url.replace(/^mysql:/, 'mariadb:'), ORM);
  throw gatewayError('STORE_URL', { scheme: url.split(':')[0] });
}

async function startFeeds(db: Database, feeds: readonly FeedDefinition[], plans: ReadonlyMap<string, DatasetPlan>): Promise<void> {
  for (const feed of feeds) {
    const plan = plans.get(feed.dataset);
    if (!plan) throw gatewayError('DATASET_UNKNOWN', { dataset: feed.dataset });
    await startFeed(db, feed, plan);
  }
}

interface Parts {
  readonly plans: ReadonlyMap<string, DatasetPlan>;
  readonly feeds: readonly FeedDefinition[];
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: (size: number) => Buffer;
}

function assemble(db: Database, { plans, feeds, catalogue, clock, log, random }: Parts): Store {
  const notices = createCommitNotices(db, log);
  const itemListeners = new Set<(items: readonly QuarantineItem[]) => void>();
  const itemsOpened = (items: readonly QuarantineItem[]) => { for (const listener of itemListeners) listener(items); };
  const topics = createTopicPersisters({
    db, itemsOpened,
    unreadable: ({ topic, partition }, { offset }) => log.error({ topic, partition, offset: String(offset) }, 'A message of the hub\'s own topic is not of its shape and was left out'),
  });
  return {
    catalogue, plans,
    reader: createReader(db, plans),
    changes: createChangeLog(db),
    feeds: createFeedLog(db, feeds, plans),
    quarantine: createQuarantineStore(db),
    deliveries: createDeliveryStore(db),
    sources: createSourceStatusStore(db),
    lookups: createLookupStore(db),
    leases: createLeases(db),
    partners: createPartnerStore({ db, now: () => clock.now(), randomBytes: random, datasets: new Set(plans.keys()) }),
    persistCanonical: createCanonicalPersister({ db, plans, feeds, now: () => clock.now(), committed: notices.committed, itemsOpened }),
    persistQuarantine: topics.quarantine,
    persistReceipts: topics.receipts,
    persistCheckpoints: topics.checkpoints,
    onCommit: notices.subscribe,
    onItemsOpened: (listener) => {
      itemListeners.add(listener);
      return () => { itemListeners.delete(listener); };
    },
    ping: async () => { await db.read((sql) => sql.all('SELECT 1 AS alive')); },
    close: async () => {
      await notices.close();
      await db.close();
    },
  };
}
