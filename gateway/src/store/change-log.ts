// The accepted changes in commit order: history, and the outbox that lookups, rules and evidence follow.
import type { HubEvent } from '@lianshu/schemas';
import type { Database, SqlRow } from './database';
import type { Change, ChangeLog } from './hub-types';
import { CHANGES } from './persist-canonical';
import { keyHash } from './persist-prepare';

export function createChangeLog(db: Database): ChangeLog {
  return {
    read: async (after, limit, datasets) => db.snapshot(async (sql) => {
      // Ranges were numbered under a lock, so none can appear behind one that was read.
      const batches = await sql.all('SELECT seq, first_id, last_id FROM change_batches WHERE seq > ? ORDER BY seq LIMIT 200', [after]);
      const changes: Change[] = [];
      let position = after;
      for (const { seq, first_id, last_id } of batches) {
        if (changes.length >= limit) break;
        const only = datasets ? ` AND dataset IN (${datasets.map(() => '?').join(',')})` : '';
        const rows = await sql.all(`SELECT id, dataset, op, at, event FROM changes WHERE id BETWEEN ? AND ?${only} ORDER BY id`, [first_id ?? 0, last_id ?? 0, ...(datasets ?? [])]);
        changes.push(...rows.map(changeOf));
        position = Number(seq);
      }
      return { changes, position };
    }),
    history: async (dataset, key) => db.read(async (sql) => (await sql.all('SELECT id, dataset, op, at, event FROM changes WHERE pk = ? ORDER BY id', [keyHash(dataset, key).pk])).map(changeOf)),
    latest: async () => db.read(async (sql) => Number((await sql.all('SELECT seq FROM counters WHERE name = ?', [CHANGES]))[0]?.['seq'] ?? 0)),
  };
}

function changeOf(row: SqlRow): Change {
  const event = JSON.parse(String(row['event'])) as HubEvent;
  return { id: Number(row['id']), dataset: String(row['dataset']), key: event.subject, op: row['op'] === 'v' ? 'void' : 'upsert', at: Number(row['at']), event };
}
