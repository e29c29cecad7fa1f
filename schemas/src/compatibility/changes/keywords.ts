// Changes of every other keyword: types, values, bounds, text, lists, branches, wording.
import { KINDS, sameJson } from '../facts';
import { own, type SchemaObject } from '../node';
import type { Descend, Note } from './describe';

type Compare = (from: SchemaObject, to: SchemaObject, note: Note, descend: Descend) => void;

const LOWER = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems', 'minProperties', 'minContains'];
const UPPER = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems', 'maxProperties', 'maxContains'];
const SINGLE = ['items', 'additionalItems', 'unevaluatedItems', 'contains', 'propertyNames', 'if', 'then', 'else'];
const WORDS = ['title', 'description', '$comment', 'default', 'examples', 'deprecated', 'readOnly', 'writeOnly'];

/** Every comparison writes its notes; the order is the order of the list. */
const COMPARISONS: readonly Compare[] = [types, values, bounds, multiples, texts, uniqueness, tuples, singles, branches, negation, wording];

export const keywordChanges: Compare = (from, to, note, descend) => COMPARISONS.forEach((compare) => compare(from, to, note, descend));

function types(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [kindNames(from), kindNames(to)];
  const gained = after.some((kind) => !before.includes(kind));
  const lost = before.some((kind) => !after.includes(kind));
  if (!gained && !lost) return;
  note(gained && lost ? 'TYPE_CHANGED' : gained ? 'TYPE_WIDENED' : 'TYPE_NARROWED', '/type', { from: own(from, 'type') ?? 'any', to: own(to, 'type') ?? 'any' });
}

function kindNames(node: SchemaObject): string[] {
  const type = own(node, 'type');
  const names = type === undefined ? [...KINDS] : (Array.isArray(type) ? type : [type]).map(String).concat(node.nullable === true ? ['null'] : []);
  return names.flatMap((name) => (name === 'number' ? ['integer', 'fraction'] : [name]));
}

function values(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [listOf(from), listOf(to)];
  const place = Object.hasOwn(to, 'const') || Object.hasOwn(from, 'const') ? '/const' : '/enum';
  if (before && after) listChanges(before, after, place, note);
  else if (after) note('ENUM_ADDED', place, { to: after });
  else if (before) note('ENUM_REMOVED', place, { from: before });
}

function listChanges(before: readonly unknown[], after: readonly unknown[], place: string, note: Note): void {
  const gone = before.filter((value) => !after.some((each) => sameJson(each, value)));
  const added = after.filter((value) => !before.some((each) => sameJson(each, value)));
  if (gone.length > 0 || added.length > 0) note(added.length === 0 ? 'ENUM_NARROWED' : gone.length === 0 ? 'ENUM_WIDENED' : 'ENUM_CHANGED', place, { from: gone, to: added });
}

function listOf(node: SchemaObject): readonly unknown[] | undefined {
  if (Object.hasOwn(node, 'const')) return [node.const];
  const list = own(node, 'enum');
  return Array.isArray(list) ? list : undefined;
}

function bounds(from: SchemaObject, to: SchemaObject, note: Note): void {
  for (const name of [...LOWER, ...UPPER]) {
    const [before, after] = [own(from, name), own(to, name)];
    if (before === after) continue;
    const sign = LOWER.includes(name) ? 1 : -1;
    const rank = (value: unknown) => (typeof value === 'number' ? value * sign : -Infinity);
    note(rank(after) > rank(before) ? 'RANGE_NARROWED' : 'RANGE_WIDENED', `/${name}`, { name, from: before, to: after });
  }
}

function multiples(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [own(from, 'multipleOf'), own(to, 'multipleOf')];
  if (before === after) return;
  const narrower = before === undefined || (typeof before === 'number' && typeof after === 'number' && after % before === 0);
  const wider = after === undefined || (typeof before === 'number' && typeof after === 'number' && before % after === 0);
  note(narrower ? 'MULTIPLE_NARROWED' : wider ? 'MULTIPLE_WIDENED' : 'MULTIPLE_CHANGED', '/multipleOf', { from: before, to: after });
}

function texts(from: SchemaObject, to: SchemaObject, note: Note): void {
  for (const [keyword, kind] of [['pattern', 'PATTERN'], ['format', 'FORMAT']] as const) {
    const [before, after] = [own(from, keyword), own(to, keyword)];
    if (before === after) continue;
    note(before === undefined ? `${kind}_ADDED` : after === undefined ? `${kind}_REMOVED` : `${kind}_CHANGED`, `/${keyword}`, { from: before, to: after });
  }
}

function uniqueness(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [own(from, 'uniqueItems') === true, own(to, 'uniqueItems') === true];
  if (before !== after) note(after ? 'UNIQUE_ADDED' : 'UNIQUE_REMOVED', '/uniqueItems');
}

function tuples(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  for (const keyword of ['items', 'prefixItems']) {
    const [before, after] = [own(from, keyword), own(to, keyword)];
    if (!Array.isArray(before) && !Array.isArray(after)) continue;
    const [left, right] = [Array.isArray(before) ? before : [], Array.isArray(after) ? after : []];
    for (let at = 0; at < Math.max(left.length, right.length); at += 1) {
      if (at >= left.length) note('ITEM_ADDED', `/${keyword}/${at}`, { name: String(at), effect: 'both' });
      else if (at >= right.length) note('ITEM_REMOVED', `/${keyword}/${at}`, { name: String(at), effect: 'both' });
      else descend(left[at], right[at], `/${keyword}/${at}`);
    }
  }
}

function singles(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  for (const name of SINGLE) {
    const [before, after] = [own(from, name), own(to, name)];
    if (sameJson(before, after) || Array.isArray(before) || Array.isArray(after)) continue;
    if (before === undefined) note('RULE_ADDED', `/${name}`, { name });
    else if (after === undefined) note('RULE_REMOVED', `/${name}`, { name });
    else if (name === 'if') note('RULE_CHANGED', '/if', { name });
    else descend(before, after, `/${name}`);
  }
}

function branches(from: SchemaObject, to: SchemaObject, note: Note, descend: Descend): void {
  for (const name of ['allOf', 'anyOf', 'oneOf']) {
    const [before, after] = [own(from, name), own(to, name)];
    if (!Array.isArray(before) || !Array.isArray(after)) {
      if (before !== undefined || after !== undefined) note(before === undefined ? 'RULE_ADDED' : 'RULE_REMOVED', `/${name}`, { name });
      continue;
    }
    branchChanges(name, before, after, note, descend);
  }
}

/** Equal branches are paired first, wherever they stand; the rest in order. */
function branchChanges(name: string, before: readonly unknown[], after: readonly unknown[], note: Note, descend: Descend): void {
  const gone = before.map((branch, at) => ({ branch, at })).filter(({ branch }) => !after.some((each) => sameJson(each, branch)));
  const added = after.map((branch, at) => ({ branch, at })).filter(({ branch }) => !before.some((each) => sameJson(each, branch)));
  const effect = name === 'oneOf' ? ({ effect: 'both' } as const) : {};
  gone.forEach(({ branch, at }, turn) => {
    const partner = added[turn];
    if (partner) descend(branch, partner.branch, `/${name}/${partner.at}`);
    else note(name === 'allOf' ? 'RULE_REMOVED' : 'BRANCH_REMOVED', `/${name}/${at}`, { name, ...effect });
  });
  for (const { at } of added.slice(gone.length)) note(name === 'allOf' ? 'RULE_ADDED' : 'BRANCH_ADDED', `/${name}/${at}`, { name, ...effect });
  if (name === 'oneOf' && before.length !== after.length) note('ONE_OF_CHANGED', '/oneOf');
}

function negation(from: SchemaObject, to: SchemaObject, note: Note): void {
  const [before, after] = [own(from, 'not'), own(to, 'not')];
  if (sameJson(before, after)) return;
  note(before === undefined ? 'RULE_ADDED' : after === undefined ? 'RULE_REMOVED' : 'RULE_CHANGED', '/not', { name: 'not' });
}

function wording(from: SchemaObject, to: SchemaObject, note: Note): void {
  for (const name of WORDS) if (!sameJson(own(from, name), own(to, name))) note('WORDING_CHANGED', `/${name}`, { name });
}
