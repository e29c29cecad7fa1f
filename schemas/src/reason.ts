// Why a record was refused: the one shape that every stage uses, from the validator to the quarantine screen.

/** A sentence in both of the hub's languages. */
export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** The stage at which a record failed. */
export type ReasonStage = 'read' | 'source' | 'map' | 'canonical' | 'persist' | 'deliver';

/** One reason for a refusal. `got` names the kind of the offending value, never a personal value. */
export interface Reason {
  readonly stage: ReasonStage;
  /** Stable upper-case code, e.g. SCHEMA_REQUIRED, FORMAT_USCC, CODE_UNKNOWN, LOOKUP_MISSING, KEY_OWNED. */
  readonly code: string;
  /** JSON pointer into the native record (read, source, map) or the canonical document. */
  readonly path: string;
  /** For a mapping reason: the target field, as a dot path. */
  readonly target?: string;
  readonly expected: string;
  readonly got: string;
  readonly hint: Bilingual;
  /** For LOOKUP_MISSING: what was looked for, so that the item replays by itself when the key arrives. */
  readonly lookup?: { readonly table: string; readonly key: string };
}

/** The verdict on a record: a bad record returns, it never throws. */
export type Verdict<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reasons: readonly Reason[] };
