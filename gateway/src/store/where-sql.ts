// A condition as SQL with parameters. Names come from the plan only; three-valued logic is closed off, so that `not` is the complement.
import type { JsonValue } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { encodeOperand, isMisfit } from './column-codec';
import type { Column, DatasetPlan } from './dataset-plan';
import type { SqlValue } from './database';
import type { Dialect } from './dialect';
import type { Condition } from './read-types';

export interface Fragment {
  readonly text: string;
  readonly params: readonly SqlValue[];
}

type Comparison = Exclude<Condition, { and: unknown } | { or: unknown } | { not: unknown }>;

const COMPARE = { eq: '=', ne: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;
const TEXTUAL = new Set(['string', 'text']);

/** Throws FIELD_NOT_SEARCHABLE, VALUE_INVALID. `alias`: the dataset table's name in the statement. */
export function whereSql(condition: Condition, plan: DatasetPlan, dialect: Dialect, alias = 't'): Fragment {
  if ('and' in condition) return joined(condition.and, ' AND ', '1=1', plan, dialect, alias);
  if ('or' in condition) return joined(condition.or, ' OR ', '1=0', plan, dialect, alias);
  if ('not' in condition) {
    const inner = whereSql(condition.not, plan, dialect, alias);
    return { text: `NOT COALESCE(${inner.text}, 0)`, params: inner.params };
  }
  const array = plan.arrays.find(({ field }) => field === condition.field);
  if (array) {
    const element: Column = { field: array.field, column: 'value', kind: 'string', length: array.length, precision: 0, scale: 0, indexed: true };
    if (condition.op === 'isNull') return { text: `${condition.value ? 'NOT ' : ''}EXISTS (SELECT 1 FROM \`${array.table}\` x WHERE x.owner = ${alias}.pk)`, params: [] };
    const inner = comparisonSql(condition, element, plan, dialect, 'x');
    // IN, not EXISTS: both planners then start from the index table.
    return { text: `${alias}.pk IN (SELECT x.owner FROM \`${array.table}\` x WHERE ${inner.text})`, params: inner.params };
  }
  return comparisonSql(condition, columnOf(plan, condition.field, 'filtering'), plan, dialect, alias);
}

export function columnOf(plan: DatasetPlan, field: string, use: string): Column {
  const column = plan.columns.find((one) => one.field === field);
  if (!column) throw gatewayError('FIELD_NOT_SEARCHABLE', { dataset: plan.dataset, field, use });
  return column;
}

function joined(parts: readonly Condition[], by: string, empty: string, plan: DatasetPlan, dialect: Dialect, alias: string): Fragment {
  if (parts.length === 0) return { text: empty, params: [] };
  const made = parts.map((part) => whereSql(part, plan, dialect, alias));
  return { text: `(${made.map(({ text }) => text).join(by)})`, params: made.flatMap(({ params }) => params) };
}

function comparisonSql(condition: Comparison, column: Column, plan: DatasetPlan, dialect: Dialect, alias: string): Fragment {
  const name = `${alias}.\`${column.column}\``;
  const operand = (value: JsonValue): SqlValue => {
    const encoded = encodeOperand(value, column, dialect);
    const got = value === null ? 'null' : typeof value;
    if (isMisfit(encoded)) throw gatewayError('VALUE_INVALID', { dataset: plan.dataset, field: column.field, expected: encoded.misfit, got });
    if (encoded === null) throw gatewayError('VALUE_INVALID', { dataset: plan.dataset, field: column.field, expected: 'a value', got });
    return encoded;
  };
  switch (condition.op) {
    case 'isNull':
      return { text: `${name} IS ${condition.value ? '' : 'NOT '}NULL`, params: [] };
    case 'in':
      return condition.value.length === 0 ? { text: '1=0', params: [] } : { text: `${name} IN (${condition.value.map(() => '?').join(',')})`, params: condition.value.map(operand) };
    case 'startsWith':
    case 'contains':
      return partSql(condition.op, name, operand(textual(condition.value, column, plan)), column, plan);
    default:
      return { text: `${name} ${COMPARE[condition.op]} ?`, params: [operand(condition.value)] };
  }
}

function textual(value: JsonValue, column: Column, plan: DatasetPlan): JsonValue {
  if (!TEXTUAL.has(column.kind)) throw gatewayError('FIELD_NOT_SEARCHABLE', { dataset: plan.dataset, field: column.field, use: 'searching in text' });
  return value;
}

/** Both by code point and with case; a prefix as a range, so that an index serves it. */
function partSql(op: 'startsWith' | 'contains', name: string, part: SqlValue, column: Column, plan: DatasetPlan): Fragment {
  if (typeof part !== 'string') throw gatewayError('VALUE_INVALID', { dataset: plan.dataset, field: column.field, expected: 'a string', got: typeof part });
  if (op === 'contains') return { text: `INSTR(${name}, ?) > 0`, params: [part] };
  return part === '' ? { text: `${name} IS NOT NULL`, params: [] } : { text: `(${name} >= ? AND ${name} < ?)`, params: [part, `${part}\u{10FFFF}`] };
}
