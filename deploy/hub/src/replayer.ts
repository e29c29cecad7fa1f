// Replays quarantine items: the original bytes go to the topic they came from, marked with the item they repair.
import { type Bus, type Clock, type Log, type OutMessage, type QuarantineItem, refineRecord, replayMessage } from '@lianshu/connectors';
import type { HubServices, QuarantineFilter, Store } from '@lianshu/gateway';
import type { Definitions } from './definitions';
import type { LookupFollower } from './lookup-follower';
import { refineParts, routesOf } from './roles/exchange';

export interface ReplayerDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly definitions: Definitions;
  readonly lookups: LookupFollower;
  readonly pseudonym: (text: string) => string;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Replayer {
  readonly services: HubServices;
  /** Items that waited for lookup keys that have now come replay by themselves. */
  replayWaiting(itemIds: readonly string[]): Promise<void>;
}

type Skipped = Awaited<ReturnType<HubServices['quarantine']['replay']>>['skipped'][number];
type Sample = Awaited<ReturnType<HubServices['quarantine']['preview']>>['samples'][number];

const PAGE = 200;
const OPEN = ['new', 'assigned'] as const;

export function createReplayer(deps: ReplayerDeps): Replayer {
  return {
    services: { quarantine: { replay: (filter, by) => replay(filter, by, deps), preview: (filter, first) => preview(filter, first, deps) } },
    async replayWaiting(itemIds) {
      await replayItems(itemIds, deps);
      deps.log.debug({ items: itemIds.length }, 'items replayed: the lookup key they waited for has come');
    },
  };
}

async function replay(filter: QuarantineFilter, by: string, deps: ReplayerDeps): ReturnType<HubServices['quarantine']['replay']> {
  const ids = (await rowsOf(deps.store, { ...filter, states: filter.states ?? OPEN })).map(({ id }) => id);
  const skipped = await replayItems(ids, deps);
  const replayed = ids.length - skipped.length;
  deps.log.info({ by, filter, replayed, skipped: skipped.length }, 'quarantine replayed');
  return { replayed, skipped };
}

/** A page at a time: one publish per topic, then one note in the store. A crash between the two only replays once more. */
async function replayItems(ids: readonly string[], { store, bus, clock }: ReplayerDeps): Promise<Skipped[]> {
  const skipped: Skipped[] = [];
  for (let start = 0; start < ids.length; start += PAGE) {
    const page = ids.slice(start, start + PAGE);
    const found = new Map((await store.quarantine.getMany(page)).map((one) => [one.row.id, one]));
    const topics = new Map<string, OutMessage[]>();
    const replayed: string[] = [];
    for (const id of page) {
      const reason = whyNot(found.get(id));
      const outgoing = reason ? null : replayMessage(found.get(id)?.item);
      if (!outgoing) skipped.push({ id, reason: reason ?? 'it can only be fetched again from its source' });
      else {
        topics.set(outgoing.topic, [...(topics.get(outgoing.topic) ?? []), outgoing.message]);
        replayed.push(id);
      }
    }
    for (const [topic, messages] of topics) await bus.publish(topic, messages);
    await store.quarantine.markReplayed(replayed, clock.now());
  }
  return skipped;
}

function whyNot(found: { readonly row: { readonly state: string } } | undefined): string | null {
  if (!found) return 'no such item';
  return found.row.state === 'new' || found.row.state === 'assigned' ? null : `the item is ${found.row.state}`;
}

async function preview(filter: QuarantineFilter, first: number, deps: ReplayerDeps): ReturnType<HubServices['quarantine']['preview']> {
  const rows = await rowsOf(deps.store, { ...filter, states: filter.states ?? OPEN });
  const replayable = rows.filter((row) => row.replayable).map(({ id }) => id);
  const [routes, parts] = [routesOf(deps.definitions), refineParts(deps)];
  const found = await deps.store.quarantine.getMany(replayable.slice(0, first));
  return { matching: rows.length, replayable: replayable.length, samples: found.map(({ row, item }) => trial(row.id, item, routes, parts)) };
}

/** What the current definitions would make of an item. */
function trial(id: string, item: QuarantineItem, routes: ReturnType<typeof routesOf>, parts: ReturnType<typeof refineParts>): Sample {
  const route = routes.find(item.source, item.record);
  if (!route) return { id, verdict: 'unknown', reasons: [] };
  const raw = { id: item.correlationId, key: item.key, version: item.version, value: Buffer.from(item.value, 'base64') };
  const { events, failures } = refineRecord(raw, route, parts);
  const reasons = failures.flatMap((failure) => failure.reasons.map(({ code, path, target }) => `${code} ${target ?? path}`));
  return { id, verdict: failures.length > 0 ? 'fails' : events.length > 0 ? 'passes' : 'skipped', reasons };
}

type QuarantineRow = Awaited<ReturnType<Store['quarantine']['list']>>['items'][number];

async function rowsOf(store: Store, filter: QuarantineFilter): Promise<QuarantineRow[]> {
  const rows: QuarantineRow[] = [];
  for (let after: string | undefined; ; ) {
    const { items, hasNext } = await store.quarantine.list(filter, PAGE, after);
    rows.push(...items);
    after = items.at(-1)?.id;
    if (!hasNext || !after) return rows;
  }
}
