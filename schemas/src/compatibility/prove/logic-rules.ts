// Rules for combining keywords (JSON Schema Core clause 10.2): references and allOf, anyOf, oneOf, not, if/then/else.
import type { SchemaNode } from '../node';
import type { Rule } from './rule';
import { sameMeaning } from './same';

export const allOf: Rule = (ground, term, right) => right.allOf.every((branch) => ground.here(term.atoms, ground.reader.read(right.doc, branch)));

export const anyOf: Rule = (ground, term, right) =>
  right.anyOf.every((branches) => branches.some((branch) => ground.here(term.atoms, ground.reader.read(right.doc, branch))) || term.atoms.some((atom) => sameMeaning(atom, right, ['anyOf'])));

/** One branch holds and every other one cannot. */
export const oneOf: Rule = (ground, term, right) => {
  const branches = right.oneOf?.map((branch) => ground.reader.read(right.doc, branch));
  if (!branches || term.atoms.some((atom) => sameMeaning(atom, right, ['oneOf']))) return true;
  const holding = branches.findIndex((branch) => ground.here(term.atoms, branch));
  return holding >= 0 && branches.every((branch, at) => at === holding || ground.emptyHere([...term.atoms, branch]));
};

export const not: Rule = (ground, term, right) => {
  if (right.not === undefined || term.atoms.some((atom) => sameMeaning(atom, right, ['not']))) return true;
  return ground.emptyHere([...term.atoms, ground.reader.read(right.doc, right.not)]);
};

export const condition: Rule = (ground, term, right) => {
  if (!right.condition || term.atoms.some((atom) => sameMeaning(atom, right, ['if', 'then', 'else']))) return true;
  const { when, then, otherwise } = right.condition;
  const read = (schema: SchemaNode) => ground.reader.read(right.doc, schema);
  const refuted = ground.reader.derive(read(true), `not:${read(when).id}`, { not: when });
  const thenHolds = then === true || ground.here([...term.atoms, read(when)], read(then));
  return thenHolds && (otherwise === true || ground.here([...term.atoms, refuted], read(otherwise)));
};
