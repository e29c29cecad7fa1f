// The newest entries of each live feed, read once for all its subscribers. Subscribers hold their own cursors: nobody waits for anybody.
import type { FeedEntry, FeedLog } from '../store/hub-types';
import type { CommitNotice } from '../store/hub-types';

export interface FeedTails {
  /** Entries after the cursor, in order: from memory for those who keep up, from the store for those who lag. */
  read(feed: string, after: number, limit: number): Promise<readonly FeedEntry[]>;
  /** Resolves when the feed has grown past `after`, after `timeoutMs`, or when the signal fires. */
  wait(feed: string, after: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
  close(): void;
}

export interface TailParts {
  readonly feeds: Pick<FeedLog, 'read' | 'latest'>;
  onCommit(listener: (notice: CommitNotice) => void): () => void;
  /** Entries kept in memory for each feed (default 1000). */
  readonly kept?: number;
}

interface Tail {
  /** Contiguous entries; the first follows `base`. */
  entries: FeedEntry[];
  base: number;
  latest: number;
  filling: Promise<void> | undefined;
  readonly waiting: Set<() => void>;
}

export function createFeedTails({ feeds, onCommit, kept = 1000 }: TailParts): FeedTails {
  const tails = new Map<string, Tail>();
  const stop = onCommit(({ feeds: grown }) => {
    for (const [feed, sequence] of Object.entries(grown)) advance(tails.get(feed), sequence);
  });
  return { read, wait, close };

  async function read(feed: string, after: number, limit: number): Promise<readonly FeedEntry[]> {
    const tail = await tailOf(feed);
    if (after < tail.base) return feeds.read(feed, after, limit);
    if (tail.latest > newest(tail)) await fill(feed, tail);
    return after < tail.base ? feeds.read(feed, after, limit) : tail.entries.slice(after - tail.base, after - tail.base + limit);
  }

  async function wait(feed: string, after: number, timeoutMs: number, signal: AbortSignal): Promise<void> {
    const tail = await tailOf(feed);
    if (tail.latest > after || signal.aborted) return;
    await pause(tail, timeoutMs, signal);
    // Quiet so long: ask, in case a notice was missed.
    if (tail.latest <= after && !signal.aborted) advance(tail, await feeds.latest(feed));
  }

  async function tailOf(feed: string): Promise<Tail> {
    const known = tails.get(feed);
    if (known) return known;
    const latest = await feeds.latest(feed);
    const made = tails.get(feed) ?? { entries: [], base: latest, latest, filling: undefined, waiting: new Set<() => void>() };
    tails.set(feed, made);
    return made;
  }

  function advance(tail: Tail | undefined, sequence: number): void {
    if (!tail || sequence <= tail.latest) return;
    tail.latest = sequence;
    for (const wake of [...tail.waiting]) wake();
  }

  /** One read for all that ask meanwhile. */
  function fill(feed: string, tail: Tail): Promise<void> {
    tail.filling ??= feeds.read(feed, newest(tail), kept).then((found) => {
      tail.entries = [...tail.entries, ...found];
      const surplus = Math.max(0, tail.entries.length - kept);
      tail.entries.splice(0, surplus);
      tail.base += surplus;
    }).finally(() => { tail.filling = undefined; });
    return tail.filling;
  }

  function close(): void {
    stop();
    for (const tail of tails.values()) for (const wake of [...tail.waiting]) wake();
  }
}

function newest({ base, entries }: Tail): number {
  return base + entries.length;
}

function pause(tail: Tail, timeoutMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      tail.waiting.delete(done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    tail.waiting.add(done);
    signal.addEventListener('abort', done, { once: true });
  });
}
