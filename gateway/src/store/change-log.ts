// The accepted changes in commit order: history, and the outbox that lookups, rules and evidence follow.
import type { HubEvent } from '@lianshu/schemas';
import type { Database, Sql, SqlRow } from './database';
import type { Change, ChangeLog } from './hub-types';
import { CHANGES } from './persist-canonical';
import { keyHash } from './persist-prepare';

const RANGES = 200;

export function createChangeLog(db: Database): ChangeLog {
  return {
    read: (after, limit, datasets) => db.snapshot(async (sql) => {
      // Ranges were numbered under a lock, so none can appear behind one that was read.
      const only = datasets ? ` AND dataset IN (${datasets.map(() => '?').join(',')})` : '';
      const ranges = await sql.all(`SELECT seq, first_id, last_id FROM change_batches WHERE seq > ?${only} ORDER BY seq LIMIT ${RANGES}`, [after, ...(datasets ?? [])]);
      const changes: Change[] = [];
      for (const { seq, first_id, last_id } of ranges) {
        const rows = await sql.all('SELECT id, dataset, op, at, event FROM changes WHERE id BETWEEN ? AND ? ORDER BY id', [first_id ?? 0, last_id ?? 0]);
        changes.push(...rows.map(changeOf));
        if (changes.length >= limit) return { changes, position: Number(seq) };
      }
      // Fewer ranges than asked for: none of these datasets is left before the newest commit.
      return { changes, position: ranges.length < RANGES ? Math.max(after, await latest(sql)) : Number(ranges.at(-1)?.['seq']) };
    }),
    history: async (dataset, key) => db.read(async (sql) => (await sql.all('SELECT id, dataset, op, at, event FROM changes WHERE pk = ? ORDER BY id', [keyHash(dataset, key).pk])).map(changeOf)),
    latest: () => db.read(latest),
  };
}

async function latest(sql: Sql): Promise<number> {
  return Number((await sql.all('SELECT seq FROM counters WHERE name = ?', [CHANGES]))[0]?.['seq'] ?? 0);
}

function changeOf(row: SqlRow): Change {
  const event = JSON.parse(String(row['event'])) as HubEvent;
  return { id: Number(row['id']), dataset: String(row['dataset']), key: event.subject, op: row['op'] === 'v' ? 'void' : 'upsert', at: Number(row['at']), event };
}
