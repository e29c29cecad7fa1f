// What became of every delivery, and how the connections fare: read models of the receipts and checkpoints topics.
import type { ConnectionState, DeliveryReceipt } from '@lianshu/connectors';
import type { Reason } from '@lianshu/schemas';
import type { Database, SqlRow, SqlValue } from './database';
import type { DeliveryStore, SourceStatusStore } from './hub-types';
import { checkFirst } from './row-sql';

export function createDeliveryStore(db: Database): DeliveryStore {
  return {
    summary: async () => db.read(async (sql) => {
      const rows = await sql.all(`SELECT sink, feed, MAX(seq) AS last, SUM(CASE WHEN status = 'receipted' THEN 1 ELSE 0 END) AS receipted,
        SUM(CASE WHEN status = 'refused' THEN 1 ELSE 0 END) AS refused FROM deliveries GROUP BY sink, feed ORDER BY sink, feed`);
      const entries = new Map((await sql.all('SELECT name, seq FROM counters')).map((row) => [String(row['name']), Number(row['seq'])]));
      return rows.map((row) => ({
        sink: String(row['sink']), feed: String(row['feed']), sent: Math.max(entries.get(String(row['feed'])) ?? 0, Number(row['last'])), receipted: Number(row['receipted']), refused: Number(row['refused']), lastSequence: Number(row['last']),
      }));
    }),
    list: async ({ sink, subject, status }, first) => db.read(async (sql) => {
      const asked = Object.entries({ sink, subject, status }).filter((pair): pair is [string, string] => pair[1] !== undefined);
      const where = asked.map(([name]) => `${name} = ?`).join(' AND ') || '1=1';
      const rows = await sql.all(`SELECT * FROM deliveries WHERE ${where} ORDER BY at DESC, sink, seq DESC LIMIT ${checkFirst(first)}`, asked.map(([, value]): SqlValue => value));
      return rows.map(receiptOf);
    }),
  };
}

function receiptOf(row: SqlRow): DeliveryReceipt {
  return {
    sink: String(row['sink']), feed: String(row['feed']), sequence: Number(row['seq']), eventId: String(row['event_id']), subject: String(row['subject']),
    status: row['status'] === 'refused' ? 'refused' : 'receipted', reference: row['reference'] === null ? null : String(row['reference']),
    reasons: JSON.parse(String(row['reasons'])) as Reason[], at: Number(row['at']),
  };
}

export function createSourceStatusStore(db: Database): SourceStatusStore {
  return {
    list: async () => db.read(async (sql) => (await sql.all('SELECT state FROM source_status ORDER BY id')).map((row) => JSON.parse(String(row['state'])) as ConnectionState)),
  };
}
