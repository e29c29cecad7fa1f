// What both engines share at run time: evaluating a condition, finishing a value, noting a fault. No engine's own logic.
import Decimal from 'decimal.js';
import type { Reason } from '@lianshu/schemas';
import type { Condition } from './expression/condition';
import { Fault, reasonOf } from './fault';
import { toJsonNumber } from './ops/number-text';
import type { OpScope } from './ops/op';
import type { RequiredField } from './plan';
import { pointerOf, type SourceRef } from './source-path';

/** True, false, or a fault when the data have types that the condition cannot compare. */
export function holds(condition: Condition, scope: OpScope): boolean | Fault {
  try {
    return condition.test(scope);
  } catch {
    return new Fault('MAP_CONDITION', 'values that the condition can compare');
  }
}

/** Exact decimals become JSON numbers, in lists too; a fault when digits would be lost. */
export function finish(value: unknown): unknown {
  if (value instanceof Decimal) return toJsonNumber(value) ?? new Fault('MAP_LOSSY', 'a number of at most 15 significant digits');
  if (!Array.isArray(value)) return value;
  const list: unknown[] = [];
  for (const element of value) {
    const finished = finish(element);
    if (finished instanceof Fault) return finished;
    if (finished !== undefined) list.push(finished);
  }
  return list;
}

/** Targets of one object that failed: they are not reported as missing as well. */
export type Failed = Set<string> | undefined;

/** Notes a fault of a row and remembers its target and what lies around it. */
export function noteFault(reasons: Reason[], failed: Failed, fault: unknown, row: FaultRow, prefix: string, got: unknown): Set<string> {
  const noted = failed ?? new Set<string>();
  if (fault instanceof Fault) reasons.push(reasonOf(fault, pointerOf(row.ref, prefix), row.target, got));
  row.to.forEach((_name, index) => noted.add(row.to.slice(0, index + 1).join('.')));
  return noted;
}

export interface FaultRow {
  readonly to: readonly string[];
  readonly target: string;
  readonly ref: SourceRef | undefined;
}

/** Notes every required field that is absent and did not fail already; a nested one only if its parent is there. */
export function noteMissing(reasons: Reason[], failed: Failed, required: readonly RequiredField[], out: Readonly<Record<string, unknown>>, prefix: string): void {
  for (const field of required) {
    if (isPresent(out, field.path) || failed?.has(field.path.join('.'))) continue;
    reasons.push(reasonOf(new Fault('MAP_REQUIRED', 'a value'), pointerOf(field.from, prefix), field.target, undefined));
  }
}

/** True also when the parent of a nested field is absent: then nothing is required of it. */
function isPresent(out: Readonly<Record<string, unknown>>, path: readonly string[]): boolean {
  let value: unknown = out;
  for (let i = 0; i < path.length; i++) {
    if (typeof value !== 'object' || value === null) return true;
    value = (value as Readonly<Record<string, unknown>>)[path[i] ?? ''];
    if (value === undefined) return i < path.length - 1;
  }
  return true;
}
