// Targets: real, written once, of a fitting kind, and every required one covered.
import type { JsonValue } from '@lianshu/schemas';
import type { ValueKind } from '../ops/op';
import type { PlanRow, RequiredField } from '../plan';
import { parsePath } from '../source-path';
import type { Checker, KeyPath } from './checker';
import { declaredNames, elementOf, property, requiredOf, resolve, typesOf, type Place } from './schema-walk';

const FITS: Readonly<Record<ValueKind, readonly string[]>> = {
  text: ['string'], number: ['number'], integer: ['number', 'integer'], boolean: ['boolean'], object: ['object'], list: ['array'], any: [],
};

/** Names of a target path and the schema of what it writes; undefined after a problem was added. */
export function checkTarget(checker: Checker, text: string, object: Place, at: KeyPath): { names: readonly string[]; place: Place } | undefined {
  const ref = parsePath(text);
  if (typeof ref === 'string' || ref.root !== 'element') {
    checker.add(at, `目标路径有误：${text}`, typeof ref === 'string' ? ref : `a target has no $ root: ${text}`);
    return undefined;
  }
  let place = object;
  for (const name of ref.segments) {
    const next = property(place, name);
    if (!next) {
      checker.add(at, `目标结构没有字段 ${name}`, `the target schema has no field ${name} (it has ${declaredNames(place).slice(0, 40).join(', ')})`);
      return undefined;
    }
    place = next;
  }
  return { names: ref.segments, place };
}

/** Adds a problem when a chain certainly gives another type than the target has. */
export function checkFit(checker: Checker, kind: ValueKind, place: Place, at: KeyPath): void {
  const types = typesOf(place);
  if (kind === 'any' || types.length === 0 || FITS[kind].some((type) => types.includes(type))) return;
  checker.add(at, `该行得出 ${kind}，目标要求 ${types.join('、')}`, `the row gives ${kind}, the target is ${types.join(' or ')}${adviceFor(kind, types)}`);
}

function adviceFor(kind: ValueKind, types: readonly string[]): string {
  if (types.includes('integer')) return ': use integer, or round to 0 places';
  if (types.includes('number')) return ': use decimal';
  return kind === 'list' ? ': use join or at' : '';
}

/** Adds a problem for each possible output that the target's enum does not have. */
export function checkOutputs(checker: Checker, outputs: readonly JsonValue[] | undefined, place: Place, at: KeyPath): void {
  const allowed = resolve(place).node.enum;
  if (!allowed || !outputs) return;
  const foreign = outputs.filter((value) => !allowed.includes(value));
  if (foreign.length > 0) checker.add(at, `目标不允许 ${foreign.join('、')}`, `the target does not allow ${foreign.join(', ')}, only ${allowed.join(', ')}`);
}

/** The schema of a list target's elements; undefined after a problem was added. */
export function checkListTarget(checker: Checker, place: Place, at: KeyPath): Place | undefined {
  const element = elementOf(place);
  if (!element) checker.add(at, '目标不是列表', 'the target is no list');
  return element;
}

/** Each target is written once; several rows may share one when all but the last have a `when`: the first that gives a value wins. */
export function checkOnce(checker: Checker, rows: readonly { row: PlanRow; at: KeyPath }[]): void {
  rows.forEach(({ row, at }, index) => {
    const path = row.to.join('.');
    const next = rows.slice(index + 1).find((other) => other.row.to.join('.') === path);
    if (next && !row.when) checker.add(at, `目标 ${path} 在后面又写了一次；除最后一行外都要有 when`, `the target ${path} is written again later: every such row but the last needs a when`);
    const inside = rows.find((other) => other.row.to.join('.').startsWith(`${path}.`));
    if (inside) checker.add(at, `目标 ${path} 与 ${inside.row.to.join('.')} 相互覆盖`, `the targets ${path} and ${inside.row.to.join('.')} overwrite each other`);
  });
}

/** The required fields of an object and of the nested objects that rows write into. Uncovered ones are problems. */
export function requiredFields(checker: Checker, rows: readonly PlanRow[], object: Place, prefix: string, at: KeyPath, parent: readonly string[] = []): RequiredField[] {
  const fields: RequiredField[] = [];
  for (const name of requiredOf(object)) {
    const path = [...parent, name];
    const writer = rows.find((row) => path.every((part, index) => row.to[index] === part));
    const target = prefix + path.join('.');
    if (!writer) checker.add(at, `必填目标 ${target} 没有行`, `the required target ${target} has no row`);
    fields.push({ path, target, from: writer?.kind === 'value' ? writer.from[0] : undefined });
  }
  for (const name of nestedNames(rows, parent)) {
    const inner = property(object, name);
    if (inner) fields.push(...requiredFields(checker, rows, inner, prefix, at, [...parent, name]));
  }
  return fields;
}

/** Objects below `parent` that some row writes into. */
function nestedNames(rows: readonly PlanRow[], parent: readonly string[]): string[] {
  const inside = rows.filter((row) => row.to.length > parent.length + 1 && parent.every((part, index) => row.to[index] === part));
  return [...new Set(inside.map((row) => row.to[parent.length] ?? ''))];
}
