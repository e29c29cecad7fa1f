// Whether two keyword values of two documents mean the same: equal JSON, and references that lead to nodes which mean the same.
import type { Facts } from '../facts';
import { isObject, type SchemaObject } from '../node';

const REFERENCES = ['$ref', '$dynamicRef', '$recursiveRef'];
const NAMES = new Set(['$id', '$anchor', '$dynamicAnchor', '$recursiveAnchor', '$schema']);

/** The whole node, or only the named keywords (all absent on both sides counts as different). */
export function sameMeaning(left: Facts, right: Facts, keywords?: readonly string[]): boolean {
  if (left.doc.dialect !== right.doc.dialect || left.unknown || right.unknown) return false;
  if (keywords === undefined) return isObject(left.node) && isObject(right.node) && same(left.node, right.node, left, right, new Map());
  if (!keywords.some((keyword) => Object.hasOwn(right.source, keyword))) return false;
  return keywords.every((keyword) => Object.hasOwn(left.source, keyword) === Object.hasOwn(right.source, keyword) && same(left.source[keyword], right.source[keyword], left, right, new Map()));
}

function same(a: unknown, b: unknown, left: Facts, right: Facts, assumed: Map<unknown, Set<unknown>>): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => same(item, b[at], left, right, assumed));
  if (!isObject(a) || !isObject(b)) return a === b;
  if (assumed.get(a)?.has(b)) return true;
  assumed.set(a, (assumed.get(a) ?? new Set()).add(b));
  const keys = Object.keys(a);
  return comparable(a, b) && keys.every((key) => (REFERENCES.includes(key) && typeof a[key] === 'string' ? sameTarget(key, a, b, left, right, assumed) : same(a[key], b[key], left, right, assumed)));
}

/** The same keywords, and none that gives the place a name of its own. */
function comparable(a: SchemaObject, b: SchemaObject): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && (key === '$schema' || !NAMES.has(key)));
}

function sameTarget(key: string, a: SchemaObject, b: SchemaObject, left: Facts, right: Facts, assumed: Map<unknown, Set<unknown>>): boolean {
  if (key !== '$ref' && !(left.doc.staticRefs && right.doc.staticRefs)) return false;
  const [from, to] = [left.doc.resolve(String(a[key]), a), right.doc.resolve(String(b[key]), b)];
  return from !== undefined && to !== undefined && same(from, to, left, right, assumed);
}
