// What the comparison of two JSON Schemas takes and answers.
import type { Bilingual } from '../reason';

export type JsonSchema = boolean | Readonly<Record<string, unknown>>;

export type CompatibilityMode = 'BACKWARD' | 'FORWARD' | 'FULL' | 'BACKWARD_TRANSITIVE' | 'FORWARD_TRANSITIVE' | 'FULL_TRANSITIVE' | 'NONE';

/** safe: proved by rules. breaks: a payload shows it. undecided: neither; a named person must sign. */
export type CompatibilityVerdict = 'safe' | 'breaks' | 'undecided';

export interface CompareOptions {
  readonly mode: CompatibilityMode;
  /** true: the reader ignores undeclared properties and the writer sends none (docs/decisions/0007-compatibility.md). */
  readonly lenient?: boolean;
  /** true: `format` is asserted; false: an annotation. Absent: unknown, so safe is proved for both and a witness needs none. */
  readonly formats?: boolean;
  /** Milliseconds on any steady clock; the deadline of the search is read from it. Default: performance.now. */
  readonly now?: () => number;
}

/** Whom a change hurts: narrows = old data may be refused by new; widens = new data may be refused by old; both; none = wording only. */
export type ChangeEffect = 'narrows' | 'widens' | 'both' | 'none';

export interface SchemaChange {
  /** JSON pointer into the schema (the old one for what went away, else the new one). */
  readonly path: string;
  readonly kind: string;
  readonly effect: ChangeEffect;
  /** true: under the asked mode this change may refuse payloads. */
  readonly breaking: boolean;
  readonly text: Bilingual;
  readonly fix?: Bilingual;
}

export interface Comparison {
  /** false also when undecided. */
  readonly compatible: boolean;
  readonly verdict: CompatibilityVerdict;
  /** A payload valid under the writer's schema and refused by the reader's; absent unless the verdict is breaks. */
  readonly witness?: unknown;
  /** Which promise the witness breaks, and (transitive modes) the index of the old version it was found against. */
  readonly broken?: { readonly promise: 'BACKWARD' | 'FORWARD'; readonly against: number };
  readonly changes: readonly SchemaChange[];
}
