// Telling objects: a smallest and a full one, then each with one thing changed: a property left out, added, or of another value.
import type { Facts } from '../facts';
import { numberOf, schemaOf } from '../node';
import { declaredNames, patternsOf, propertyOf, type Term } from '../prove/term';
import { patternSamples } from './pattern-samples';
import type { Proposer } from './propose';

type Payload = Record<string, unknown>;
const MAX_FILL = 60;
const PAIRED = 7;

export function proposeObjects(proposer: Proposer, w: Term, r: Term, depth: number): unknown[] {
  const names = namesFor(proposer, w, r);
  const base = smallest(proposer, w, r, depth);
  if (base === undefined) return [];
  if (depth > 5) return [base];
  const valid = validValues(proposer, w, r, depth, names);
  const full = { ...base, ...Object.fromEntries(valid) };
  const optional = [...valid.keys()].filter((name) => !w.required.has(name));
  const sets = [base, full, ...optional.map((name) => without(full, name)), ...optional.map((name) => withOne(base, name, valid.get(name)))];
  return [...sets, ...pairs(base, optional, valid), ...counted(proposer, w, r, full, base, depth), ...varied(proposer, w, r, depth, names, base, full)];
}

/** Declared names, names of every pattern, and some that nobody declares. */
function namesFor(proposer: Proposer, w: Term, r: Term): string[] {
  const patterns = new Set([...patternsOf(w), ...patternsOf(r)]);
  const limits = [...w.atoms, ...r.atoms].map((atom) => schemaOf(atom.source, 'propertyNames')).filter((limit) => limit !== undefined);
  const limited = proposer.at([...w.atoms, ...r.atoms].slice(0, 1).map((atom) => proposer.reader.derive(proposer.reader.read(atom.doc, true), 'a name', { kinds: new Set(['string']) })), limitFacts(proposer, r, w), 3);
  const shaped = [...patterns].flatMap((pattern) => patternSamples(pattern, 3));
  const fromLimits = limits.length > 0 ? limited.filter((name): name is string => typeof name === 'string').slice(0, 24) : [];
  return [...new Set([...declaredNames(proposer.reader, w), ...declaredNames(proposer.reader, r), ...shaped, 'unknown', ...fromLimits])];
}

function limitFacts(proposer: Proposer, r: Term, w: Term): Facts[] {
  return [...w.atoms, ...r.atoms].flatMap((atom) => {
    const limit = schemaOf(atom.source, 'propertyNames');
    return limit === undefined ? [] : [proposer.reader.read(atom.doc, limit)];
  });
}

/** Only what must be there; undefined when some required value could not be found. */
function smallest(proposer: Proposer, w: Term, r: Term, depth: number): Payload | undefined {
  const base: Payload = {};
  for (const name of w.required) {
    const value = validAt(proposer, w, r, name, depth);
    if (value === undefined) return undefined;
    Object.defineProperty(base, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return base;
}

function validAt(proposer: Proposer, w: Term, r: Term, name: string, depth: number): unknown {
  return proposer.valid(propertyOf(proposer.reader, w, name), proposer.property(w, r, name, depth));
}

function validValues(proposer: Proposer, w: Term, r: Term, depth: number, names: readonly string[]): Map<string, unknown> {
  const found = new Map<string, unknown>();
  for (const name of names) {
    const value = validAt(proposer, w, r, name, depth);
    if (value !== undefined) found.set(name, value);
  }
  return found;
}

function pairs(base: Payload, optional: readonly string[], valid: ReadonlyMap<string, unknown>): Payload[] {
  const few = optional.slice(0, PAIRED);
  return few.flatMap((a, at) => few.slice(at + 1).map((b) => withOne(withOne(base, a, valid.get(a)), b, valid.get(b))));
}

/** Objects with one property more or less than any stated count. */
function counted(proposer: Proposer, w: Term, r: Term, full: Payload, base: Payload, depth: number): Payload[] {
  const counts = [...w.atoms, ...r.atoms].flatMap((atom) => [numberOf(atom.source, 'minProperties'), numberOf(atom.source, 'maxProperties')]).filter((count) => count !== undefined);
  return [...new Set(counts.flatMap((count) => [count, count + 1, count - 1]))].filter((count) => count >= 0 && count <= MAX_FILL).map((count) => filled(proposer, w, r, full, base, count, depth));
}

function filled(proposer: Proposer, w: Term, r: Term, full: Payload, base: Payload, count: number, depth: number): Payload {
  let made = base;
  const patterned = [...patternsOf(w)].flatMap((pattern) => patternSamples(pattern, count));
  const spare = [...Object.keys(full), ...patterned, ...Array.from({ length: count }, (_, at) => `k${at}`)];
  for (const name of spare) {
    if (Object.keys(made).length >= count) break;
    const value = Object.hasOwn(full, name) ? full[name] : validAt(proposer, w, r, name, depth);
    if (value !== undefined) made = withOne(made, name, value);
  }
  return made;
}

/** Each name with each of its proposals, on the smallest and on the full object; names take turns. */
function varied(proposer: Proposer, w: Term, r: Term, depth: number, names: readonly string[], base: Payload, full: Payload): Payload[] {
  const lists = names.map((name) => ({ name, values: proposer.property(w, r, name, depth) }));
  const longest = Math.max(0, ...lists.map(({ values }) => values.length));
  const out: Payload[] = [];
  for (let at = 0; at < longest; at += 1) {
    for (const { name, values } of lists) {
      if (at >= values.length) continue;
      out.push(withOne(base, name, values[at]));
      if (at < 40) out.push(withOne(full, name, values[at]));
    }
  }
  return out;
}

function withOne(object: Payload, name: string, value: unknown): Payload {
  return Object.defineProperty({ ...object }, name, { value, enumerable: true, configurable: true, writable: true });
}

function without(object: Payload, name: string): Payload {
  return Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));
}
