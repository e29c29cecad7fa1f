// Proofs that no payload satisfies a term: per JSON type, some two demands exclude each other.
import type { Kind } from '../facts';
import { leastItems, mostItems } from './array-rules';
import { finiteValues, refusedBy } from './finite';
import { mostProperties } from './object-rules';
import type { Ground } from './rule';
import { boundOf, countOf, itemOf, propertyOf, tailOf, type Term } from './term';

export function isEmpty(ground: Ground, term: Term): boolean {
  if (term.kinds.size === 0) return true;
  const values = finiteValues(term);
  if (values?.every((value) => refusedBy(term, value))) return true;
  return refuted(ground, term) || [...term.kinds].every((kind) => kindIsEmpty(ground, term, kind));
}

/** The term demands `not X` and the rest of it is all X. */
function refuted(ground: Ground, term: Term): boolean {
  return term.atoms.some((atom) => {
    if (atom.not === undefined) return false;
    const rest = ground.reader.derive(atom, 'without not', { not: undefined });
    return ground.here([...term.atoms.filter((each) => each !== atom), rest], ground.reader.read(atom.doc, atom.not));
  });
}

function kindIsEmpty(ground: Ground, term: Term, kind: Kind): boolean {
  if (kind === 'integer' || kind === 'fraction') return boundsExclude(term);
  if (kind === 'string') return countOf(term, 'minLength') > countOf(term, 'maxLength');
  if (kind === 'array') return arrayIsEmpty(ground, term);
  return kind === 'object' && objectIsEmpty(ground, term);
}

function boundsExclude(term: Term): boolean {
  const lower = boundOf(term, 'lower');
  const upper = boundOf(term, 'upper');
  return lower.value > upper.value || (lower.value === upper.value && (lower.strict || upper.strict));
}

function objectIsEmpty(ground: Ground, term: Term): boolean {
  const least = Math.max(countOf(term, 'minProperties'), term.required.size);
  if (least > countOf(term, 'maxProperties')) return true;
  if ([...term.required].some((name) => ground.emptyBelow(propertyOf(ground.reader, term, name)))) return true;
  return countOf(term, 'minProperties') > 0 && mostProperties(ground, term) < least;
}

function arrayIsEmpty(ground: Ground, term: Term): boolean {
  const least = leastItems(term);
  if (least === 0) return false;
  if (least > mostItems(ground, term)) return true;
  if (tailOf(ground.reader, term) > 0) return false;
  const every = itemOf(ground.reader, term, 0);
  return term.atoms.some((atom) => atom.contains && atom.contains.min > 0 && ground.emptyBelow([...every, ground.reader.read(atom.doc, atom.contains.schema)]));
}
