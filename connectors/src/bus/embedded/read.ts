// Reads a partition in order, at most so many messages and bytes at a time, and keeps the groups' offsets.
import type { InMessage } from '../bus';
import type { Lane } from './lanes';
import type { LogDatabase } from './log-database';
import { idOf } from './log-schema';

const MAX_BATCH_BYTES = 4_000_000;
const PAGE = 100;

interface LogRow {
  readonly id: number;
  readonly key: string | null;
  /** libsql gives blobs as ArrayBuffer or Buffer. */
  readonly value: ArrayBuffer | Uint8Array | null;
  readonly headers: string | null;
  readonly ts: number;
}

export interface ReadBatch {
  readonly messages: readonly InMessage[];
  /** Where to go on: past the last message, or past the compacted rest when nothing is left. */
  readonly nextOffset: number;
}

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

/** From `offset` on; at least one message if there is any, whatever its size. */
export function readLane(db: LogDatabase, lane: Lane, offset: number, maxMessages: number): ReadBatch {
  const messages: InMessage[] = [];
  const end = idOf(lane.lane + 1, 0);
  const first = idOf(lane.lane, 0);
  let bytes = 0;
  let next = idOf(lane.lane, offset);
  while (messages.length < maxMessages && bytes < MAX_BATCH_BYTES) {
    const limit = Math.min(PAGE, maxMessages - messages.length);
    const rows = db.statement('SELECT id, key, value, headers, ts FROM log WHERE id >= ? AND id < ? ORDER BY id LIMIT ?').all(next, end, limit) as LogRow[];
    for (const row of rows) {
      messages.push(messageOf(row, row.id - first));
      bytes += row.value?.byteLength ?? 0;
      next = row.id + 1;
    }
    if (rows.length < limit) return { messages, nextOffset: Math.max(lane.nextOffset, offset) };
  }
  return { messages, nextOffset: next - first };
}

export function committedOffset(db: LogDatabase, group: string, lane: Lane): number | null {
  const row = db.statement('SELECT next_offset AS next FROM group_offsets WHERE grp = ? AND lane = ?').get(group, lane.lane) as { next: number } | undefined;
  return row ? row.next : null;
}

/** Not synced even with durability `power`: a lost commit only delivers again. */
export function commitOffset(db: LogDatabase, group: string, lane: Lane, nextOffset: number): void {
  db.transaction(false, () => {
    db.statement('INSERT INTO group_offsets (grp, lane, next_offset) VALUES (?, ?, ?) ON CONFLICT (grp, lane) DO UPDATE SET next_offset = excluded.next_offset').run(group, lane.lane, nextOffset);
  });
}

function messageOf(row: LogRow, offset: number): InMessage {
  return {
    offset: BigInt(offset),
    key: row.key,
    value: row.value === null ? null : bufferOf(row.value),
    headers: row.headers === null ? NO_HEADERS : (JSON.parse(row.headers) as Record<string, string>),
    timestamp: row.ts,
  };
}

/** Without copying. */
function bufferOf(value: ArrayBuffer | Uint8Array): Buffer {
  return ArrayBuffer.isView(value) ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : Buffer.from(value);
}
