// Counts, sums, averages, minima and maxima by group. Scaled numbers are added as whole numbers, so both databases answer alike.
import type { JsonValue } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { decode, shifted } from './column-codec';
import type { Column, DatasetPlan } from './dataset-plan';
import type { Sql, SqlRow, SqlValue } from './database';
import type { Dialect } from './dialect';
import type { AggregateRequest, AggregateRow } from './read-types';
import { filterSql } from './row-sql';
import { columnOf } from './where-sql';

type Measure = 'avg' | 'sum' | 'min' | 'max';

interface Asked {
  readonly measure: Measure;
  readonly column: Column;
  readonly name: string;
}

const NUMERIC = new Set(['integer', 'decimal', 'float']);
const ORDERED = new Set([...NUMERIC, 'instant', 'date']);
const PLACES_BEYOND = 4;

export async function aggregate(sql: Sql, dialect: Dialect, plan: DatasetPlan, request: AggregateRequest): Promise<readonly AggregateRow[]> {
  const groups = (request.groupBy ?? []).map((field) => columnOf(plan, field, 'grouping'));
  const asked = (['avg', 'sum', 'min', 'max'] as const).flatMap((measure) => (request[measure] ?? []).map((field) => askedOf(plan, measure, field)));
  const filter = filterSql(request, plan, dialect);
  const columns = [
    ...groups.map(({ column }, index) => `t.\`${column}\` AS g${index}`), 'COUNT(*) AS n', ...asked.flatMap((one) => measureSql(one, dialect)),
  ];
  const names = groups.map((_, index) => `g${index}`);
  const by = groups.length > 0 ? ` GROUP BY ${groups.map(({ column }) => `t.\`${column}\``).join(', ')} ORDER BY n DESC, ${names.join(', ')} LIMIT ${Math.trunc(request.first ?? 1000)}` : '';
  const rows = await sql.all(`SELECT ${columns.join(', ')} FROM \`${plan.table}\` t WHERE ${filter.text}${by}`, filter.params);
  return rows.map((row) => ({
    group: Object.fromEntries(groups.map((column, index) => [column.field, decode(row[`g${index}`] ?? null, column, dialect)])),
    count: Number(row['n']),
    avg: measured('avg', asked, (one) => averageOf(row, one, dialect)),
    sum: measured('sum', asked, (one) => totalOf(row, one, dialect)),
    min: measured('min', asked, (one) => decode(row[one.name] ?? null, one.column, dialect)),
    max: measured('max', asked, (one) => decode(row[one.name] ?? null, one.column, dialect)),
  }));
}

function askedOf(plan: DatasetPlan, measure: Measure, field: string): Asked {
  const column = columnOf(plan, field, measure);
  const fits = measure === 'avg' || measure === 'sum' ? NUMERIC : ORDERED;
  if (!fits.has(column.kind)) throw gatewayError('FIELD_NOT_SEARCHABLE', { dataset: plan.dataset, field, use: measure });
  return { measure, column, name: `${measure}_${field}` };
}

function measureSql({ measure, column, name }: Asked, dialect: Dialect): readonly string[] {
  const at = `t.\`${column.column}\``;
  if (measure === 'min' || measure === 'max') return [`${measure.toUpperCase()}(${at}) AS \`${name}\``];
  // As text: a sum may be longer than a JSON number is exact.
  const sum = column.kind === 'float' ? `SUM(${at})` : `CAST(SUM(${at}) AS ${dialect.name === 'sqlite' ? 'TEXT' : 'CHAR'})`;
  return [`${sum} AS \`${name}\``, ...(measure === 'avg' ? [`COUNT(${at}) AS \`${name}_n\``] : [])];
}

function measured<T extends JsonValue>(measure: Measure, asked: readonly Asked[], value: (one: Asked) => T): Record<string, T> {
  return Object.fromEntries(asked.filter((one) => one.measure === measure).map((one) => [one.column.field, value(one)]));
}

function totalOf(row: SqlRow, one: Asked, dialect: Dialect): number | null {
  const stored = row[one.name] ?? null;
  if (stored === null) return null;
  return one.column.kind === 'float' ? Number(stored) : shifted(Number(unscaled(stored, one.column, dialect)), -one.column.scale);
}

function averageOf(row: SqlRow, one: Asked, dialect: Dialect): number | null {
  const stored = row[one.name] ?? null;
  const count = Number(row[`${one.name}_n`]);
  if (stored === null || count === 0) return null;
  if (one.column.kind === 'float') return Number(stored) / count;
  const sum = unscaled(stored, one.column, dialect) * 10n ** BigInt(PLACES_BEYOND);
  return shifted(Number(dividedHalfUp(sum, BigInt(count))), -(one.column.scale + PLACES_BEYOND));
}

/** The sum as a whole number of the column's last place. */
function unscaled(stored: SqlValue, column: Column, dialect: Dialect): bigint {
  const text = String(stored);
  if (dialect.name === 'sqlite' || column.scale === 0) return BigInt(text);
  const [whole = '0', places = ''] = text.split('.');
  return BigInt(whole + places.padEnd(column.scale, '0').slice(0, column.scale));
}

function dividedHalfUp(dividend: bigint, divisor: bigint): bigint {
  const size = dividend < 0n ? -dividend : dividend;
  const quotient = (2n * size + divisor) / (2n * divisor);
  return dividend < 0n ? -quotient : quotient;
}
