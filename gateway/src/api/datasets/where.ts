// From a coerced `where` argument to the store's condition. Null is refused, never read as "no condition".
import type { JsonValue } from '@lianshu/schemas';
import { gatewayError } from '../../errors';
import type { CompareOp, Condition } from '../../store/read-types';

interface WhereLimits {
  readonly maxConditions: number;
  readonly maxDepth: number;
  readonly maxListed: number;
  readonly maxText: number;
}

const WHERE_LIMITS: WhereLimits = { maxConditions: 100, maxDepth: 8, maxListed: 1000, maxText: 1000 };

type Input = Readonly<Record<string, unknown>>;

/** Throws API_INPUT on null or an empty list, API_WHERE_TOO_LARGE past the limits. */
export function conditionOf(where: unknown, limits: WhereLimits = WHERE_LIMITS): Condition | undefined {
  if (where === undefined) return undefined;
  const budget = { left: limits.maxConditions, limits };
  return groupOf(objectAt(where, 'where'), budget, 1);
}

interface Budget {
  left: number;
  readonly limits: WhereLimits;
}

function groupOf(where: Input, budget: Budget, depth: number): Condition {
  if (depth > budget.limits.maxDepth) throw gatewayError('API_WHERE_TOO_LARGE', { expected: `${budget.limits.maxDepth} levels` });
  return { and: Object.entries(where).flatMap(([name, value]) => partOf(name, value, budget, depth)) };
}

function partOf(name: string, value: unknown, budget: Budget, depth: number): Condition[] {
  const nested = (inner: unknown): Condition => groupOf(objectAt(inner, `where.${name}`), budget, depth + 1);
  switch (name) {
    case 'and':
      return [{ and: listAt(value, 'where.and', budget).map(nested) }];
    case 'or':
      return [{ or: listAt(value, 'where.or', budget).map(nested) }];
    case 'not':
      return [{ not: nested(value) }];
    default:
      return Object.entries(objectAt(value, `where.${name}`)).map(([operator, operand]) => comparisonOf(name, operator, operand, budget));
  }
}

function comparisonOf(field: string, operator: string, operand: unknown, budget: Budget): Condition {
  budget.left -= 1;
  if (budget.left < 0) throw gatewayError('API_WHERE_TOO_LARGE', { expected: `${budget.limits.maxConditions} conditions` });
  const place = `where.${field}.${operator}`;
  switch (operator) {
    case 'in':
    case 'hasAny':
      return { field, op: 'in', value: valuesAt(operand, place, budget) };
    case 'notIn':
      return { not: { field, op: 'in', value: valuesAt(operand, place, budget) } };
    case 'isNull':
      return { field, op: 'isNull', value: scalarAt(operand, place, budget) === true };
    case 'has':
      return { field, op: 'eq', value: scalarAt(operand, place, budget) };
    default:
      return { field, op: operator as CompareOp, value: scalarAt(operand, place, budget) };
  }
}

function objectAt(value: unknown, place: string): Input {
  if (typeof value === 'object' && value !== null) return value as Input;
  throw gatewayError('API_INPUT', { field: place, expected: 'an object', got: 'null' });
}

function listAt(value: unknown, place: string, { limits }: Budget): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) throw gatewayError('API_INPUT', { field: place, expected: 'at least one entry', got: value === null ? 'null' : 'none' });
  if (value.length > limits.maxListed) throw gatewayError('API_WHERE_TOO_LARGE', { expected: `${limits.maxListed} listed values` });
  return value;
}

function valuesAt(value: unknown, place: string, budget: Budget): readonly JsonValue[] {
  return listAt(value, place, budget).map((one) => scalarAt(one, place, budget));
}

function scalarAt(value: unknown, place: string, { limits }: Budget): JsonValue {
  if (value === null || value === undefined) throw gatewayError('API_INPUT', { field: place, expected: 'a value (use isNull to ask for absent fields)', got: 'null' });
  if (typeof value === 'string' && value.length > limits.maxText) throw gatewayError('API_WHERE_TOO_LARGE', { expected: `${limits.maxText} characters in a value` });
  return value as JsonValue;
}
