// What staff see and do in quarantine: lists, one item with its bytes, assigning, discarding, and the note of a replay.
import type { QuarantineItem } from '@lianshu/connectors';
import type { Reason } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import type { Database, Sql, SqlRow, SqlValue } from './database';
import type { QuarantineFilter, QuarantineRow, QuarantineState, QuarantineStore } from './hub-types';
import { checkFirst } from './row-sql';
import type { Fragment } from './where-sql';

const SHOWN = 'id, state, source, record, skey, mapping, schema_id, reasons, correlation_id, attempts, first_at, last_at, replayed_at, assignee, closed_reason, closed_by, (replay IS NOT NULL) AS replayable';
const OPEN = "state IN ('new','assigned')";

export function createQuarantineStore(db: Database): QuarantineStore {
  return {
    list: async (filter, first, after) => db.read(async (sql) => {
      const { text, params } = filterSql(filter);
      const behind = after === undefined ? { text: '1=1', params: [] } : { text: 'seq < (SELECT q.seq FROM quarantine q WHERE q.id = ?)', params: [after] };
      const rows = await sql.all(`SELECT ${SHOWN} FROM quarantine WHERE ${text} AND ${behind.text} ORDER BY seq DESC LIMIT ${checkFirst(first) + 1}`, [...params, ...behind.params]);
      return { items: rows.slice(0, first).map(rowOf), hasNext: rows.length > first };
    }),
    get: async (id) => (await getMany(db, [id]))[0] ?? null,
    getMany: (ids) => getMany(db, ids),
    count: async (filter) => db.read(async (sql) => {
      const { text, params } = filterSql(filter);
      return Number((await sql.all(`SELECT COUNT(*) AS n FROM quarantine WHERE ${text}`, params))[0]?.['n'] ?? 0);
    }),
    summary: async () => db.read(async (sql) => {
      const rows = await sql.all(`SELECT source, record, code, COUNT(*) AS n FROM quarantine WHERE ${OPEN} GROUP BY source, record, code ORDER BY n DESC, source, record, code`);
      return rows.map((row) => ({ source: String(row['source']), record: String(row['record']), code: String(row['code']), count: Number(row['n']) }));
    }),
    markReplayed: async (ids, at) => {
      if (ids.length > 0) await db.transaction((sql) => sql.run(`UPDATE quarantine SET replayed_at = ? WHERE id IN (${ids.map(() => '?').join(',')})`, [at, ...ids]));
    },
    discard: (id, reason, by) => change(db, id, `UPDATE quarantine SET state = 'discarded', closed_reason = ?, closed_by = ? WHERE id = ? AND ${OPEN}`, [reason, by, id]),
    assign: (id, assignee) => change(db, id, `UPDATE quarantine SET state = 'assigned', assignee = ? WHERE id = ? AND ${OPEN}`, [assignee, id]),
  };
}

async function getMany(db: Database, ids: readonly string[]): Promise<{ row: QuarantineRow; item: QuarantineItem }[]> {
  if (ids.length === 0) return [];
  return db.read(async (sql) => {
    const rows = await sql.all(`SELECT ${SHOWN}, v_declared, v_fetched, replay, value FROM quarantine WHERE id IN (${ids.map(() => '?').join(',')})`, [...ids]);
    return rows.map((row) => ({ row: rowOf(row), item: itemOf(row) }));
  });
}

async function change(db: Database, id: string, text: string, params: readonly SqlValue[]): Promise<void> {
  await db.transaction(async (sql) => {
    const state = await stateOf(sql, id, db.dialect.forUpdate);
    if (state !== 'new' && state !== 'assigned') throw gatewayError('QUARANTINE_CLOSED', { id, state });
    await sql.run(text, params);
  });
}

async function stateOf(sql: Sql, id: string, lock: string): Promise<QuarantineState> {
  const [row] = await sql.all(`SELECT state FROM quarantine WHERE id = ?${lock}`, [id]);
  if (!row) throw gatewayError('QUARANTINE_UNKNOWN', { id });
  return String(row['state']) as QuarantineState;
}

function filterSql(filter: QuarantineFilter): Fragment {
  const parts: string[] = [];
  const params: SqlValue[] = [];
  const one = (column: string, value: string | undefined) => {
    if (value === undefined) return;
    parts.push(`${column} = ?`);
    params.push(value);
  };
  const some = (column: string, values: readonly string[] | undefined) => {
    if (values === undefined) return;
    parts.push(values.length > 0 ? `${column} IN (${values.map(() => '?').join(',')})` : '1=0');
    params.push(...values);
  };
  some('state', filter.states);
  some('id', filter.ids);
  one('source', filter.source);
  one('record', filter.record);
  one('code', filter.code);
  one('tbl', filter.table);
  return { text: parts.join(' AND ') || '1=1', params };
}

function rowOf(row: SqlRow): QuarantineRow {
  const text = (name: string) => (row[name] === null || row[name] === undefined ? null : String(row[name]));
  return {
    id: String(row['id']), state: String(row['state']) as QuarantineState, source: String(row['source']), record: String(row['record']), key: String(row['skey']),
    mapping: text('mapping'), schema: text('schema_id'), reasons: JSON.parse(String(row['reasons'])) as Reason[], correlationId: String(row['correlation_id']),
    attempts: Number(row['attempts']), firstAt: Number(row['first_at']), lastAt: Number(row['last_at']), replayedAt: row['replayed_at'] === null ? null : Number(row['replayed_at']),
    assignee: text('assignee'), closedReason: text('closed_reason'), closedBy: text('closed_by'), replayable: Number(row['replayable']) === 1,
  };
}

function itemOf(row: SqlRow): QuarantineItem {
  const shown = rowOf(row);
  return {
    id: shown.id, source: shown.source, record: shown.record, key: shown.key, mapping: shown.mapping, schema: shown.schema, reasons: shown.reasons,
    version: { declared: Number(row['v_declared']), fetchedAt: Number(row['v_fetched']) }, correlationId: shown.correlationId,
    replay: row['replay'] === null ? null : (JSON.parse(String(row['replay'])) as QuarantineItem['replay']), value: (row['value'] as Buffer).toString('base64'), at: shown.lastAt,
  };
}
