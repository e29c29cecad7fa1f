// Chains of ops: known names, valid arguments, kinds that fit, real paths in lookups.
import type { JsonValue } from '@lianshu/schemas';
import { parseCall } from '../chain';
import { findOp } from '../ops';
import type { Op, OpCall, ValueKind } from '../ops/op';
import { schemaProblems } from '@lianshu/schemas';
import { isForbidden } from '../source-path';
import { checkSource, type Checker, type KeyPath, type SourceScope } from './checker';
import { elementOf, property, type Place } from './schema-walk';

export interface CheckedChain {
  readonly calls: readonly OpCall[];
  readonly kind: ValueKind;
  /** Every value that can come out, where that is known. */
  readonly outputs: readonly string[] | undefined;
}

/** Checks a chain that starts with a value of `start`; undefined after a problem was added. */
export function checkChain(
  checker: Checker,
  written: readonly (JsonValue | undefined)[],
  start: { kind: ValueKind; place: Place | undefined },
  scope: SourceScope,
  at: KeyPath,
): CheckedChain | undefined {
  const calls: OpCall[] = [];
  let chain: Omit<CheckedChain, 'calls'> = { kind: start.kind, outputs: undefined };
  let sound = true;
  written.forEach((item, index) => {
    const call = parseCall(item);
    const place = index === 0 ? start.place : undefined;
    const next = call && checkCall(checker, call, { kind: chain.kind, place }, scope, [...at, index]);
    if (!call || !next) sound = false;
    else {
      calls.push(call);
      chain = next;
    }
  });
  return sound ? { calls, ...chain } : undefined;
}

function checkCall(
  checker: Checker,
  call: OpCall,
  input: { kind: ValueKind; place: Place | undefined },
  scope: SourceScope,
  at: KeyPath,
): Omit<CheckedChain, 'calls'> | undefined {
  const op = findOp(call.name);
  if (!op) {
    checker.add(at, `没有操作 ${call.name}`, `there is no op ${call.name}`);
    return undefined;
  }
  const before = checker.problems.length;
  for (const problem of schemaProblems(op.args, call.args)) {
    checker.add([...at, call.name, ...problem.path], `${call.name} 的参数有误：${problem.text}`, `argument of ${call.name}: ${problem.text}`);
  }
  if (checker.problems.length > before) return undefined;
  for (const problem of op.check?.(call.args, checker.env) ?? []) checker.add(at, problem.zh, problem.en);
  checkKind(checker, op, input.kind, at);
  checkInner(checker, call, input.place, scope, at);
  if (checker.problems.length > before) return undefined;
  return { kind: op.gives(call.args, input.kind), outputs: op.outputs?.(call.args, checker.env) };
}

function checkKind(checker: Checker, op: Op, kind: ValueKind, at: KeyPath): void {
  if (kind === 'any' || op.takes === undefined || op.takes.includes(kind)) return;
  checker.add(at, `${op.name} 不能接受 ${kind}，只接受 ${op.takes.join('、')}`, `${op.name} cannot take ${kind}, only ${op.takes.join(', ')}`);
}

/** What lies within arguments: the chain of `each`, the paths of `lookup`. */
function checkInner(checker: Checker, call: OpCall, place: Place | undefined, scope: SourceScope, at: KeyPath): void {
  if (call.name === 'each') checkEach(checker, call.args as EachArgs, place, scope, [...at, 'each']);
  if (call.name === 'lookup') checkLookupPaths(checker, call.args as LookupArgs, scope, [...at, 'lookup']);
}

interface EachArgs {
  readonly ops?: readonly JsonValue[];
  readonly field?: string;
}

interface LookupArgs {
  readonly key: readonly string[];
  readonly at?: string;
}

function checkEach(checker: Checker, args: EachArgs, place: Place | undefined, scope: SourceScope, at: KeyPath): void {
  const element = place && (elementOf(place) ?? place);
  if (args.field !== undefined && (isForbidden(args.field) || (element && !property(element, args.field)))) {
    checker.add([...at, 'field'], `来源结构没有声明字段 ${args.field}`, `the source schema declares no field ${args.field}`);
  }
  checkChain(checker, args.ops ?? [], { kind: 'any', place: undefined }, scope, [...at, 'ops']);
}

function checkLookupPaths(checker: Checker, args: LookupArgs, scope: SourceScope, at: KeyPath): void {
  args.key.forEach((part, index) => {
    if (part.startsWith('$') && part !== '$value') checkSource(checker, part, scope, [...at, 'key', index]);
  });
  if (args.at !== undefined) checkSource(checker, args.at, scope, [...at, 'at']);
}
