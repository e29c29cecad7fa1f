// Follows the change log, writes the lookup tables to their compacted topics, and replays what waited for a key.
import type { Bus, Log } from '@lianshu/connectors';
import { lookupEntries, type LookupDefinition } from '@lianshu/mappings';
import type { Topics } from '@lianshu/schemas';
import type { Store } from '../store/store';
import { startLeasedLoop, type Running } from './leased-loop';
import type { DocumentLookups, UnpublishedKey } from './lookup-store';

export interface LookupRelayDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly lookups: readonly LookupDefinition[];
  readonly log: Log;
  /** Replays these quarantine items: a key that each waited for is on its topic. Called again if it fails. */
  readonly replayWaiting: (itemIds: readonly string[]) => Promise<void>;
}

const PAGE = 500;

/** Resolves when it runs; the topics `lookup.<table>` must exist. A value of them is the JSON list of a key's intervals. */
export async function startLookupRelay(deps: LookupRelayDeps): Promise<Running> {
  const step = async (): Promise<boolean> => {
    const read = await readChanges(deps);
    const published = await publish(deps);
    const replayed = await replay(deps);
    return read || published || replayed;
  };
  return startLeasedLoop({ name: 'lookup-relay', store: deps.store, log: deps.log, step });
}

const jobOf = ({ table }: LookupDefinition): string => `lookup:${table}`;

/** The tables that are furthest behind go on by a page: a table that is new starts from the first change. */
async function readChanges({ store, lookups }: LookupRelayDeps): Promise<boolean> {
  const latest = await store.changes.latest();
  const positions = await Promise.all(lookups.map(async (lookup) => ({ lookup, position: await store.lookups.position(jobOf(lookup)) })));
  const first = Math.min(...positions.map(({ position }) => position));
  if (positions.length === 0 || first >= latest) return false;
  const behind = positions.filter(({ position }) => position === first).map(({ lookup }) => lookup);
  const next = await store.changes.read(first, PAGE, [...new Set(behind.map(({ dataset }) => dataset))]);
  const documents = behind.flatMap((lookup): DocumentLookups[] => next.changes.filter(({ dataset }) => dataset === lookup.dataset).map(({ dataset, key, op, event }) => (
    { table: lookup.table, dataset, key, entries: op === 'void' ? [] : lookupEntries(lookup, event.data) }
  )));
  await store.lookups.apply(documents, behind.map(jobOf), next.position);
  return true;
}

async function publish({ store, bus, topics }: LookupRelayDeps): Promise<boolean> {
  const keys = await store.lookups.unpublished(PAGE);
  const byTable = new Map<string, UnpublishedKey[]>();
  for (const one of keys) byTable.set(one.table, [...(byTable.get(one.table) ?? []), one]);
  for (const [table, own] of byTable) {
    await bus.publish(topics.lookup(table), own.map(({ key, intervals }) => ({ key, value: intervals.length > 0 ? Buffer.from(JSON.stringify(intervals)) : null })));
  }
  // After the topics have them: a crash between the two publishes once more, which a compacted topic bears.
  await store.lookups.markPublished(keys);
  return keys.length === PAGE;
}

async function replay({ store, replayWaiting }: LookupRelayDeps): Promise<boolean> {
  const items = await store.lookups.ready(PAGE);
  if (items.length === 0) return false;
  await replayWaiting([...new Set(items.map(({ id }) => id))]);
  await store.lookups.markTried(items);
  return items.length === PAGE;
}
