// What a rule may ask of the prover. A rule answers true only when the keyword surely holds for everything the term allows.
import type { FactReader, Facts } from '../facts';
import type { Term } from './term';

export interface Ground {
  readonly reader: FactReader;
  /** true: formats may be asserted, so they must be proved. */
  readonly formats: boolean;
  term(atoms: readonly Facts[]): Term;
  /** Everything these nodes allow is allowed by `right`, at the same place of the payload. */
  here(left: readonly Facts[], right: Facts): boolean;
  /** The same one level further down in the payload. */
  below(left: readonly Facts[], right: Facts): boolean;
  /** No payload satisfies all these nodes, at the same place. */
  emptyHere(left: readonly Facts[]): boolean;
  emptyBelow(left: readonly Facts[]): boolean;
  /** A made-up node with these keywords, the same object for the same text. */
  made(like: Facts, keywords: Readonly<Record<string, unknown>>): Facts;
}

export type Rule = (ground: Ground, term: Term, right: Facts) => boolean;
