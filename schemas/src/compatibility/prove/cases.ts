// Ways to divide a term into cases that together cover it: branches, conditions, types, the values of a deciding property.
import type { Facts } from '../facts';
import { finiteValues } from './finite';
import type { Ground } from './rule';
import { propertyOf, type Term } from './term';

const MAX_VALUES = 16;

/** The branches of the first anyOf, oneOf or if; undefined when there is none. */
export function branchCases(ground: Ground, term: Term): Facts[][] | undefined {
  const atom = term.atoms.find((each) => each.anyOf.length > 0 || each.oneOf !== undefined || each.condition !== undefined);
  if (!atom) return undefined;
  const others = term.atoms.filter((each) => each !== atom);
  const { reader } = ground;
  if (atom.anyOf.length > 0) return (atom.anyOf[0] ?? []).map((branch) => [...others, reader.derive(atom, 'without anyOf', { anyOf: atom.anyOf.slice(1) }), reader.read(atom.doc, branch)]);
  if (atom.oneOf) return atom.oneOf.map((branch) => [...others, reader.derive(atom, 'without oneOf', { oneOf: undefined }), reader.read(atom.doc, branch)]);
  return conditionCases(ground, others, atom);
}

function conditionCases({ reader }: Ground, others: readonly Facts[], atom: Facts): Facts[][] {
  const { when, then, otherwise } = atom.condition ?? { when: true, then: true, otherwise: true };
  const rest = reader.derive(atom, 'without if', { condition: undefined });
  const refuted = reader.derive(reader.read(atom.doc, true), `not:${reader.read(atom.doc, when).id}`, { not: when });
  return [
    [...others, rest, reader.read(atom.doc, when), reader.read(atom.doc, then)],
    [...others, rest, refuted, reader.read(atom.doc, otherwise)],
  ];
}

/** One case for each JSON type. */
export function kindCases({ reader }: Ground, term: Term): Facts[][] | undefined {
  const first = term.atoms[0];
  if (!first || term.kinds.size < 2) return undefined;
  return [...term.kinds].map((kind) => [...term.atoms, reader.derive(reader.read(first.doc, true), `kind:${kind}`, { kinds: new Set([kind]) })]);
}

/** One case for each value of a required property with a short list of values. */
export function valueCases(ground: Ground, term: Term): Facts[][] | undefined {
  const first = term.atoms[0];
  if (!first || term.kinds.size !== 1 || !term.kinds.has('object')) return undefined;
  for (const name of term.required) {
    const values = finiteValues(ground.term(propertyOf(ground.reader, term, name)));
    if (values && values.length > 1 && values.length <= MAX_VALUES) return values.map((value) => [...term.atoms, ground.made(first, { properties: { [name]: { const: value } } })]);
  }
  return undefined;
}
