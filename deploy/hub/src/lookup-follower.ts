// The lookup tables as one process sees them: followed from the beginning of their topics.
import type { Bus, Following } from '@lianshu/connectors';
import { createLookupView, type LookupDefinition, type LookupInterval, type LookupView } from '@lianshu/mappings';
import type { Topics } from '@lianshu/schemas';

export interface LookupFollower {
  readonly view: LookupView;
  readonly followings: readonly Following[];
  close(): Promise<void>;
}

export async function followLookups(bus: Bus, topics: Topics, lookups: readonly LookupDefinition[], now: () => number): Promise<LookupFollower> {
  const view = createLookupView(now);
  const followings = await Promise.all(lookups.map(({ table }) => follow(bus, topics.lookup(table), table, view)));
  return {
    view,
    followings,
    async close() {
      await Promise.all(followings.map((following) => following.close()));
    },
  };
}

function follow(bus: Bus, topic: string, table: string, view: LookupView): Promise<Following> {
  return bus.follow(topic, (messages) => {
    for (const { key, value } of messages) {
      if (key !== null) view.put(table, key, value === null ? [] : (JSON.parse(value.toString('utf8')) as LookupInterval[]));
    }
  });
}
