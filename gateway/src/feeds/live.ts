// A live stream: events after a cursor, for as long as the right to them stands. Pulled by its transport, so a slow consumer queues nothing.
import { HubError } from '@lianshu/schemas';
import type { Admission } from '../access/access';
import type { DatasetView } from '../access/view';
import { gatewayError } from '../errors';
import type { FeedLog } from '../store/hub-types';
import { parseAfter } from './cursor';
import { publicEvent, type PublicEvent } from './public-event';
import { feedView } from './readable';
import type { FeedTails } from './tail';

/** `withdrawn` is the last item: the right ended. `idle` comes about once a second while nothing happens. */
export type LiveItem =
  | { readonly kind: 'event'; readonly event: PublicEvent }
  | { readonly kind: 'idle' }
  | { readonly kind: 'withdrawn'; readonly error: HubError };

interface LiveRequest {
  readonly feed: string;
  /** The last sequence received; undefined: only what comes from now on. */
  readonly after: string | undefined;
  readonly admission: Admission;
  /** Fires when the client left. */
  readonly signal: AbortSignal;
}

export interface LiveFeeds {
  /** Checks the right, the cursor and the number of streams before anything is sent.
   *  Throws ACCESS_FEED_UNKNOWN, FEED_AFTER, FEED_TOO_MANY. */
  open(request: LiveRequest): Promise<AsyncGenerator<LiveItem, void, void>>;
  /** Streams that are open now. */
  count(): number;
  /** Ends every stream. */
  close(): void;
}

export interface LiveParts {
  readonly feeds: FeedLog;
  readonly tails: FeedTails;
  /** Monotonic milliseconds of real time. */
  readonly elapsed: () => number;
  /** Live streams an organisation may hold (default 50). */
  readonly perPartner?: number;
}

const PAGE = 100;
const QUIET_MS = 1000;
/** The right is asked for again before an event when the last answer is older than this. */
const RECHECK_MS = 500;

export function createLiveFeeds({ feeds, tails, elapsed, perPartner = 50 }: LiveParts): LiveFeeds {
  const open = new Map<AbortController, string>();
  return {
    open: start,
    count: () => open.size,
    close: () => { for (const stop of open.keys()) stop.abort(); },
  };

  async function start(request: LiveRequest): Promise<AsyncGenerator<LiveItem, void, void>> {
    const { feed, after, admission } = request;
    feedView(feeds, admission.view, feed);
    const latest = await feeds.latest(feed);
    const cursor = after === undefined ? latest : parseAfter(after, latest);
    const stop = occupy(admission.principal.partnerId, request.signal);
    return stream({ ...request, signal: stop.signal }, cursor, stop);
  }

  /** A place among the organisation's streams, given back when the stream stops, however that comes. Throws FEED_TOO_MANY. */
  function occupy(partner: string, left: AbortSignal): AbortController {
    const held = [...open.values()].filter((one) => one === partner).length;
    if (held >= perPartner) throw gatewayError('FEED_TOO_MANY', { expected: perPartner });
    const stop = new AbortController();
    stop.signal.addEventListener('abort', () => open.delete(stop), { once: true });
    left.addEventListener('abort', () => stop.abort(), { once: true });
    if (left.aborted) stop.abort();
    else open.set(stop, partner);
    return stop;
  }

  async function* stream({ feed, admission, signal }: LiveRequest, cursor: number, stop: AbortController): AsyncGenerator<LiveItem, void, void> {
    const right = createRight(feeds, feed, admission, elapsed);
    try {
      while (!signal.aborted) {
        const entries = await tails.read(feed, cursor, PAGE);
        for (const entry of entries) {
          const view = await right.stands();
          if (signal.aborted) return;
          yield { kind: 'event', event: publicEvent(view, entry) };
          cursor = entry.sequence;
        }
        if (entries.length > 0) continue;
        await tails.wait(feed, cursor, QUIET_MS, signal);
        await right.stands();
        if (!signal.aborted) yield { kind: 'idle' };
      }
    } catch (error) {
      if (!isWithdrawal(error)) throw error;
      yield { kind: 'withdrawn', error: gatewayError('ACCESS_WITHDRAWN', { field: 'feed', feed }, error) };
    } finally {
      stop.abort();
    }
  }
}

function createRight(feeds: FeedLog, feed: string, admission: Admission, elapsed: () => number): { stands(): Promise<DatasetView> } {
  let view = feedView(feeds, admission.view, feed);
  let askedAt = -Infinity;
  return {
    /** Throws when the right ended; a store fault ends the stream too: nothing is sent on an unproved right. */
    async stands() {
      if (elapsed() - askedAt < RECHECK_MS) return view;
      view = feedView(feeds, (await admission.renew()).view, feed);
      askedAt = elapsed();
      return view;
    },
  };
}

function isWithdrawal(error: unknown): boolean {
  return error instanceof HubError && error.code.startsWith('ACCESS_');
}
