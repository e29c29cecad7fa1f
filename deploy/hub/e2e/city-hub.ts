// A hub on the sandbox city, both on one clock that the test moves: advance the city, let the hub catch up, ask.
import path from 'node:path';
import { createManualClock, createSandbox, instant, MAX_STEP, type ManualClock, type Sandbox, type SandboxOptions } from '@lianshu/sandbox';
import type { Store } from '@lianshu/gateway';
import { createTopics, type Topics } from '@lianshu/schemas';
import { valuesOf } from '../src/commands/demo';
import { loadConfig } from '../src/config';
import { backlogsOf, consumedTopics } from '../src/backlogs';
import type { Config } from '../src/config-schema';
import { ROOT } from '../src/definitions';
import { type Hub, startHub } from '../src/hub';
import { createLog } from '../src/log';
import type { Pair } from './pairs';
import { until } from './until';

export const PSEUDONYM_KEY = 'e2e-pseudonym-key';

export interface CityHub {
  readonly sandbox: Sandbox;
  readonly clock: ManualClock;
  readonly config: Config;
  hub(): Hub;
  /** Moves the clock in steps that keep bins unambiguous; after each, every connection has fetched and nothing waits. */
  advanceTo(to: number, each?: (at: number) => Promise<void>): Promise<void>;
  /** Until nothing moves any more: fetched, refined, persisted, relayed, delivered, replayed. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function startCityHub(pair: Pair, options: Partial<SandboxOptions> & { readonly from: string }): Promise<CityHub> {
  const clock = createManualClock(instant(options.from));
  const sandbox = createSandbox({ ...options, clock, dir: path.join(pair.dir, 'city'), follow: false });
  const endpoints = await sandbox.start();
  const config = loadConfig({
    environment: {},
    overrides: { ...pair.config, pseudonymKey: PSEUDONYM_KEY, connections: [path.join(ROOT, 'deploy', 'connections')], values: valuesOf(endpoints) },
  });
  const hub = await startHub(config, { clock, log: createLog('warn', path.join(pair.dir, 'hub.log')), environment: {} }).catch(async (error: unknown) => {
    await sandbox.stop();
    throw error;
  });
  const settle = (): Promise<void> => settleHub(hub, config);
  return {
    sandbox,
    clock,
    config,
    hub: () => hub,
    settle,
    async advanceTo(to, each) {
      while (clock.now() < to) {
        const at = Math.min(to, clock.now() + MAX_STEP);
        clock.set(at);
        await sandbox.advance(at);
        await each?.(at);
        await fetchAll(hub);
        await drained(hub, config);
      }
    },
    async close() {
      await hub.close();
      await sandbox.stop();
    },
  };
}

/** Every connection takes a turn; files are taken at the second look, when they have not grown. */
export async function fetchAll(hub: Hub): Promise<void> {
  const { schedules } = hub;
  if (!schedules) throw new Error('this hub has no connect role');
  await Promise.all(schedules.jobs.map((job) => schedules.runNow(job.name)));
}

/** Until a look finds what the three before it found. */
export async function settleHub(hub: Hub, config: Config): Promise<void> {
  for (let quiet = 0, seen = ''; quiet < 3; ) {
    await fetchAll(hub);
    await drained(hub, config);
    const now = await standing(hub);
    quiet = now === seen ? quiet + 1 : 0;
    seen = now;
  }
}

/** What would change if anything still moved. */
async function standing({ store }: Hub): Promise<string> {
  if (!store) throw new Error('this hub has no gateway');
  const open = await store.quarantine.count({ states: ['new', 'assigned'] });
  return JSON.stringify([await store.changes.latest(), open, await store.deliveries.summary()]);
}

/** No group has messages left on any of its topics. The checkpoints topic never rests: it is left out. */
export async function drained(hub: Hub, config: Config): Promise<void> {
  const topics = createTopics(config.prefix);
  const { definitions, bus, store } = hub;
  const consumed = consumedTopics(topics, definitions).filter(({ topic }) => topic !== topics.checkpoints);
  await until('the hub to catch up', async () => {
    const behind = (await backlogsOf(bus, consumed)).filter(({ lag }) => lag > 0);
    if (behind.length > 0) return behind.map(({ group, topic, lag }) => `${group} ${topic}: ${lag}`).join(', ');
    return store ? relaysBehind(hub, store, topics) : '';
  }, (waiting) => waiting === '', 180_000);
}

/** What the feed and lookup relays have still to do, or ''. */
async function relaysBehind({ bus, definitions }: Hub, store: Store, topics: Topics): Promise<string> {
  for (const feed of store.feeds.names()) {
    const [end = 0n] = await bus.endOffsets(topics.feed(feed));
    if (end < BigInt(await store.feeds.latest(feed))) return `feed ${feed}`;
  }
  const latest = await store.changes.latest();
  for (const { table } of definitions.lookups) {
    const position = await store.lookups.position(`lookup:${table}`);
    if (position < latest) return `lookup ${table} read to ${position} of ${latest}`;
  }
  if ((await store.lookups.unpublished(1)).length > 0) return 'lookup keys to publish';
  return (await store.lookups.ready(1)).length > 0 ? 'items whose lookup key is there' : '';
}
