// Proves that everything the writer's schema allows is allowed by the reader's. Only a yes means anything: no is "not proved".
// Recursive schemas end by coinduction: a question met again deeper in the payload may be taken as true, since payloads are finite.
import type { SchemaDocument } from '../document';
import { createFactReader, type Facts } from '../facts';
import * as arrays from './array-rules';
import { branchCases, kindCases, valueCases } from './cases';
import { isEmpty } from './empty';
import { finiteValues, refusedBy } from './finite';
import * as logic from './logic-rules';
import * as objects from './object-rules';
import type { Ground, Rule } from './rule';
import { sameMeaning } from './same';
import * as scalars from './scalar-rules';
import { termOf, type Term } from './term';

/** Cheap rules first. */
const RULES: readonly Rule[] = [
  scalars.lowerBound,
  scalars.upperBound,
  scalars.multipleOf,
  scalars.lengths,
  scalars.pattern,
  scalars.format,
  whenObject(objects.required),
  whenArray(arrays.uniqueItems),
  whenObject(objects.properties),
  whenObject(objects.patternProperties),
  whenObject(objects.additionalProperties),
  whenObject(objects.unevaluatedProperties),
  whenObject(objects.propertyNames),
  whenObject(objects.propertyCounts),
  whenObject(objects.dependentRequired),
  whenObject(objects.dependentSchemas),
  whenArray(arrays.itemCounts),
  whenArray(arrays.items),
  whenArray(arrays.unevaluatedItems),
  whenArray(arrays.contains),
  logic.allOf,
  logic.anyOf,
  logic.oneOf,
  logic.not,
  logic.condition,
];

function whenObject(rule: Rule): Rule {
  return (ground, term, right) => !term.kinds.has('object') || rule(ground, term, right);
}

function whenArray(rule: Rule): Rule {
  return (ground, term, right) => !term.kinds.has('array') || rule(ground, term, right);
}

export interface ProofLimits {
  readonly steps: number;
  readonly formats: boolean;
  /** true once time is up. */
  readonly late: () => boolean;
}

/** true: proved. false: not proved within the limits. */
export function provesAll(writer: SchemaDocument, reader: SchemaDocument, limits: ProofLimits): boolean {
  const facts = createFactReader();
  const made = new Map<string, Facts>();
  const ask = createAsker(limits);
  const term = (atoms: readonly Facts[]) => termOf(facts, atoms);
  const here = (left: readonly Facts[], right: Facts): boolean => {
    const subject = term(left);
    return ask.ask(`${subject.key}<${right.id}`, () => holds(ground, subject, right));
  };
  const emptyHere = (left: readonly Facts[]): boolean => {
    const subject = term(left);
    return ask.ask(`${subject.key}<`, () => isEmpty(ground, subject) || (branchCases(ground, subject)?.every(emptyHere) ?? false));
  };
  const ground: Ground = {
    reader: facts,
    formats: limits.formats,
    term,
    here,
    below: (left, right) => ask.deeper(() => here(left, right)),
    emptyHere,
    emptyBelow: (left) => ask.deeper(() => emptyHere(left)),
    made(like, keywords) {
      const key = `${like.doc === writer}${JSON.stringify(keywords)}`;
      const known = made.get(key) ?? facts.read(like.doc, { ...keywords });
      made.set(key, known);
      return known;
    },
  };
  return here([facts.read(writer, writer.root)], facts.read(reader, reader.root));
}

function holds(ground: Ground, term: Term, right: Facts): boolean {
  if (right.node === true) return true;
  if (right.never) return ground.emptyHere(term.atoms);
  if (term.atoms.some((atom) => sameMeaning(atom, right))) return true;
  const values = finiteValues(term);
  if (values && right.node !== undefined && values.every((value) => right.doc.acceptsAt(right.node ?? false, value) === true || refusedBy(term, value))) return true;
  if (direct(ground, term, right) || ground.emptyHere(term.atoms)) return true;
  return divided(ground, term, right);
}

function direct(ground: Ground, term: Term, right: Facts): boolean {
  if (right.unknown || right.values !== undefined) return false;
  if (right.kinds && [...term.kinds].some((kind) => !right.kinds?.has(kind))) return false;
  return RULES.every((rule) => rule(ground, term, right));
}

/** By cases: branches of the writer always, its types and deciding values only where the reader branches. */
function divided(ground: Ground, term: Term, right: Facts): boolean {
  const byBranch = branchCases(ground, term);
  if (byBranch) return byBranch.every((atoms) => ground.here(atoms, right));
  if (right.anyOf.length === 0 && !right.oneOf && !right.condition && right.not === undefined && right.allOf.length === 0) return false;
  const cases = kindCases(ground, term) ?? valueCases(ground, term);
  return cases?.every((atoms) => ground.here(atoms, right)) ?? false;
}

interface Open {
  readonly level: number;
  readonly at: number;
}

/** Remembers answers. A yes that leaned on a question still open is not kept; a question met again at its own level is not proved. */
function createAsker(limits: ProofLimits) {
  const answers = new Map<string, boolean>();
  const open = new Map<string, Open>();
  let steps = 0;
  let level = 0;
  let leans = Infinity;
  const meetAgain = (question: Open): boolean => {
    if (question.level >= level) return false;
    leans = Math.min(leans, question.at);
    return true;
  };
  const answer = (key: string, work: () => boolean): boolean => {
    const outer = leans;
    const at = open.size;
    leans = Infinity;
    open.set(key, { level, at });
    const yes = work();
    open.delete(key);
    if (!yes) leans = Infinity;
    if (yes && leans >= at) {
      answers.set(key, true);
      leans = Infinity;
    }
    leans = Math.min(outer, leans);
    return yes;
  };
  return {
    ask(key: string, work: () => boolean): boolean {
      const known = answers.get(key);
      if (known !== undefined) return known;
      const again = open.get(key);
      if (again) return meetAgain(again);
      steps += 1;
      if (steps > limits.steps || level > 200 || (steps % 64 === 0 && limits.late())) return false;
      return answer(key, work);
    },
    deeper(work: () => boolean): boolean {
      level += 1;
      try {
        return work();
      } finally {
        level -= 1;
      }
    },
  };
}
