// Copies every feed to its topic, in order. After a crash it may repeat entries, never skip one: readers drop sequences already seen.
import type { Bus, Log } from '@lianshu/connectors';
import { toStructured, type Topics } from '@lianshu/schemas';
import type { Store } from '../store/store';
import { startLeasedLoop, type Running } from './leased-loop';

export interface FeedRelayDeps {
  readonly store: Store;
  readonly bus: Bus;
  readonly topics: Topics;
  readonly log: Log;
}

const PAGE = 500;

/** Resolves when it runs; the topics `feed.<feed>` must exist. */
export async function startFeedRelay({ store, bus, topics, log }: FeedRelayDeps): Promise<Running> {
  const relay = async (feed: string): Promise<boolean> => {
    const job = `feed:${feed}`;
    const after = await store.leases.position(job);
    const entries = await store.feeds.read(feed, after, PAGE);
    const last = entries.at(-1);
    if (!last) return false;
    await bus.publish(topics.feed(feed), entries.map(({ event }) => ({ key: event.subject, value: toStructured(event) })));
    // After the topic has it: a crash between the two repeats, and loses nothing.
    await store.leases.setPosition(job, last.sequence);
    return entries.length === PAGE;
  };
  const step = async (): Promise<boolean> => {
    let more = false;
    for (const feed of store.feeds.names()) more = (await relay(feed)) || more;
    return more;
  };
  return startLeasedLoop({ name: 'feed-relay', store, log, step });
}
