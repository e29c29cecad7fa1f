// Appends to the log: publishes of one turn share a transaction (and its sync to disk), long ones are cut, the loop runs between.
import { HubError } from '@lianshu/schemas';
import { fail } from '../../errors';
import type { OutMessage } from '../bus';
import type { Lane } from './lanes';
import type { LogDatabase } from './log-database';
import { idOf, OFFSETS_PER_LANE } from './log-schema';

const ROWS_PER_TRANSACTION = 1000;

export interface PlacedMessage {
  readonly lane: Lane;
  readonly message: OutMessage;
}

interface Job {
  readonly placed: readonly PlacedMessage[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Appender {
  /** Resolves when all of it is committed. */
  append(placed: readonly PlacedMessage[]): Promise<void>;
  /** Waits for what was handed over. */
  drain(): Promise<void>;
}

interface AppenderParts {
  readonly db: LogDatabase;
  readonly now: () => number;
  readonly onAppended: (topics: ReadonlySet<string>) => void;
}

export function createAppender(parts: AppenderParts): Appender {
  let queue: Job[] = [];
  let flushing: Promise<void> | null = null;

  const flush = async () => {
    await nextTurn();
    while (queue.length > 0) {
      const jobs = queue;
      queue = [];
      await appendJobs(parts, jobs);
    }
    flushing = null;
  };

  return {
    append: (placed) =>
      new Promise((done, failed) => {
        queue.push({ placed, done, failed });
        flushing ??= flush();
      }),
    drain: async () => { await flushing; },
  };
}

/** One or several transactions; a job is acknowledged once its last message is committed. A failure rejects the jobs not yet acknowledged. */
async function appendJobs({ db, now, onAppended }: AppenderParts, jobs: readonly Job[]): Promise<void> {
  const rows = jobs.flatMap((job) => job.placed);
  let acknowledged = 0;
  let pending = 0;
  const acknowledge = (stored: number) => {
    for (let job = jobs[acknowledged]; job && pending + job.placed.length <= stored; job = jobs[acknowledged]) {
      pending += job.placed.length;
      acknowledged += 1;
      job.done();
    }
  };
  try {
    for (let from = 0; from < rows.length; from += ROWS_PER_TRANSACTION) {
      const part = rows.slice(from, from + ROWS_PER_TRANSACTION);
      appendRows(db, part, now());
      onAppended(new Set(part.map((row) => row.lane.topic)));
      acknowledge(from + part.length);
      if (from + part.length < rows.length) await nextTurn();
    }
    acknowledge(rows.length);
  } catch (error) {
    const fault = error instanceof HubError ? error : fail('BUS_UNAVAILABLE', { what: 'append', problem: error instanceof Error ? error.message : String(error) }, error);
    for (const job of jobs.slice(acknowledged)) job.failed(fault);
  }
}

function appendRows(db: LogDatabase, rows: readonly PlacedMessage[], now: number): void {
  const next = new Map<Lane, number>();
  db.transaction(true, () => {
    for (const { lane, message } of rows) {
      const offset = next.get(lane) ?? lane.nextOffset;
      if (offset >= OFFSETS_PER_LANE - 1) throw fail('BUS_LIMIT', { problem: `${OFFSETS_PER_LANE} messages in a partition` });
      insertRow(db, lane, offset, message, now);
      next.set(lane, offset + 1);
    }
    for (const [lane, offset] of next) db.statement('UPDATE lanes SET next_offset = ? WHERE lane = ?').run(offset, lane.lane);
  });
  for (const [lane, offset] of next) lane.nextOffset = offset;
}

function insertRow(db: LogDatabase, lane: Lane, offset: number, message: OutMessage, now: number): void {
  const id = idOf(lane.lane, offset);
  const headers = message.headers === undefined ? null : JSON.stringify(message.headers);
  db.statement('INSERT INTO log (id, key, value, headers, ts) VALUES (?, ?, ?, ?, ?)').run(id, message.key, message.value, headers, message.timestamp ?? now);
  if (lane.compacted && message.key !== null) replaceLatest(db, lane.lane, message.key, id);
}

/** Compaction as it is written: the key's former message goes, its last one stays, also when that one deletes the key (null). */
function replaceLatest(db: LogDatabase, lane: number, key: string, id: number): void {
  const former = db.statement('SELECT id FROM latest WHERE lane = ? AND key = ?').get(lane, key) as { id: number } | undefined;
  if (former) db.statement('DELETE FROM log WHERE id = ?').run(former.id);
  db.statement('INSERT INTO latest (lane, key, id) VALUES (?, ?, ?) ON CONFLICT (lane, key) DO UPDATE SET id = excluded.id').run(lane, key, id);
}

const nextTurn = () => new Promise<void>((resolve) => { setImmediate(resolve); });
