// Replays quarantine items: the original bytes go to the topic they came from, marked with the item they repair.
import { type Bus, type Clock, type Log, replayMessage } from '@lianshu/connectors';
import type { QuarantineFilter, Store } from '@lianshu/gateway';

export interface ReplayCounts {
  readonly replayed: number;
  /** Items whose part can only be fetched again, and items no longer open. */
  readonly notReplayable: number;
}

export interface Replayer {
  replay(ids: readonly string[]): Promise<ReplayCounts>;
  /** Replays every open item that the filter names. */
  replayAll(filter: QuarantineFilter): Promise<ReplayCounts>;
  /** Items that waited for these lookup keys replay by themselves. */
  onKeysWritten(itemIds: readonly string[]): Promise<void>;
}

const PAGE = 200;

export function createReplayer(deps: { readonly store: Store; readonly bus: Bus; readonly clock: Clock; readonly log: Log }): Replayer {
  const replay = async (ids: readonly string[]): Promise<ReplayCounts> => {
    let replayed = 0;
    for (const id of ids) if (await replayOne(id, deps)) replayed += 1;
    return { replayed, notReplayable: ids.length - replayed };
  };
  return {
    replay,
    async replayAll(filter) {
      const ids = await allIds(deps.store, { ...filter, states: filter.states ?? ['new', 'assigned'] });
      return replay(ids);
    },
    async onKeysWritten(itemIds) {
      const { replayed } = await replay(itemIds);
      deps.log.debug({ replayed }, 'items replayed: the lookup key they waited for has come');
    },
  };
}

async function replayOne(id: string, { store, bus, clock }: { store: Store; bus: Bus; clock: Clock }): Promise<boolean> {
  const found = await store.quarantine.get(id);
  if (!found || !['new', 'assigned'].includes(found.row.state)) return false;
  const outgoing = replayMessage(found.item);
  if (!outgoing) return false;
  await bus.publish(outgoing.topic, [outgoing.message]);
  await store.quarantine.markReplayed(id, clock.now());
  return true;
}

async function allIds(store: Store, filter: QuarantineFilter): Promise<string[]> {
  const ids: string[] = [];
  for (let after: string | undefined; ; ) {
    const { items, hasNext } = await store.quarantine.list(filter, PAGE, after);
    ids.push(...items.map(({ id }) => id));
    after = items.at(-1)?.id;
    if (!hasNext || !after) return ids;
  }
}
