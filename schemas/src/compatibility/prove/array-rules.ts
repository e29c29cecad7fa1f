// Rules for arrays (JSON Schema Core clause 10.3.1, Validation clause 6.4).
import { surelyContained, type Facts } from '../facts';
import { numberOf, type SchemaNode } from '../node';
import { mayExtraItems } from './coverage';
import type { Ground, Rule } from './rule';
import { countOf, itemOf, tailOf, type Term } from './term';

const MAX_INDEX = 64;

/** The least length that the term allows. */
export function leastItems(term: Term): number {
  return Math.max(countOf(term, 'minItems'), ...term.atoms.map((atom) => surelyContained(atom.contains)));
}

/** The greatest length: `maxItems`, or the first index where nothing may stand. */
export function mostItems(ground: Ground, term: Term): number {
  const stated = countOf(term, 'maxItems');
  const last = Math.min(tailOf(ground.reader, term), MAX_INDEX, stated);
  for (let index = 0; index <= last && index < stated; index += 1) if (ground.emptyBelow(itemOf(ground.reader, term, index))) return index;
  return stated;
}

export const itemCounts: Rule = (ground, term, { source }) => {
  const least = numberOf(source, 'minItems') ?? 0;
  const most = numberOf(source, 'maxItems') ?? Infinity;
  return leastItems(term) >= least && (most === Infinity || mostItems(ground, term) <= most);
};

export const items: Rule = (ground, term, right) => {
  const listed = right.prefix.every((schema, index) => indexHolds(ground, term, right, index, schema));
  return listed && (right.rest === undefined || restHolds(ground, term, right, right.rest, right.prefix.length));
};

export const unevaluatedItems: Rule = (ground, term, right) => {
  const extra = mayExtraItems(ground.reader, right);
  return extra === undefined || restHolds(ground, term, right, extra.schema, extra.from);
};

function indexHolds(ground: Ground, term: Term, right: Facts, index: number, schema: SchemaNode): boolean {
  return countOf(term, 'maxItems') <= index || mostWithin(ground, term, index) || ground.below(itemOf(ground.reader, term, index), ground.reader.read(right.doc, schema));
}

function mostWithin(ground: Ground, term: Term, index: number): boolean {
  return term.atoms.some((atom) => atom.rest === false || atom.prefix.includes(false)) && mostItems(ground, term) <= index;
}

function restHolds(ground: Ground, term: Term, right: Facts, schema: SchemaNode, from: number): boolean {
  const tail = Math.max(from, tailOf(ground.reader, term));
  if (tail - from > MAX_INDEX) return false;
  for (let index = from; index <= tail; index += 1) if (!indexHolds(ground, term, right, index, schema)) return false;
  return true;
}

export const uniqueItems: Rule = (ground, term, { source }) =>
  source.uniqueItems !== true || term.atoms.some((atom) => atom.source.uniqueItems === true) || mostItems(ground, term) <= 1;

export const contains: Rule = (ground, term, right) => {
  if (right.contains === undefined) return true;
  const { schema, min, max } = right.contains;
  const wanted = ground.reader.read(right.doc, schema);
  return enough(ground, term, wanted, min) && (max === Infinity || notTooMany(ground, term, wanted, max));
};

function enough(ground: Ground, term: Term, wanted: Facts, min: number): boolean {
  if (min === 0) return true;
  const read = (atom: Facts, schema: SchemaNode) => ground.reader.read(atom.doc, schema);
  if (term.atoms.some((atom) => atom.contains && surelyContained(atom.contains) >= min && ground.below([read(atom, atom.contains.schema)], wanted))) return true;
  let found = 0;
  for (let index = 0; index < Math.min(countOf(term, 'minItems'), MAX_INDEX) && found < min; index += 1) if (ground.below(itemOf(ground.reader, term, index), wanted)) found += 1;
  return found >= min;
}

function notTooMany(ground: Ground, term: Term, wanted: Facts, max: number): boolean {
  const counted = term.atoms.some((atom) => atom.contains && atom.contains.max <= max && ground.below([wanted], ground.reader.read(atom.doc, atom.contains.schema)));
  return counted || mostItems(ground, term) <= max;
}
