// What happens in the city: one native record appearing in one system, and what the hub must make of it.

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
export type JsonRecord = { [name: string]: Json };
/** A record as its system holds it: a row, a JSON object, an XML element. */
export type Native = JsonRecord;

export type FaultKind = 'missing' | 'number' | 'date' | 'code' | 'checkDigit' | 'format' | 'range' | 'lookup' | 'unreadable';

/** What was made wrong: the native field and, where it differs in kind, the canonical target. */
export interface Fault {
  readonly fault: FaultKind;
  readonly field: string;
  readonly target?: string;
}

/** See departments/README.md. */
export type Fate = 'stored' | 'quarantined' | 'duplicate' | 'stale' | 'skipped';

/** One line of the truth. */
export interface TruthRow {
  /** Ordinal of the emission: 1, 2, 3 … in time order. */
  readonly n: number;
  /** Epoch ms at which the native system got the record. */
  readonly at: number;
  /** `<department>.<record>`. */
  readonly record: string;
  /** Plant number, else ''. */
  readonly instance: string;
  /** The channel by which it came, and the file if it came in one. */
  readonly channel: string;
  readonly file?: string;
  readonly nativeKey: string;
  readonly dataset: string;
  /** Canonical key fields joined by `|` (`\` and `|` escaped). */
  readonly key: string;
  readonly version: number;
  readonly fate: Fate;
  /** Absent for quarantined and skipped records. */
  readonly doc?: JsonRecord;
  /** Fields that the hub replaces by pseudonyms: dot path → plain folded text. */
  readonly refs?: Readonly<Record<string, string>>;
  readonly faults?: readonly Fault[];
}

export interface Emission {
  readonly n: number;
  readonly at: number;
  readonly record: string;
  readonly instance: string;
  /** Which of a record's channels: `main` or the second one (`csv`, `rest`). */
  readonly channel: string;
  /** Drop-folder file that holds the record; records of one file come together. */
  readonly file?: string;
  readonly native: Native;
  /** Absent for what the hub never sees (a bid at the procurement venue). */
  readonly truth?: TruthRow;
}

/** Canonical key as the hub writes it in `subject`. */
export function keyText(fields: readonly string[], doc: Readonly<Record<string, Json>>): string {
  return fields.map((field) => String(doc[field]).replace(/[\\|]/g, '\\$&')).join('|');
}
