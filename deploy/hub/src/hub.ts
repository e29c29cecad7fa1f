// The composition root: constructs every part of a hub and wires it. The only place that knows them all.
import path from 'node:path';
import { type Bus, type Clock, createEmbeddedBus, createKafkaBus, type Log, type Schedules } from '@lianshu/connectors';
import { createStore, FEEDS_FOLDER, loadFeeds, type Store } from '@lianshu/gateway';
import { createTopics } from '@lianshu/schemas';
import type { Config } from './config-schema';
import { type Definitions, loadDefinitions } from './definitions';
import { followLookups } from './lookup-follower';
import { createMetrics } from './metrics';
import { createPseudonym, pseudonymKey } from './pseudonym';
import { createReplayer } from './replayer';
import { startConnect } from './roles/connect';
import { type ExchangeDeps, startExchange } from './roles/exchange';
import { startGateway } from './roles/gateway';
import { createSecrets, type Secrets } from './secrets';
import { startServer } from './server';
import { lookupsSettled } from './settled';
import { topicSpecs } from './topic-specs';

export interface HubDeps {
  readonly clock: Clock;
  readonly log: Log;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

export interface Hub {
  /** `http://host:port`. */
  readonly url: string;
  readonly definitions: Definitions;
  readonly bus: Bus;
  /** Null where this process has no gateway role. */
  readonly store: Store | null;
  /** Null where this process has no connect role. */
  readonly schedules: Schedules | null;
  /** The reverse of the start: closes the server, stops fetching, drains consumers and relays, then closes bus and store. */
  close(): Promise<void>;
}

interface Closable {
  close(): Promise<void>;
}

type Keep = <T extends Closable>(part: T) => T;

/** Starts the configured roles. On a failure, what was already started is closed again and the error thrown. */
export async function startHub(config: Config, deps: HubDeps): Promise<Hub> {
  const opened: Closable[] = [];
  const keep: Keep = (part) => {
    opened.push(part);
    return part;
  };
  try {
    return await assemble(config, deps, keep, opened);
  } catch (error) {
    await closeAll(opened).catch((fault: unknown) => deps.log.warn({ err: fault }, 'after a failed start, a part did not close'));
    throw error;
  }
}

async function assemble(config: Config, deps: HubDeps, keep: Keep, opened: Closable[]): Promise<Hub> {
  const secrets = createSecrets(deps.environment, config.secretsDir || null);
  const definitions = loadDefinitions(config);
  const store = config.roles.includes('gateway') ? keep(await openStore(config, secrets.resolve(config.store.url), definitions, deps)) : null;
  const bus = keep(openBus(config, secrets.resolve(config.bus.password), deps.log));
  const topics = createTopics(config.prefix);
  await bus.ensureTopics(topicSpecs(config, topics, definitions, store?.feeds.names() ?? []));
  const pseudonym = createPseudonym(pseudonymKey(secrets.resolve(config.pseudonymKey), config.dataDir));
  const lookups = keep(await followLookups(bus, topics, definitions.lookups, () => deps.clock.now()));
  const common = { ...deps, bus, topics, definitions, lookups, pseudonym, metrics: createMetrics() };
  const { url, schedules } = await startRoles(config, { ...common, store, secrets }, keep);
  deps.log.info({ roles: config.roles, url }, 'hub started');
  return { url, definitions, bus, store, schedules, close: () => closeAll(opened) };
}

type Common = ExchangeDeps & HubDeps & { readonly store: Store | null; readonly secrets: Secrets };

async function startRoles(config: Config, common: Common, keep: Keep): Promise<Pick<Hub, 'url' | 'schedules'>> {
  const { store } = common;
  const replayer = store && createReplayer({ ...common, store });
  if (store && replayer) keep(await startGateway({ ...common, store, replayer }));
  if (config.roles.includes('exchange')) keep(await startExchange(common));
  const { connections } = common.definitions;
  const connect = config.roles.includes('connect') ? keep(await startConnect({ ...common, connections, owner: config.instance, settled: (signal) => lookupsSettled(common, signal) })) : null;
  const { url } = keep(await startServer(config, { ...common, replayer }));
  return { url, schedules: connect?.schedules ?? null };
}

function openBus(config: Config, password: string, log: Log): Bus {
  const { bus, dataDir, instance } = config;
  if (bus.kind === 'embedded') return createEmbeddedBus({ file: path.join(dataDir, 'log.db'), log });
  return createKafkaBus({ brokers: bus.brokers, clientId: `lianshu-${instance}`, ssl: bus.ssl, username: bus.username, password, log });
}

function openStore(config: Config, url: string, { catalogue }: Definitions, { clock, log }: HubDeps): Promise<Store> {
  const file = `file:${path.join(config.dataDir, 'store.db')}`;
  return createStore({ url: url || file, catalogue, feeds: (plans) => loadFeeds(FEEDS_FOLDER, plans), clock, log });
}

/** The last opened closes first. A part that fails to close keeps no other open; the first fault is thrown at the end. */
async function closeAll(opened: Closable[]): Promise<void> {
  const faults: unknown[] = [];
  for (const part of opened.splice(0).reverse()) await part.close().catch((fault: unknown) => faults.push(fault));
  if (faults.length > 0) throw faults[0];
}
