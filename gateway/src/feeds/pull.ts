// Pull and snapshot of a feed over HTTP: the same events and the same cursor as the live transports.
import type { Admission } from '../access/access';
import type { FeedLog } from '../store/hub-types';
import { businessKey, type JsonObject } from '@lianshu/schemas';
import { parseAfter, parseLimit, PULL_DEFAULT } from './cursor';
import { publicEvent, type PublicEvent } from './public-event';
import { feedView } from './readable';

export interface PullAnswer {
  readonly feed: string;
  readonly events: readonly PublicEvent[];
  /** Send as `after` next time. */
  readonly next: string;
  /** Newest sequence when this was asked: equal to `next` when all is read. */
  readonly latest: string;
}

export interface SnapshotAnswer {
  readonly feed: string;
  readonly dataset: string;
  /** Continue with `after` = this. */
  readonly sequence: string;
  readonly documents: readonly { readonly subject: string; readonly data: JsonObject }[];
}

export interface PullQuery {
  readonly after?: string;
  readonly limit?: string;
}

/** Throws ACCESS_FEED_UNKNOWN, FEED_AFTER, API_PAGE. Without `after`: from the beginning. */
export async function pull(feeds: FeedLog, { view }: Admission, feed: string, query: PullQuery): Promise<PullAnswer> {
  const dataset = feedView(feeds, view, feed);
  const limit = parseLimit(query.limit ?? PULL_DEFAULT);
  const latest = await feeds.latest(feed);
  const after = parseAfter(query.after ?? 0, latest);
  const entries = await feeds.read(feed, after, limit);
  const next = entries.at(-1)?.sequence ?? after;
  return { feed, events: entries.map((entry) => publicEvent(dataset, entry)), next: String(next), latest: String(Math.max(latest, next)) };
}

/** Throws ACCESS_FEED_UNKNOWN. */
export async function snapshot(feeds: FeedLog, { view }: Admission, feed: string): Promise<SnapshotAnswer> {
  const dataset = feedView(feeds, view, feed);
  const { sequence, rows } = await feeds.snapshot(feed);
  const documents = rows.map(({ doc }) => ({ subject: businessKey(dataset.entry.key, doc), data: dataset.strip(doc) }));
  return { feed, dataset: dataset.name, sequence: String(sequence), documents };
}
