// Rows linked to many owners at once, a page for each: one SQL statement, by window functions.
import type { JsonValue } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { encodeOperand, encodeString, isMisfit } from './column-codec';
import type { ArrayIndex, Column, DatasetPlan } from './dataset-plan';
import { padded, type Sql, type SqlRow, type SqlValue } from './database';
import type { Dialect } from './dialect';
import type { LinkedPage, LinkedRequest } from './read-types';
import { afterSql, checkFirst, filterSql, orderingOf, orderSql, pageRowOf, selected, type Ordering } from './row-sql';
import { columnOf } from './where-sql';

/** A field that owners are matched by: a column of the table, or the values of an array's index table. */
interface Match {
  readonly name: string;
  readonly join: string;
  encode(value: JsonValue): SqlValue;
}

export async function linked(sql: Sql, dialect: Dialect, plan: DatasetPlan, request: LinkedRequest): Promise<readonly LinkedPage[]> {
  checkFirst(request.first);
  const matches = request.fields.map((field) => matchOf(plan, field, dialect));
  const owners = request.owners.map((values) => (values.some((value) => value === null) ? null : matches.map((match, index) => match.encode(values[index] ?? null))));
  const distinct = [...new Map(owners.flatMap((values) => (values && !values.includes(null) ? [[ownerKey(values), values] as const] : []))).values()];
  const ordering = orderingOf(request.orderBy, plan);
  const rows = new Map<string, SqlRow[]>();
  const totals = new Map<string, number>();
  const size = Math.max(1, Math.floor(dialect.longestList / Math.max(1, matches.length)));
  for (let start = 0; start < distinct.length; start += size) {
    const part = padded(distinct.slice(start, start + size), size);
    collect(await sql.all(...statement(plan, dialect, request, matches, part, ordering)), matches.length, rows, totals);
  }
  return owners.map((values) => pageOf(values ? rows.get(ownerKey(values)) : undefined, values ? totals.get(ownerKey(values)) : undefined, request, plan, ordering));
}

function matchOf(plan: DatasetPlan, field: string, dialect: Dialect): Match {
  const array = plan.arrays.find((one) => one.field === field);
  if (array) return arrayMatch(array);
  const column = columnOf(plan, field, 'linking');
  return { name: `t.\`${column.column}\``, join: '', encode: (value) => checked(encodeOperand(value, column, dialect), plan, column) };
}

function arrayMatch({ table, length }: ArrayIndex): Match {
  return {
    name: 'x.value', join: ` JOIN \`${table}\` x ON x.owner = t.pk`,
    // A value that is too long or no string has no linked rows.
    encode: (value) => { const encoded = encodeString(value, length); return isMisfit(encoded) ? null : encoded; },
  };
}

function checked(value: SqlValue | { misfit: string }, plan: DatasetPlan, column: Column): SqlValue {
  if (isMisfit(value)) throw gatewayError('VALUE_INVALID', { dataset: plan.dataset, field: column.field, expected: value.misfit, got: 'another kind of value' });
  return value;
}

function statement(plan: DatasetPlan, dialect: Dialect, request: LinkedRequest, matches: readonly Match[], owners: readonly SqlValue[][], ordering: Ordering): [string, SqlValue[]] {
  const names = matches.map(({ name }) => name);
  const filter = filterSql(request, plan, dialect);
  const list = matches.length === 1 ? `${names[0]} IN (${owners.map(() => '?').join(',')})` : `(${names.join(',')}) IN (${dialect.name === 'sqlite' ? 'VALUES ' : ''}${owners.map(() => `(${names.map(() => '?').join(',')})`).join(',')})`;
  const after = request.after ? afterSql(ordering, request.after) : { text: '1=1', params: [] };
  const partition = `PARTITION BY ${names.join(', ')}`;
  const owner = names.map((name, index) => `${name} AS o${index}`).join(', ');
  const total = request.totals ? `, COUNT(*) OVER (${partition}) AS total` : '';
  const behind = `(CASE WHEN ${after.text} THEN 1 ELSE 0 END)`;
  // Rows before the cursor rank last; they are dropped, but counted in the total.
  const inner = `SELECT ${selected('t', ordering.columns)}, ${owner}, ${behind} AS behind${total},
    ROW_NUMBER() OVER (${partition} ORDER BY ${behind} DESC, ${orderSql(ordering)}) AS rank_no
    FROM \`${plan.table}\` t${matches.map(({ join }) => join).join('')} WHERE ${list} AND ${filter.text}`;
  const keep = request.totals ? `(r.behind = 1 AND r.rank_no <= ${request.first + 1}) OR r.rank_no = 1` : `r.behind = 1 AND r.rank_no <= ${request.first + 1}`;
  return [`SELECT * FROM (${inner}) r WHERE ${keep} ORDER BY r.rank_no`, [...after.params, ...after.params, ...owners.flat(), ...filter.params]];
}

function collect(found: readonly SqlRow[], parts: number, rows: Map<string, SqlRow[]>, totals: Map<string, number>): void {
  for (const row of found) {
    const key = ownerKey(Array.from({ length: parts }, (_, index) => row[`o${index}`] ?? null));
    if (row['total'] !== undefined) totals.set(key, Number(row['total']));
    if (Number(row['behind']) !== 1) continue;
    const list = rows.get(key);
    if (list) list.push(row);
    else rows.set(key, [row]);
  }
}

/** Numbers come back as text from one database and as numbers from the other. */
function ownerKey(values: readonly SqlValue[]): string {
  return JSON.stringify(values.map((value) => (typeof value === 'string' && value !== '' && String(Number(value)) === value ? Number(value) : value)));
}

function pageOf(found: readonly SqlRow[] | undefined, total: number | undefined, request: LinkedRequest, plan: DatasetPlan, ordering: Ordering): LinkedPage {
  const rows = (found ?? []).slice(0, request.first).map((row) => pageRowOf(row, plan, ordering));
  return { rows, endCursor: rows.at(-1)?.cursor ?? null, hasNext: (found?.length ?? 0) > request.first, total: request.totals ? (total ?? 0) : null };
}
