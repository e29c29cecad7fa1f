// Whether a document meets a condition, decided in memory: the same meaning as the SQL of where-sql.ts (a law in the contract suite).
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import type { Column, DatasetPlan } from './dataset-plan';
import type { Condition } from './read-types';

export function matches(condition: Condition, doc: JsonObject, plan: DatasetPlan): boolean {
  if ('and' in condition) return condition.and.every((part) => matches(part, doc, plan));
  if ('or' in condition) return condition.or.some((part) => matches(part, doc, plan));
  if ('not' in condition) return !matches(condition.not, doc, plan);
  const value = doc[condition.field] ?? null;
  if (condition.op === 'isNull') return (value === null) === condition.value;
  if (value === null) return false;
  const column = plan.columns.find(({ field }) => field === condition.field);
  if (column) return holds(condition, value, column.kind);
  return Array.isArray(value) && value.some((element) => holds(condition, element, 'string'));
}

function holds(condition: Exclude<Condition, { and: unknown } | { or: unknown } | { not: unknown }>, value: JsonValue, kind: Column['kind']): boolean {
  if (condition.op === 'in') return condition.value.some((one) => order(value, one, kind) === 0);
  if (condition.op === 'startsWith') return String(value).startsWith(String(condition.value));
  if (condition.op === 'contains') return String(value).includes(String(condition.value));
  const sign = order(value, condition.value as JsonValue, kind);
  return HOLDS[condition.op as keyof typeof HOLDS](sign);
}

const HOLDS = {
  eq: (sign: number) => sign === 0,
  ne: (sign: number) => sign !== 0,
  lt: (sign: number) => sign < 0,
  lte: (sign: number) => sign <= 0,
  gt: (sign: number) => sign > 0,
  gte: (sign: number) => sign >= 0,
  isNull: () => false,
};

function order(a: JsonValue, b: JsonValue, kind: Column['kind']): number {
  if (kind === 'instant') return Date.parse(String(a)) - Date.parse(String(b));
  if (typeof a === 'string' && typeof b === 'string') return Buffer.compare(Buffer.from(a), Buffer.from(b));
  if (typeof a === 'boolean' || typeof b === 'boolean') return a === b ? 0 : Number(a) - Number(b) || NaN;
  return typeof a === 'number' && typeof b === 'number' ? a - b : NaN;
}
