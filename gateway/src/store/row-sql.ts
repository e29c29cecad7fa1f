// What every read shares: the selected columns, rows back from SQL, filters with the access plan's predicate, orders and cursors.
import { businessKey, type JsonObject } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import type { Column, DatasetPlan } from './dataset-plan';
import type { SqlRow, SqlValue } from './database';
import type { Dialect } from './dialect';
import type { Filter, Order, PageRow, Row } from './read-types';
import { columnOf, whereSql, type Fragment } from './where-sql';

const PROVENANCE = ['id', 'doc', 'event_id', 'source', 'v_declared', 'v_fetched', 'content_hash', 'schema_version', 'mapping', 'received_at', 'voided'];

/** `extra`: order columns, for the cursor. */
export function selected(alias: string, extra: readonly Column[]): string {
  return [...PROVENANCE, ...extra.map(({ column }) => column)].map((name) => `${alias}.\`${name}\``).join(', ');
}

export function rowOf(row: SqlRow, plan: DatasetPlan): Row {
  const doc = JSON.parse(String(row['doc'])) as JsonObject;
  return {
    key: businessKey(plan.key, doc),
    doc,
    provenance: {
      eventId: String(row['event_id']), source: String(row['source']), version: { declared: Number(row['v_declared']), fetchedAt: Number(row['v_fetched']) },
      contentHash: String(row['content_hash']), schemaVersion: Number(row['schema_version']), mapping: String(row['mapping']),
      receivedAt: Number(row['received_at']), voided: Number(row['voided']) === 1,
    },
  };
}

/** `where`, the predicate and the withdrawn, joined by AND. */
export function filterSql(filter: Omit<Filter, 'dataset'>, plan: DatasetPlan, dialect: Dialect, alias = 't'): Fragment {
  const parts: Fragment[] = filter.withVoided ? [] : [{ text: `${alias}.voided = 0`, params: [] }];
  for (const condition of [filter.predicate, filter.where]) if (condition) parts.push(whereSql(condition, plan, dialect, alias));
  return { text: parts.map(({ text }) => text).join(' AND ') || '1=1', params: parts.flatMap(({ params }) => params) };
}

export interface Ordering {
  readonly columns: readonly Column[];
  readonly directions: readonly ('asc' | 'desc')[];
  /** Names the dataset and order, so that a cursor of another order is refused. */
  readonly signature: string;
}

export function orderingOf(orderBy: readonly Order[] | undefined, plan: DatasetPlan): Ordering {
  const orders = orderBy ?? [];
  return {
    columns: orders.map(({ field }) => columnOf(plan, field, 'sorting')),
    directions: orders.map(({ direction }) => direction),
    signature: [plan.dataset, ...orders.map(({ field, direction }) => `${field} ${direction}`)].join(','),
  };
}

/** Absent values are smallest on both databases. Ties go by arrival, in the direction of the last order. */
export function orderSql({ columns, directions }: Ordering, alias = 't'): string {
  const parts = columns.map(({ column }, index) => `${alias}.\`${column}\` ${directions[index] ?? 'asc'}`);
  return [...parts, `${alias}.id ${directions.at(-1) ?? 'asc'}`].join(', ');
}

/** Rows behind a cursor: equal in the first orders and behind in the next, for each place in turn. */
export function afterSql(ordering: Ordering, cursor: string, alias = 't'): Fragment {
  const values = readCursor(cursor, ordering.signature);
  const names = [...ordering.columns.map(({ column }) => column), 'id'];
  const directions = [...ordering.directions, ordering.directions.at(-1) ?? 'asc'];
  const alternatives = names.map((name, place): Fragment => {
    const equal = names.slice(0, place).map((other, index) => equals(`${alias}.\`${other}\``, values[index] ?? null));
    const all = [...equal, behind(`${alias}.\`${name}\``, values[place] ?? null, directions[place] ?? 'asc')];
    return { text: `(${all.map(({ text }) => text).join(' AND ')})`, params: all.flatMap(({ params }) => params) };
  });
  const bound = notBefore(`${alias}.\`${names[0]}\``, values[0] ?? null, directions[0] ?? 'asc');
  return { text: `(${bound.text}(${alternatives.map(({ text }) => text).join(' OR ')}))`, params: [...bound.params, ...alternatives.flatMap(({ params }) => params)] };
}

/** Says once more, in a form that an index serves, where the first order begins: deep pages cost no more than the first. */
function notBefore(name: string, value: SqlValue, direction: 'asc' | 'desc'): Fragment {
  if (value === null) return { text: direction === 'asc' ? '' : `${name} IS NULL AND `, params: [] };
  return direction === 'asc' ? { text: `${name} >= ? AND `, params: [value] } : { text: `(${name} <= ? OR ${name} IS NULL) AND `, params: [value] };
}

function equals(name: string, value: SqlValue): Fragment {
  return value === null ? { text: `${name} IS NULL`, params: [] } : { text: `${name} = ?`, params: [value] };
}

function behind(name: string, value: SqlValue, direction: 'asc' | 'desc'): Fragment {
  if (value === null) return { text: direction === 'asc' ? `${name} IS NOT NULL` : '1=0', params: [] };
  return direction === 'asc' ? { text: `${name} > ?`, params: [value] } : { text: `(${name} < ? OR ${name} IS NULL)`, params: [value] };
}

/** The stored values of the order columns and the row's id, tied to the order that they belong to. */
export function pageRowOf(row: SqlRow, plan: DatasetPlan, ordering: Ordering): PageRow {
  const values = [...ordering.columns.map(({ column }) => row[column] ?? null), Number(row['id'])];
  const cursor = Buffer.from(JSON.stringify([ordering.signature, ...values])).toString('base64url');
  return { ...rowOf(row, plan), cursor };
}

function readCursor(cursor: string, signature: string): readonly (string | number | null)[] {
  let parts: unknown;
  try {
    parts = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    throw gatewayError('CURSOR_INVALID', {}, error);
  }
  if (!Array.isArray(parts) || parts[0] !== signature) throw gatewayError('CURSOR_INVALID');
  const values = parts.slice(1) as unknown[];
  if (!values.every((value) => value === null || typeof value === 'string' || typeof value === 'number')) throw gatewayError('CURSOR_INVALID');
  return values as (string | number | null)[];
}

const MOST = 1000;

export function checkFirst(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MOST) throw gatewayError('PAGE_SIZE', { most: MOST, got: first });
  return first;
}
