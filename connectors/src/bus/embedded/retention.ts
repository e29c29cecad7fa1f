// Trims what is older than its topic's retention, from the oldest message on, a page at a time.
import type { Lane, Lanes } from './lanes';
import type { LogDatabase } from './log-database';
import { idOf } from './log-schema';

const PAGE = 1000;

/** Stops at the first message that is young enough, as Kafka does by segment. Compacted topics keep each key's last message. */
export async function trimOld(db: LogDatabase, lanes: Lanes, now: number, isOpen: () => boolean): Promise<number> {
  let trimmed = 0;
  for (const lane of lanes.all()) {
    if (lane.retentionMs < 0 || lane.compacted) continue;
    for (let gone = PAGE; gone === PAGE && isOpen(); trimmed += gone) {
      gone = trimPage(db, lane, now - lane.retentionMs);
      await new Promise<void>((resolve) => { setImmediate(resolve); });
    }
  }
  return trimmed;
}

function trimPage(db: LogDatabase, lane: Lane, before: number): number {
  const rows = db.statement('SELECT id, ts FROM log WHERE id >= ? AND id < ? ORDER BY id LIMIT ?').all(idOf(lane.lane, 0), idOf(lane.lane + 1, 0), PAGE) as { id: number; ts: number }[];
  const young = rows.findIndex((row) => row.ts >= before);
  const old = young < 0 ? rows : rows.slice(0, young);
  const last = old.at(-1);
  if (last) db.transaction(false, () => db.statement('DELETE FROM log WHERE id >= ? AND id <= ?').run(idOf(lane.lane, 0), last.id));
  return old.length;
}
