// Terms that allow only a short list of values: those are tried one by one with ajv instead of being reasoned about.
import { own } from '../node';
import { sameJson, type Facts, type Kind } from '../facts';
import { literalsOf } from './scalar-rules';
import { boundOf, kindOfValue, type Term } from './term';

const MAX_RANGE = 64;

/** A list that contains every value the term allows (perhaps more), or undefined when there is no short list. */
export function finiteValues(term: Term): readonly unknown[] | undefined {
  const lists = term.atoms.map((atom) => atom.values).filter((values) => values !== undefined);
  const shortest = lists.sort((a, b) => a.length - b.length)[0];
  if (shortest) return shortest.filter((value) => term.kinds.has(kindOfValue(value)) && lists.every((list) => list.some((each) => sameJson(each, value))));
  const found: unknown[] = [];
  for (const kind of term.kinds) {
    const values = valuesOf(kind, term);
    if (!values) return undefined;
    found.push(...values);
  }
  return found;
}

function valuesOf(kind: Kind, term: Term): readonly unknown[] | undefined {
  if (kind === 'null') return [null];
  if (kind === 'boolean') return [true, false];
  if (kind === 'integer') return rangeOf(term);
  return kind === 'string' ? term.atoms.map(literals).find((list) => list !== undefined) : undefined;
}

function literals(atom: Facts): readonly string[] | undefined {
  const pattern = own(atom.source, 'pattern');
  return typeof pattern === 'string' ? literalsOf(pattern) : undefined;
}

function rangeOf(term: Term): readonly number[] | undefined {
  const lower = Math.ceil(boundOf(term, 'lower').value);
  const upper = Math.floor(boundOf(term, 'upper').value);
  if (!(upper - lower <= MAX_RANGE) || !Number.isSafeInteger(lower) || !Number.isSafeInteger(upper)) return undefined;
  return Array.from({ length: Math.max(0, upper - lower + 1) }, (_, step) => lower + step);
}

/** Whether some node of the term surely refuses the value. */
export function refusedBy(term: Term, value: unknown): boolean {
  return term.atoms.some((atom) => atom.never || (atom.node !== undefined && atom.doc.acceptsAt(atom.node, value) === false));
}
