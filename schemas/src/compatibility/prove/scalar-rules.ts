// Rules for numbers and strings (JSON Schema Validation, clauses 6.2 and 6.3).
import { comparedPattern } from '../dialect';
import { numberOf, own } from '../node';
import type { Rule } from './rule';
import { boundOf, countOf, type Term } from './term';

const numeric = (term: Term) => term.kinds.has('integer') || term.kinds.has('fraction');

export const lowerBound: Rule = (_ground, term, { source }) => {
  if (!numeric(term)) return true;
  const have = boundOf(term, 'lower');
  const least = numberOf(source, 'minimum');
  const above = numberOf(source, 'exclusiveMinimum');
  return (least === undefined || have.value >= least) && (above === undefined || have.value > above || (have.value === above && have.strict));
};

export const upperBound: Rule = (_ground, term, { source }) => {
  if (!numeric(term)) return true;
  const have = boundOf(term, 'upper');
  const most = numberOf(source, 'maximum');
  const under = numberOf(source, 'exclusiveMaximum');
  return (most === undefined || have.value <= most) && (under === undefined || have.value < under || (have.value === under && have.strict));
};

/** Division of doubles is exact enough only for whole numbers; anything else must be the same divisor. */
export const multipleOf: Rule = (_ground, term, { source }) => {
  const divisor = numberOf(source, 'multipleOf');
  if (divisor === undefined || !numeric(term)) return true;
  const divisors = term.atoms.map((atom) => numberOf(atom.source, 'multipleOf')).filter((each) => each !== undefined);
  if (divisors.includes(divisor)) return true;
  const whole = !term.kinds.has('fraction') || divisors.includes(1);
  return whole && Number.isSafeInteger(divisor) && (divisor === 1 || divisors.some((each) => Number.isSafeInteger(each) && each % divisor === 0));
};

export const lengths: Rule = (_ground, term, { source }) => {
  if (!term.kinds.has('string')) return true;
  const least = numberOf(source, 'minLength') ?? 0;
  const most = numberOf(source, 'maxLength') ?? Infinity;
  return countOf(term, 'minLength') >= least && countOf(term, 'maxLength') <= most;
};

/** Patterns that every string matches. */
const ALL = new Set(['', '^', '$', '.*', '^.*', '.*$', '^[\\s\\S]*$', '[\\s\\S]*']);

export const pattern: Rule = (_ground, term, { source }) => {
  const wanted = own(source, 'pattern');
  if (typeof wanted !== 'string' || !term.kinds.has('string') || ALL.has(wanted)) return true;
  if (wanted === '.+' || wanted === '.') return false;
  return term.atoms.some((atom) => {
    const have = own(atom.source, 'pattern');
    return typeof have === 'string' && (have === wanted || (literalsOf(have)?.every((text) => comparedPattern(wanted).test(text)) ?? false));
  });
};

/** The strings of `^(a|b|c)$` or `^a$`; undefined for any other pattern. */
export function literalsOf(text: string): readonly string[] | undefined {
  const group = /^\^\((?:\?:)?([^()[\]{}.*+?\\^$]*)\)\$$/u.exec(text) ?? /^\^([^()[\]{}.*+?\\^$|]*)\$$/u.exec(text);
  return group?.[1]?.split('|');
}

export const format: Rule = (ground, term, { source }) => {
  const wanted = own(source, 'format');
  if (wanted === undefined || !ground.formats) return true;
  return !(term.kinds.has('string') || numeric(term)) || term.atoms.some((atom) => own(atom.source, 'format') === wanted);
};
