// The read side's contract: what GraphQL, exports and rules may ask of a dataset, the same on both databases.
import type { JsonObject, JsonValue } from '@lianshu/schemas';

export type CompareOp = 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte' | 'startsWith' | 'contains';

/** A comparison names a searchable field (DatasetPlan.columns, or an array field of DatasetPlan.arrays, which then means
 *  "some element"). Values are document values: JSON numbers, RFC 3339 instants with any offset, days as YYYY-MM-DD.
 *  Numbers compare as numbers, instants as instants, strings by code point. An absent field matches only `isNull: true` and `not`. */
export type Condition =
  | { readonly field: string; readonly op: CompareOp; readonly value: JsonValue }
  | { readonly field: string; readonly op: 'in'; readonly value: readonly JsonValue[] }
  | { readonly field: string; readonly op: 'isNull'; readonly value: boolean }
  | { readonly and: readonly Condition[] }
  | { readonly or: readonly Condition[] }
  | { readonly not: Condition };

export interface Order {
  readonly field: string;
  readonly direction: 'asc' | 'desc';
}

/** Where a row came from: what the store knows besides the document. */
export interface Provenance {
  readonly eventId: string;
  readonly source: string;
  readonly version: { readonly declared: number; readonly fetchedAt: number };
  readonly contentHash: string;
  /** Version number of the canonical schema that the document was checked against. */
  readonly schemaVersion: number;
  /** `<table>@<version>`. */
  readonly mapping: string;
  /** Epoch ms on the hub's clock. */
  readonly receivedAt: number;
  readonly voided: boolean;
}

export interface Row {
  /** Business key: key fields joined by `|`. */
  readonly key: string;
  readonly doc: JsonObject;
  readonly provenance: Provenance;
}

export interface Filter {
  readonly dataset: string;
  readonly where?: Condition;
  /** The access plan's predicate: holds together with `where`. */
  readonly predicate?: Condition;
  /** Withdrawn documents too (default: no). */
  readonly withVoided?: boolean;
}

export interface FindRequest extends Filter {
  /** Ties, and no order at all, go by order of first arrival. Absent values come first ascending, last descending. */
  readonly orderBy?: readonly Order[];
  /** 1 … 1000. */
  readonly first: number;
  /** `cursor` of a row of an earlier answer to the same orderBy. A cursor of another order throws CURSOR_INVALID. */
  readonly after?: string;
}

export interface PageRow extends Row {
  readonly cursor: string;
}

export interface FoundPage {
  readonly rows: readonly PageRow[];
  readonly endCursor: string | null;
  readonly hasNext: boolean;
}

export interface AggregateRequest extends Filter {
  readonly groupBy?: readonly string[];
  readonly avg?: readonly string[];
  readonly sum?: readonly string[];
  /** Numbers, instants or days. */
  readonly min?: readonly string[];
  readonly max?: readonly string[];
  /** At most this many groups, largest count first (default 1000). */
  readonly first?: number;
}

/** `sum` and `avg` of scaled fields are computed exactly; `avg` is rounded to scale + 4 places. Null where no value is there. */
export interface AggregateRow {
  readonly group: Readonly<Record<string, JsonValue>>;
  readonly count: number;
  readonly avg: Readonly<Record<string, number | null>>;
  readonly sum: Readonly<Record<string, number | null>>;
  readonly min: Readonly<Record<string, JsonValue>>;
  readonly max: Readonly<Record<string, JsonValue>>;
}

export interface LinkedRequest extends Filter {
  /** Fields of `dataset` that must equal the owner's values, in the order of the values; one of them may be an array field. */
  readonly fields: readonly string[];
  /** One tuple of values per owner. A tuple with a null has no linked rows. */
  readonly owners: readonly (readonly JsonValue[])[];
  readonly orderBy?: readonly Order[];
  /** Per owner. */
  readonly first: number;
  readonly after?: string;
  /** Also count each owner's rows (before `first` and `after`). */
  readonly totals?: boolean;
}

export interface LinkedPage extends FoundPage {
  /** Null unless `totals` was asked for. */
  readonly total: number | null;
}

export interface UnresolvedLink {
  readonly dataset: string;
  readonly field: string;
  /** Name of the link (`x-ref.as`). */
  readonly link: string;
  readonly target: string;
  readonly key: string;
  readonly value: JsonValue;
}

export interface Reader {
  /** A page of rows in the order asked for. Unknown or unsearchable fields throw FIELD_NOT_SEARCHABLE; one SQL statement. */
  find(request: FindRequest): Promise<FoundPage>;
  count(filter: Filter): Promise<number>;
  /** One row per group; one row (count 0 if empty) without groupBy. */
  aggregate(request: AggregateRequest): Promise<readonly AggregateRow[]>;
  /** Rows by business key, in the order of the keys; null where none (or withdrawn, or outside the predicate). One SQL statement. */
  byKeys(dataset: string, keys: readonly string[], filter?: Omit<Filter, 'dataset'>): Promise<readonly (Row | null)[]>;
  /** Linked rows of every owner, in the order of the owners; one SQL statement for up to 1000 owners. */
  linked(request: LinkedRequest): Promise<readonly LinkedPage[]>;
  /** Links of a dataset whose target has not come yet. */
  unresolved(dataset: string, first: number): Promise<readonly UnresolvedLink[]>;
}
