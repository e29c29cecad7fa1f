// The contract of a compiled mapping table: a pure function from a native record to canonical documents.
import type { JsonObject, Reason } from '@lianshu/schemas';

/** Effective-dated tables on compacted topics, read synchronously from memory. */
export interface LookupReader {
  /** The value in force at `at` (epoch ms; now when absent), or undefined. Values are strings or flat objects. */
  get(table: string, key: string, at?: number): string | JsonObject | undefined;
}

export interface MapContext {
  /** Constants of the connection: plantUscc, labUscc, sourceSystem … */
  readonly constants: Readonly<Record<string, string>>;
  readonly meta: { readonly key: string; readonly fetchedAt: number; readonly source: string };
  readonly lookups: LookupReader;
  /** Keyed pseudonym of a personal value (HMAC-SM3, hex). */
  readonly pseudonym: (text: string) => string;
}

export interface MappedDocument {
  readonly op: 'upsert' | 'void';
  readonly value: JsonObject;
}

/** `skipped`: the table's `when` is false for this record. */
export type MapResult =
  | { readonly ok: true; readonly documents: readonly MappedDocument[]; readonly skipped: boolean }
  | { readonly ok: false; readonly reasons: readonly Reason[] };

export interface CompiledTable {
  /** `<department>/<record>-to-<dataset>`. */
  readonly table: string;
  readonly version: number;
  /** Source schema id and canonical schema id. */
  readonly from: string;
  readonly to: string;
  readonly dataset: string;
  map(record: JsonObject, context: MapContext): MapResult;
}
