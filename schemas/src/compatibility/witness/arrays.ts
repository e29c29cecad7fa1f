// Telling arrays: of every length around the stated ones, with one item changed, with repeated items, with and without what `contains` asks.
import { numberOf } from '../node';
import { itemOf, tailOf, type Term } from '../prove/term';
import type { Proposer } from './propose';

const MAX_LENGTH = 120;
const VARIED = 6;

export function proposeArrays(proposer: Proposer, w: Term, r: Term, depth: number): unknown[] {
  const wanted = containedBy(proposer, w, r, depth);
  if (depth > 5) return [filled(proposer, w, r, least(w), depth, [])];
  const lengths = lengthsFor(proposer, w, r);
  const plain = lengths.map((length) => filled(proposer, w, r, length, depth, []));
  const holding = lengths.flatMap((length) => wanted.slice(0, 12).flatMap((value) => [filled(proposer, w, r, length, depth, [value]), Array.from({ length }, () => value)]));
  return [...plain, ...repeated(plain), ...varied(proposer, w, r, depth, plain), ...holding];
}

function least(w: Term): number {
  return Math.min(MAX_LENGTH, Math.max(0, ...w.atoms.map((atom) => Math.max(numberOf(atom.source, 'minItems') ?? 0, atom.contains?.min ?? 0))));
}

function lengthsFor(proposer: Proposer, w: Term, r: Term): number[] {
  const atoms = [...w.atoms, ...r.atoms];
  const stated = atoms.flatMap((atom) => [numberOf(atom.source, 'minItems'), numberOf(atom.source, 'maxItems'), atom.contains?.min, atom.contains?.max]).filter((count) => count !== undefined);
  const tails = [tailOf(proposer.reader, w), tailOf(proposer.reader, r)];
  const near = [...stated, ...tails].flatMap((count) => [count, count + 1, count - 1]);
  return [...new Set([least(w), ...near, 0, 1, 2])].filter((count) => Number.isInteger(count) && count >= 0 && count <= MAX_LENGTH);
}

/** Valid items in order, as different from each other as the proposals allow; `first` comes before them. */
function filled(proposer: Proposer, w: Term, r: Term, length: number, depth: number, first: readonly unknown[]): unknown[] {
  const out: unknown[] = [];
  const used = new Set<string>();
  for (let index = 0; index < length; index += 1) {
    const nodes = itemOf(proposer.reader, w, index);
    const proposals = proposer.item(w, r, index, depth);
    const given = first[index];
    const value = given ?? proposer.valid(nodes, proposals.filter((each) => !used.has(JSON.stringify(each)))) ?? proposer.valid(nodes, proposals);
    if (value === undefined) break;
    used.add(JSON.stringify(value));
    out.push(value);
  }
  return out;
}

function repeated(arrays: readonly (readonly unknown[])[]): unknown[][] {
  return arrays.flatMap((items) => (items.length > 0 ? [[...items, items[0]], items.map(() => items[0])] : []));
}

function varied(proposer: Proposer, w: Term, r: Term, depth: number, arrays: readonly (readonly unknown[])[]): unknown[][] {
  const bases = arrays.filter((items) => items.length > 0).slice(0, VARIED);
  return bases.flatMap((items) =>
    items.slice(0, VARIED).flatMap((_, index) => proposer.item(w, r, index, depth).map((value) => items.map((item, at) => (at === index ? value : item)))),
  );
}

function containedBy(proposer: Proposer, w: Term, r: Term, depth: number): readonly unknown[] {
  return [...w.atoms, ...r.atoms].flatMap((atom) => {
    if (!atom.contains) return [];
    const node = proposer.reader.read(atom.doc, atom.contains.schema);
    return proposer.at([...itemOf(proposer.reader, w, 0), node], itemOf(proposer.reader, r, 0), depth + 1);
  });
}
