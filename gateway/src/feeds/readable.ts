// Which feeds a view may read: those whose dataset it sees. An ungranted feed and one that does not exist refuse alike.
import type { AccessView, DatasetView } from '../access/view';
import { gatewayError } from '../errors';
import type { FeedLog } from '../store/hub-types';

export function readableFeeds(feeds: FeedLog, view: AccessView): readonly string[] {
  return feeds.names().filter((name) => view.datasets.has(feeds.dataset(name)));
}

/** The view of the feed's dataset. Throws ACCESS_FEED_UNKNOWN. */
export function feedView(feeds: FeedLog, view: AccessView, feed: string): DatasetView {
  const dataset = feeds.names().includes(feed) ? view.datasets.get(feeds.dataset(feed)) : undefined;
  if (!dataset) throw gatewayError('ACCESS_FEED_UNKNOWN', { field: 'feed', feed: feed.slice(0, 100) });
  return dataset;
}
