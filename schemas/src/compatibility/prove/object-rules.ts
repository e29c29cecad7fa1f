// Rules for objects (JSON Schema Core clause 10.3.2, Validation clause 6.5).
import { comparedPattern } from '../dialect';
import type { Facts } from '../facts';
import { numberOf, schemaOf, type SchemaNode } from '../node';
import { mayExtraProperties, type ExtraProperties } from './coverage';
import type { Ground, Rule } from './rule';
import { countOf, declaredNames, patternsOf, propertyOf, undeclaredOf, type Term } from './term';

/** Names that plain ajv finds on every object, present or not. */
const inherited = (name: string) => name in Object.prototype;
const forbids = (ground: Ground, term: Term, name: string) => !term.required.has(name) && ground.emptyBelow(propertyOf(ground.reader, term, name));

export const required: Rule = (_ground, term, right) => right.required.every((name) => term.required.has(name) && !inherited(name));

export const properties: Rule = (ground, term, right) =>
  Object.entries(right.properties).every(([name, schema]) => !inherited(name) && ground.below(propertyOf(ground.reader, term, name), ground.reader.read(right.doc, schema as SchemaNode)));

export const patternProperties: Rule = (ground, term, right) =>
  right.patterns.every(([pattern, schema]) => {
    const wanted = ground.reader.read(right.doc, schema);
    const named = [...declaredNames(ground.reader, term)].filter((name) => comparedPattern(pattern).test(name));
    return named.every((name) => ground.below(propertyOf(ground.reader, term, name), wanted)) && undeclaredHold(ground, term, wanted, [], pattern);
  });

export const additionalProperties: Rule = (ground, term, right) => {
  if (right.additional === undefined) return true;
  return extrasHold(ground, term, right, { schema: right.additional, names: new Set(Object.keys(right.properties)), patterns: right.patterns.map(([text]) => text) });
};

export const unevaluatedProperties: Rule = (ground, term, right) => {
  const extra = mayExtraProperties(ground.reader, right);
  return extra === undefined || extrasHold(ground, term, right, extra);
};

function extrasHold(ground: Ground, term: Term, right: Facts, extra: ExtraProperties): boolean {
  const wanted = ground.reader.read(right.doc, extra.schema);
  const covered = (name: string) => extra.names.has(name) || extra.patterns.some((pattern) => comparedPattern(pattern).test(name));
  const named = [...declaredNames(ground.reader, term)].filter((name) => !covered(name));
  return named.every((name) => ground.below(propertyOf(ground.reader, term, name), wanted)) && undeclaredHold(ground, term, wanted, extra.patterns);
}

/** For names no node declares: those of each pattern of the writer (unless the reader covers the same pattern), then those of none. */
function undeclaredHold(ground: Ground, term: Term, wanted: Facts, coveredPatterns: readonly string[], only?: string): boolean {
  if (hasNoNames(term)) return true;
  const patterns = [...patternsOf(term)].filter((pattern) => !coveredPatterns.includes(pattern));
  if (only !== undefined && patterns.includes(only)) return ground.below(undeclaredOf(ground.reader, term, only), wanted);
  const matched = patterns.every((pattern) => ground.below(undeclaredOf(ground.reader, term, pattern), wanted));
  return matched && ground.below(undeclaredOf(ground.reader, term), wanted);
}

/** `propertyNames: false`: only the empty object. */
function hasNoNames(term: Term): boolean {
  return term.atoms.some((atom) => schemaOf(atom.source, 'propertyNames') === false);
}

export const propertyNames: Rule = (ground, term, right) => {
  const names = schemaOf(right.source, 'propertyNames');
  if (names === undefined) return true;
  const wanted = ground.reader.read(right.doc, names);
  const text = ground.made(right, { type: 'string' });
  const limits = term.atoms.flatMap((atom) => {
    const limit = schemaOf(atom.source, 'propertyNames');
    return limit === undefined ? [] : [ground.reader.read(atom.doc, limit)];
  });
  if (ground.below([text, ...limits], wanted)) return true;
  const patterns = [...patternsOf(term)];
  if (!ground.emptyBelow(undeclaredOf(ground.reader, term))) return false;
  const named = [...declaredNames(ground.reader, term)].filter((name) => !forbids(ground, term, name));
  const listed = named.length === 0 || ground.below([ground.made(right, { enum: named })], wanted);
  return listed && patterns.every((pattern) => ground.emptyBelow(undeclaredOf(ground.reader, term, pattern)) || ground.below([text, ...limits, ground.made(right, { type: 'string', pattern })], wanted));
};

export const propertyCounts: Rule = (ground, term, { source }) => {
  const least = numberOf(source, 'minProperties') ?? 0;
  const most = numberOf(source, 'maxProperties') ?? Infinity;
  return Math.max(countOf(term, 'minProperties'), term.required.size) >= least && (countOf(term, 'maxProperties') <= most || mostProperties(ground, term) <= most);
};

/** The greatest number of properties: finite only when nothing undeclared may come. */
export function mostProperties(ground: Ground, term: Term): number {
  const open = [undefined, ...patternsOf(term)].some((pattern) => !ground.emptyBelow(undeclaredOf(ground.reader, term, pattern)));
  if (open) return Infinity;
  return [...declaredNames(ground.reader, term)].filter((name) => !forbids(ground, term, name)).length;
}

export const dependentRequired: Rule = (ground, term, right) =>
  right.dependentRequired.every(([name, names]) => {
    if (inherited(name) || names.some(inherited)) return false;
    const present = ground.term([...term.atoms, ground.made(right, { required: [name] })]);
    return names.every((each) => present.required.has(each)) || forbids(ground, term, name);
  });

export const dependentSchemas: Rule = (ground, term, right) =>
  right.dependentSchemas.every(([name, schema]) => {
    if (inherited(name)) return false;
    const present = [...term.atoms, ground.made(right, { type: 'object', required: [name] })];
    return forbids(ground, term, name) || ground.here(present, ground.reader.read(right.doc, schema));
  });
