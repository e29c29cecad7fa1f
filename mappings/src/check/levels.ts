// Rows of one object, checked and turned into their part of the plan.
import type { JsonValue } from '@lianshu/schemas';
import { prepareSteps } from '../chain';
import type { ValueKind } from '../ops/op';
import type { ListSource, PlanLevel, PlanRow } from '../plan';
import type { SourceRef } from '../source-path';
import type { ListSpec, RowSpec } from '../table';
import { checkChain } from './chains';
import { checkSource, elementScope, type Checker, type KeyPath, type SourceScope } from './checker';
import { checkCondition } from './conditions';
import { kindOfPlace, type Place } from './schema-walk';
import { checkFit, checkListTarget, checkOnce, checkOutputs, checkTarget, requiredFields } from './targets';

/** What a level writes: the object's schema and its path in the document (`''` or `materials.`). */
export interface TargetScope {
  readonly object: Place;
  readonly prefix: string;
}

const SCALAR: Place = { root: {}, node: { type: 'string' } };

export function checkLevel(checker: Checker, specs: readonly RowSpec[], scope: SourceScope, target: TargetScope, at: KeyPath): PlanLevel {
  const placed: { row: PlanRow; at: KeyPath }[] = [];
  specs.forEach((spec, index) => {
    const row = checkRow(checker, spec, scope, target, [...at, index], placed.map((other) => other.row));
    if (row) placed.push({ row, at: [...at, index, 'to'] });
  });
  checkOnce(checker, placed);
  const rows = placed.map(({ row }) => row);
  const whole = rows.length === specs.length;
  return { rows, required: whole ? requiredFields(checker, rows, target.object, target.prefix, at) : [] };
}

function checkRow(checker: Checker, spec: RowSpec, scope: SourceScope, target: TargetScope, at: KeyPath, before: readonly PlanRow[]): PlanRow | undefined {
  const when = checkCondition(checker, spec.when, scope, [...at, 'when']);
  const found = checkTarget(checker, spec.to, target.object, [...at, 'to']);
  const path = found?.names.join('.') ?? '';
  const base = {
    to: found?.names ?? [],
    target: target.prefix + path,
    when,
    later: before.some((row) => row.to.join('.') === path),
  };
  if (spec.list) {
    const element = found && checkListTarget(checker, found.place, [...at, 'to']);
    const source = checkList(checker, spec.list, scope, { object: element ?? SCALAR, prefix: `${base.target}.` }, [...at, 'list']);
    return found && source && { kind: 'list', ...base, source };
  }
  const value = checkValue(checker, spec, scope, found?.place, at);
  return found && value && { kind: 'value', ...base, ...value };
}

function checkValue(checker: Checker, spec: RowSpec, scope: SourceScope, target: Place | undefined, at: KeyPath) {
  const start = startOf(checker, spec, scope, at);
  const chain = start && checkChain(checker, spec.ops ?? [], start, scope, [...at, 'ops']);
  if (!start || !chain) return undefined;
  if (target) {
    checkFit(checker, chain.kind, target, at);
    checkOutputs(checker, spec.ops ? chain.outputs : scalarOf(spec.value), target, at);
    if (spec.default !== undefined) {
      checkFit(checker, kindOfValue(spec.default), target, [...at, 'default']);
      checkOutputs(checker, scalarOf(spec.default), target, [...at, 'default']);
    }
  }
  return {
    from: start.from,
    literal: spec.value,
    ops: chain.calls,
    steps: checker.problems.length === 0 ? prepareSteps(chain.calls, checker.env) : [],
    fallback: spec.default,
  };
}

function scalarOf(value: JsonValue | undefined): readonly JsonValue[] | undefined {
  return value === undefined || typeof value === 'object' ? undefined : [value];
}

/** Sources of a row with what is known of their value. */
function startOf(checker: Checker, spec: RowSpec, scope: SourceScope, at: KeyPath): { from: SourceRef[]; kind: ValueKind; place: Place | undefined } | undefined {
  if (spec.from === undefined) return { from: [], kind: kindOfValue(spec.value), place: undefined };
  const texts = typeof spec.from === 'string' ? [spec.from] : spec.from;
  const sources = texts.map((text, index) => checkSource(checker, text, scope, typeof spec.from === 'string' ? [...at, 'from'] : [...at, 'from', index]));
  const from = sources.flatMap((source) => (source ? [source.ref] : []));
  if (from.length < texts.length) return undefined;
  if (from.length > 1) return { from, kind: 'list', place: undefined };
  const place = sources[0]?.place;
  return { from, kind: place ? kindOfPlace(place) : kindOfRoot(from[0]), place };
}

function kindOfRoot(ref: SourceRef | undefined): ValueKind {
  return ref?.root === 'index' || ref?.text === '$meta.fetchedAt' ? 'integer' : 'text';
}

function kindOfValue(value: JsonValue | undefined): ValueKind {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  if (typeof value === 'boolean') return 'boolean';
  if (Array.isArray(value)) return 'list';
  return value === null || value === undefined ? 'any' : 'object';
}

function checkList(checker: Checker, list: ListSpec, scope: SourceScope, target: TargetScope, at: KeyPath): ListSource | undefined {
  if (list.of) {
    const groups = list.of.map((group, index) => ({
      when: checkCondition(checker, group.when, scope, [...at, 'of', index, 'when']),
      level: checkLevel(checker, group.rows, { ...scope, inList: true }, target, [...at, 'of', index, 'rows']),
    }));
    return { kind: 'of', groups };
  }
  const text = list.from ?? list.split ?? '';
  const source = checkSource(checker, text, scope, [...at, list.from === undefined ? 'split' : 'from']);
  if (!source) return undefined;
  const inner = (list.split === undefined ? elementScope(source.place) : undefined) ?? { element: SCALAR, inList: true };
  const keep = checkCondition(checker, list.when, inner, [...at, 'when']);
  const level = checkLevel(checker, list.rows ?? [], inner, target, [...at, 'rows']);
  if (list.split === undefined) return { kind: 'from', ref: source.ref, keep, level };
  return { kind: 'split', ref: source.ref, by: [list.by ?? ''].flat(), keep, level };
}
