// Consumed offsets, in the same transaction as their effects: this is what makes redelivery harmless.
import { gatewayError } from '../errors';
import type { Sql } from './database';
import type { Dialect } from './dialect';
import type { PersistBatch } from './store';

/** Locks the batch's offset row and answers where the store stands. Throws STORE_OTHER_LOG, STORE_OFFSET_PAST_END. */
export async function lockOffset(sql: Sql, dialect: Dialect, batch: PersistBatch): Promise<bigint> {
  const { clusterId, group, topic, partition } = batch;
  const [row] = await sql.all(`SELECT cluster_id, next_offset FROM log_offsets WHERE grp = ? AND topic = ? AND prt = ?${dialect.forUpdate}`, [group, topic, partition]);
  if (!row) {
    await sql.run('INSERT INTO log_offsets (grp, topic, prt, cluster_id, next_offset) VALUES (?,?,?,?,?)', [group, topic, partition, clusterId, 0]);
    return 0n;
  }
  if (row['cluster_id'] !== clusterId) throw gatewayError('STORE_OTHER_LOG', { stored: row['cluster_id'], given: clusterId });
  const stored = BigInt(String(row['next_offset']));
  if (stored > batch.endOffset) throw gatewayError('STORE_OFFSET_PAST_END', { topic, partition, stored: String(stored), end: String(batch.endOffset) });
  return stored;
}

export async function advanceOffset(sql: Sql, batch: PersistBatch): Promise<void> {
  const last = batch.messages.at(-1);
  if (!last) return;
  await sql.run('UPDATE log_offsets SET next_offset = ? WHERE grp = ? AND topic = ? AND prt = ?', [Number(last.offset + 1n), batch.group, batch.topic, batch.partition]);
}
