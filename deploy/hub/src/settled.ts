// Whether what was fetched so far has gone all the way into the lookup tables of this process.
import type { Store } from '@lianshu/gateway';
import type { Bus } from '@lianshu/connectors';
import type { Topics } from '@lianshu/schemas';
import { backlogsOf, consumedTopics } from './backlogs';
import { realClock } from './clock';
import type { Definitions } from './definitions';
import type { LookupFollower } from './lookup-follower';

export interface SettledDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly definitions: Definitions;
  readonly lookups: LookupFollower;
  readonly store: Store | null;
}

const LOOK_MS = 50;
/** Where the gateway runs elsewhere, its relay is given this long once its groups have caught up. */
const ELSEWHERE_MS = 3000;

/** Waits until the datasets that feed lookups are refined, persisted, relayed and read; returns early when aborted. */
export async function lookupsSettled(deps: SettledDeps, signal: AbortSignal): Promise<void> {
  const fed = new Set(deps.definitions.lookups.map(({ dataset }) => dataset));
  const sources = deps.definitions.connections.sources.filter(({ tables }) => tables.some((table) => fed.has(deps.definitions.table(table).dataset)));
  const raw = sources.map(({ department, record }) => deps.topics.raw(department, record));
  const wanted = new Set([...raw, ...[...fed].map((dataset) => deps.topics.canonical(dataset))]);
  const consumed = consumedTopics(deps.topics, deps.definitions).filter(({ topic }) => wanted.has(topic));
  while (!signal.aborted && ((await backlogsOf(deps.bus, consumed)).some(({ lag }) => lag > 0) || !(await relayed(deps)))) await realClock.sleep(LOOK_MS, signal);
  if (!deps.store) await realClock.sleep(ELSEWHERE_MS, signal);
  await Promise.all(deps.lookups.followings.map((following) => following.caughtUp()));
}

async function relayed({ store, definitions }: SettledDeps): Promise<boolean> {
  if (!store) return true;
  const latest = await store.changes.latest();
  const positions = await Promise.all(definitions.lookups.map(({ table }) => store.lookups.position(`lookup:${table}`)));
  return positions.every((position) => position >= latest) && (await store.lookups.unpublished(1)).length === 0;
}
