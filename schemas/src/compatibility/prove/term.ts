// The writer's side of a proof: a conjunction of nodes, and what surely follows from it. Every answer errs on the side of "could be".
import { comparedPattern } from '../dialect';
import { KINDS, type FactReader, type Facts, type Kind } from '../facts';
import { numberOf, type SchemaNode } from '../node';
import { extraItems, extraProperties } from './coverage';

export interface Term {
  readonly atoms: readonly Facts[];
  readonly key: string;
  readonly kinds: ReadonlySet<Kind>;
  readonly required: ReadonlySet<string>;
}

const MAX_ATOMS = 400;

/** Flattens references, allOf and triggered dependent schemas into one list of nodes. */
export function termOf(reader: FactReader, start: readonly Facts[]): Term {
  const atoms = new Map<number, Facts>();
  const required = new Set<string>();
  const queue = [...start];
  for (let before = -1; before !== required.size + atoms.size; ) {
    before = required.size + atoms.size;
    for (let next = queue.pop(); next; next = queue.pop()) if (!atoms.has(next.id) && atoms.size < MAX_ATOMS) absorb(next, atoms, required, queue, reader);
    const objectsOnly = [...kindsOf([...atoms.values()])].every((kind) => kind === 'object');
    for (const atom of atoms.values()) trigger(atom, required, objectsOnly ? queue : [], reader);
    if (queue.some((facts) => !atoms.has(facts.id))) before = -1;
    if (atoms.size >= MAX_ATOMS) break;
  }
  const list = [...atoms.values()].sort((a, b) => a.id - b.id);
  return { atoms: list, key: list.map((atom) => atom.id).join(','), kinds: kindsOf(list), required };
}

function absorb(facts: Facts, atoms: Map<number, Facts>, required: Set<string>, queue: Facts[], reader: FactReader): void {
  atoms.set(facts.id, facts);
  for (const name of facts.required) if (!(name in Object.prototype)) required.add(name);
  for (const branch of facts.allOf) queue.push(reader.read(facts.doc, branch));
}

/** Dependent schemas bind only objects, so they join the term only when nothing else is allowed. */
function trigger(atom: Facts, required: Set<string>, queue: Facts[], reader: FactReader): void {
  for (const [name, names] of atom.dependentRequired) if (required.has(name)) for (const added of names) if (!(added in Object.prototype)) required.add(added);
  for (const [name, schema] of atom.dependentSchemas) if (required.has(name)) queue.push(reader.read(atom.doc, schema));
}

function kindsOf(atoms: readonly Facts[]): ReadonlySet<Kind> {
  let kinds = new Set<Kind>(KINDS);
  for (const atom of atoms) {
    if (atom.never) return new Set();
    if (atom.kinds) kinds = new Set([...kinds].filter((kind) => atom.kinds?.has(kind)));
    if (atom.source.multipleOf === 1) kinds.delete('fraction');
    if (atom.values) kinds = new Set([...kinds].filter((kind) => atom.values?.some((value) => kindOfValue(value) === kind)));
  }
  return kinds;
}

export function kindOfValue(value: unknown): Kind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'fraction';
  return typeof value === 'boolean' ? 'boolean' : typeof value === 'string' ? 'string' : 'object';
}

export interface Bound {
  readonly value: number;
  readonly strict: boolean;
}

/** The tightest lower (or upper) bound on numbers; whole numbers only make it inclusive. */
export function boundOf(term: Term, side: 'lower' | 'upper'): Bound {
  const best = tightest(term, side);
  if (term.kinds.has('fraction') || !Number.isFinite(best.value) || Math.abs(best.value) > 2 ** 52) return best;
  const whole = side === 'lower' ? Math.ceil(best.value) : Math.floor(best.value);
  return { value: whole === best.value && best.strict ? whole + (side === 'lower' ? 1 : -1) : whole, strict: false };
}

function tightest(term: Term, side: 'lower' | 'upper'): Bound {
  const sign = side === 'lower' ? 1 : -1;
  let best: Bound = { value: -Infinity * sign, strict: false };
  for (const atom of term.atoms) {
    for (const bound of boundsOf(atom.source, side)) {
      const gap = (bound.value - best.value) * sign;
      if (gap > 0 || (gap === 0 && bound.strict)) best = bound;
    }
  }
  return best;
}

function boundsOf(source: Facts['source'], side: 'lower' | 'upper'): Bound[] {
  const plain = numberOf(source, side === 'lower' ? 'minimum' : 'maximum');
  const strict = numberOf(source, side === 'lower' ? 'exclusiveMinimum' : 'exclusiveMaximum');
  return [...(plain === undefined ? [] : [{ value: plain, strict: false }]), ...(strict === undefined ? [] : [{ value: strict, strict: true }])];
}

/** The greatest `min…` or least `max…` of a counting keyword. */
export function countOf(term: Term, keyword: string): number {
  const values = term.atoms.map((atom) => numberOf(atom.source, keyword)).filter((value) => value !== undefined);
  return keyword.startsWith('min') ? Math.max(0, ...values) : Math.min(Infinity, ...values);
}

/** All nodes that the value of this property must satisfy. */
export function propertyOf(reader: FactReader, term: Term, name: string): Facts[] {
  return term.atoms.flatMap((atom) => propertyIn(reader, atom, name));
}

function propertyIn(reader: FactReader, atom: Facts, name: string): Facts[] {
  const found: SchemaNode[] = [];
  if (Object.hasOwn(atom.properties, name)) found.push(atom.properties[name] as SchemaNode);
  for (const [pattern, schema] of atom.patterns) if (comparedPattern(pattern).test(name)) found.push(schema);
  if (found.length === 0 && atom.additional !== undefined) found.push(atom.additional);
  const extra = extraProperties(reader, atom);
  if (extra && !extra.names.has(name) && !extra.patterns.some((pattern) => comparedPattern(pattern).test(name))) found.push(extra.schema);
  return found.map((schema) => reader.read(atom.doc, schema));
}

/** All nodes for a property whose name no node declares: it matches `pattern` (as the same text) or, without one, no pattern of this term. */
export function undeclaredOf(reader: FactReader, term: Term, pattern?: string): Facts[] {
  const known = patternsOf(term);
  return term.atoms.flatMap((atom) => {
    const extra = extraProperties(reader, atom);
    const read = (schema: SchemaNode) => reader.read(atom.doc, schema);
    const surelyExtra = extra && (pattern === undefined ? extra.patterns.every((each) => known.has(each)) : extra.patterns.length === 0);
    const more = extra && surelyExtra ? [read(extra.schema)] : [];
    const matched = atom.patterns.filter(([own]) => own === pattern).map(([, schema]) => read(schema));
    if (matched.length > 0) return [...matched, ...more];
    const fallback = atom.additional ?? true;
    if (pattern === undefined || atom.patterns.length === 0) return [read(fallback), ...more];
    return [reader.derive(read(true), `either:${atom.id}`, { anyOf: [[fallback, ...atom.patterns.map(([, schema]) => schema)]] }), ...more];
  });
}

/** All nodes that the item at this index must satisfy; without an index: any item after every listed one. */
export function itemOf(reader: FactReader, term: Term, index: number): Facts[] {
  return term.atoms.flatMap((atom) => {
    const own = index < atom.prefix.length ? atom.prefix[index] : atom.rest;
    const extra = extraItems(reader, atom);
    const more = extra && index >= extra.from ? [extra.schema] : [];
    return [...(own === undefined ? [] : [own]), ...more].map((schema) => reader.read(atom.doc, schema));
  });
}

/** The first index from which every item has the same nodes. */
export function tailOf(reader: FactReader, term: Term): number {
  return Math.max(0, ...term.atoms.map((atom) => Math.max(atom.prefix.length, extraItems(reader, atom)?.from ?? 0)));
}

/** Every name that some node speaks of; any other name is undeclared. */
export function declaredNames(reader: FactReader, term: Term): Set<string> {
  const names = new Set(term.required);
  for (const atom of term.atoms) {
    for (const name of Object.keys(atom.properties)) names.add(name);
    for (const name of extraProperties(reader, atom)?.names ?? []) names.add(name);
    for (const [name, others] of atom.dependentRequired) [name, ...others].forEach((each) => names.add(each));
  }
  return names;
}

export function patternsOf(term: Term): Set<string> {
  return new Set(term.atoms.flatMap((atom) => atom.patterns.map(([pattern]) => pattern)));
}
