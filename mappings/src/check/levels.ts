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
  const to = found?.names ?? [];
  const base = { to, target: target.prefix + to.join('.'), when, later: before.some((row) => row.to.join('.') === to.join('.')) };
  const content = checkContent(checker, spec, scope, { object: found?.place ?? SCALAR, prefix: `${base.target}.` }, at);
  return found && content && { ...base, ...content };
}

/** What a row writes into the place that `target` is. */
function checkContent(checker: Checker, spec: RowSpec, scope: SourceScope, target: TargetScope, at: KeyPath) {
  if (!spec.list) return checkValue(checker, spec, scope, target.object, at);
  const element = checkListTarget(checker, target.object, [...at, 'to']);
  const source = checkList(checker, spec.list, scope, { ...target, object: element ?? SCALAR }, [...at, 'list']);
  return source && { kind: 'list' as const, source };
}

function checkValue(checker: Checker, spec: RowSpec, scope: SourceScope, target: Place, at: KeyPath) {
  const start = startOf(checker, spec, scope, at);
  const chain = start && checkChain(checker, spec.ops ?? [], start, scope, [...at, 'ops']);
  if (!start || !chain) return undefined;
  if (target !== SCALAR) {
    checkFit(checker, chain.kind, target, at);
    checkOutputs(checker, spec.ops ? chain.outputs : scalarOf(spec.value), target, at);
    if (spec.default !== undefined) {
      checkFit(checker, kindOfValue(spec.default), target, [...at, 'default']);
      checkOutputs(checker, scalarOf(spec.default), target, [...at, 'default']);
    }
  }
  return {
    kind: 'value' as const,
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
  if (list.of) return { kind: 'of', groups: checkGroups(checker, list.of, scope, target, [...at, 'of']) };
  const form = list.from === undefined ? 'split' : 'from';
  const source = checkSource(checker, list[form] ?? '', scope, [...at, form]);
  if (!source) return undefined;
  const inner = (form === 'from' ? elementScope(source.place) : undefined) ?? { element: SCALAR, inList: true };
  const keep = checkCondition(checker, list.when, inner, [...at, 'when']);
  const level = checkLevel(checker, list.rows ?? [], inner, target, [...at, 'rows']);
  if (form === 'from') return { kind: 'from', ref: source.ref, keep, level };
  return { kind: 'split', ref: source.ref, by: [list.by ?? ''].flat(), keep, level };
}

function checkGroups(checker: Checker, groups: NonNullable<ListSpec['of']>, scope: SourceScope, target: TargetScope, at: KeyPath) {
  return groups.map((group, index) => ({
    when: checkCondition(checker, group.when, scope, [...at, index, 'when']),
    level: checkLevel(checker, group.rows, { ...scope, inList: true }, target, [...at, index, 'rows']),
  }));
}
