// Proposes payloads for one place: from what the writer's nodes allow, varied around everything the reader's nodes say differently.
import type { FactReader, Facts } from '../facts';
import type { SchemaNode } from '../node';
import { itemOf, propertyOf, termOf, type Term } from '../prove/term';
import { refusedBy } from '../prove/finite';
import { proposeArrays } from './arrays';
import { proposeObjects } from './objects';
import { numbersFor, stringsFor } from './scalars';

export interface Proposer {
  readonly reader: FactReader;
  readonly late: () => boolean;
  /** Values for a place, the likely valid ones first. */
  at(writer: readonly Facts[], reader: readonly Facts[], depth: number): readonly unknown[];
  property(writer: Term, reader: Term, name: string, depth: number): readonly unknown[];
  item(writer: Term, reader: Term, index: number, depth: number): readonly unknown[];
  /** The first proposal that the writer's nodes do not refuse; undefined when none was found. */
  valid(writer: readonly Facts[], proposals: readonly unknown[]): unknown;
}

/** Proposals kept per place, by depth of the payload. */
const KEPT = [4000, 220, 90, 50, 24, 12];
const DEEPEST = 9;
const MAX_BRANCHING = 3;

export function createProposer(facts: FactReader, late: () => boolean): Proposer {
  const known = new Map<string, readonly unknown[]>();
  const proposer: Proposer = {
    reader: facts,
    late,
    at(writer, reader, depth) {
      const w = termOf(facts, writer);
      const r = termOf(facts, reader);
      const key = `${w.key}|${r.key}|${depth}`;
      const made = known.get(key);
      if (made) return made;
      if (depth > DEEPEST) return [];
      known.set(key, []);
      const proposals = distinct(proposeAt(proposer, w, r, depth, 0), KEPT[Math.min(depth, KEPT.length - 1)] ?? 12);
      known.set(key, proposals);
      return proposals;
    },
    property: (w, r, name, depth) => proposer.at(propertyOf(facts, w, name), propertyOf(facts, r, name), depth + 1),
    item: (w, r, index, depth) => proposer.at(itemOf(facts, w, index), itemOf(facts, r, index), depth + 1),
    valid(writer, proposals) {
      const term = termOf(facts, writer);
      return proposals.find((value) => !refusedBy(term, value));
    },
  };
  return proposer;
}

function proposeAt(proposer: Proposer, w: Term, r: Term, depth: number, branching: number): unknown[] {
  if (proposer.late() || w.kinds.size === 0) return [];
  const lists = [plainProposals(proposer, w, r, depth)];
  if (branching < (depth < 3 ? MAX_BRANCHING : 1)) {
    for (const [left, right] of branchesOf(proposer, w, r)) lists.push(proposeAt(proposer, termOf(proposer.reader, left), termOf(proposer.reader, right), depth, branching + 1));
  }
  return interleave(lists);
}

function plainProposals(proposer: Proposer, w: Term, r: Term, depth: number): unknown[] {
  const atoms = [...w.atoms, ...r.atoms];
  const listed = atoms.flatMap((atom) => atom.values ?? []);
  const given = atoms.flatMap((atom) => [...(Array.isArray(atom.source.examples) ? (atom.source.examples as unknown[]) : []), ...('default' in atom.source ? [atom.source.default] : [])]);
  if (w.atoms.some((atom) => atom.values)) return listed;
  const lists: unknown[][] = [listed, given];
  const { kinds } = w;
  if (kinds.has('object')) lists.push(proposeObjects(proposer, w, r, depth));
  if (kinds.has('array')) lists.push(proposeArrays(proposer, w, r, depth));
  if (kinds.has('string')) lists.push(stringsFor(atoms));
  if (kinds.has('integer') || kinds.has('fraction')) lists.push(numbersFor(atoms).filter((value) => kinds.has('fraction') || Number.isInteger(value)));
  if (kinds.has('boolean')) lists.push([true, false]);
  if (kinds.has('null')) lists.push([null]);
  return interleave(lists);
}

/** The same question with one branch of either side taken. */
function branchesOf(proposer: Proposer, w: Term, r: Term): [readonly Facts[], readonly Facts[]][] {
  const { reader } = proposer;
  const out: [readonly Facts[], readonly Facts[]][] = [];
  for (const atom of w.atoms) {
    const rest = [...w.atoms.filter((each) => each !== atom), reader.derive(atom, 'no branches', { anyOf: [], oneOf: undefined, condition: undefined })];
    for (const branch of choicesOf(atom)) out.push([[...rest, ...branch.map((schema) => reader.read(atom.doc, schema))], r.atoms]);
    for (const hint of hintsOf(atom)) out.push([w.atoms, [...r.atoms, reader.read(atom.doc, hint)]]);
  }
  for (const atom of r.atoms) {
    const rest = [...r.atoms.filter((each) => each !== atom), reader.derive(atom, 'no hints', { anyOf: [], oneOf: undefined, condition: undefined, not: undefined, dependentSchemas: [] })];
    for (const hint of [...choicesOf(atom).map((branch) => branch[0] ?? true), ...choicesOf(atom).map((branch) => branch[1] ?? true), ...hintsOf(atom)]) if (hint !== true) out.push([w.atoms, [...rest, reader.read(atom.doc, hint)]]);
  }
  return out.slice(0, 40);
}

function choicesOf({ anyOf, oneOf, condition, dependentSchemas }: Facts): SchemaNode[][] {
  const conditional = condition ? [[condition.when, condition.then], [condition.otherwise]] : [];
  const dependent = dependentSchemas.map(([name, schema]): SchemaNode[] => [{ required: [name] }, schema]);
  return [...anyOf.flat().map((branch) => [branch]), ...(oneOf ?? []).map((branch) => [branch]), ...conditional, ...dependent];
}

function hintsOf(atom: Facts): SchemaNode[] {
  return atom.not === undefined ? [] : [atom.not];
}

function interleave(lists: readonly (readonly unknown[])[]): unknown[] {
  const out: unknown[] = [];
  const longest = Math.max(0, ...lists.map((list) => list.length));
  for (let at = 0; at < longest; at += 1) for (const list of lists) if (at < list.length) out.push(list[at]);
  return out;
}

function distinct(values: readonly unknown[], limit: number): unknown[] {
  const seen = new Set<string>();
  const out: unknown[] = [];
  for (const value of values) {
    const text = JSON.stringify(value);
    if (text === undefined || seen.has(text)) continue;
    seen.add(text);
    out.push(value);
    if (out.length >= limit) break;
  }
  return out;
}
