// The source seam: connect, read a page with its next checkpoint, be told when it is safe, close.
import type { JsonObject, JsonValue, Reason } from '@lianshu/schemas';

/** One native record as it came: the smallest thing that is checked, mapped and quarantined. */
export interface SourceRecord {
  /** Source key: the named key fields joined by `|`, or file name + `#` + row number. */
  readonly key: string;
  /** Declared version (a number that grows); 0 where the source has none. */
  readonly version: number;
  /** The record's own bytes in UTF-8: a JSON or XML element; rows of SQL, CSV and XLSX as JSON column → original text. */
  readonly value: Buffer;
}

/** A part that could not be split into records: a page, a file, a row. It becomes one quarantine item. */
export interface UnreadablePart {
  readonly key: string;
  readonly value: Buffer;
  readonly reasons: readonly Reason[];
}

export interface Page {
  readonly records: readonly SourceRecord[];
  readonly unreadable: readonly UnreadablePart[];
  /** Where to go on from once this page is safe in the log. */
  readonly checkpoint: JsonValue;
}

export interface Source {
  /** Pages after `checkpoint` (null: from the start) until nothing more is there now. A fault of the far system throws a
   *  HubError (retriable or not); a bad record never throws. Stops soon after `signal` aborts. */
  fetch(checkpoint: JsonValue | null, signal: AbortSignal): AsyncIterable<Page>;
  /** The page's records and its checkpoint are durable: archive the file, acknowledge, forget. */
  acknowledge(page: Page): Promise<void>;
  close(): Promise<void>;
}

export interface SourceDeps {
  readonly clock: Clock;
  readonly log: Log;
  /** 0 ≤ value < 1, for the jitter of retries. Where it is given, createSource and createSink wrap what they make in retries. */
  readonly random?: () => number;
}

/** How a record is written: decides how refine parses its bytes. */
export type RecordFormat = 'json' | 'xml';

export interface SourceKind {
  readonly kind: string;
  /** JSON Schema of the options; properties marked `sensitive: true` are never printed. */
  readonly optionsSchema: JsonObject;
  create(options: JsonObject, deps: SourceDeps): Source;
}

/** Epoch milliseconds. Simulated time in the sandbox and in tests. */
export interface Clock {
  now(): number;
  /** Resolves after `ms` of this clock's time, or at once when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** The part of pino that the floors use. */
export interface Log {
  error(details: object, message: string): void;
  warn(details: object, message: string): void;
  info(details: object, message: string): void;
  debug(details: object, message: string): void;
}
