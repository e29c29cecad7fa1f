// Wakes whoever waits for commits: at once in this process, by a short poll of the counters for commits of others.
import type { Log } from '@lianshu/connectors';
import type { Database } from './database';
import type { CommitNotice } from './hub-types';
import { CHANGES } from './persist-canonical';

const POLL_MS = 100;

export interface CommitNotices {
  committed(notice: CommitNotice): void;
  subscribe(listener: (notice: CommitNotice) => void): () => void;
  /** Resolves when no poll is running any more. */
  close(): Promise<void>;
}

export function createCommitNotices(db: Database, log: Log): CommitNotices {
  const listeners = new Set<(notice: CommitNotice) => void>();
  const seen = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  let polling: Promise<void> = Promise.resolve();
  let failing = false;

  const committed = (notice: CommitNotice) => {
    see(seen, CHANGES, notice.position);
    for (const [feed, sequence] of Object.entries(notice.feeds)) see(seen, feed, sequence);
    for (const listener of [...listeners]) listener(notice);
  };
  const poll = async () => {
    try {
      const found = await news(db, seen);
      failing = false;
      if (found) committed(found);
    } catch (error) {
      // Once per outage: the next poll tries again, and readiness tells the rest.
      if (!failing) log.warn({ err: error }, 'The store does not answer; live feeds wait for it');
      failing = true;
    }
    if (listeners.size > 0 && timer) timer = setTimeout(run, POLL_MS);
    else timer = undefined;
  };
  const run = () => { polling = poll(); };
  return {
    committed,
    subscribe: (listener) => {
      listeners.add(listener);
      timer ??= setTimeout(run, POLL_MS);
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0 || !timer) return;
        clearTimeout(timer);
        timer = undefined;
      };
    },
    close: async () => {
      listeners.clear();
      clearTimeout(timer);
      timer = undefined;
      await polling;
    },
  };
}

function see(seen: Map<string, number>, name: string, seq: number): void {
  seen.set(name, Math.max(seq, seen.get(name) ?? 0));
}

async function news(db: Database, seen: ReadonlyMap<string, number>): Promise<CommitNotice | null> {
  const rows = await db.read((sql) => sql.all('SELECT name, seq FROM counters'));
  const grown = rows.map((row) => ({ name: String(row['name']), seq: Number(row['seq']) })).filter(({ name, seq }) => seq > (seen.get(name) ?? 0));
  if (grown.length === 0) return null;
  const feeds = Object.fromEntries(grown.filter(({ name }) => name !== CHANGES).map(({ name, seq }) => [name, seq]));
  return { position: grown.find(({ name }) => name === CHANGES)?.seq ?? seen.get(CHANGES) ?? 0, feeds };
}
