// The validated syntax tree of a table: what both engines run. Only `check` makes one.
import type { JsonValue } from '@lianshu/schemas';
import type { Condition } from './expression/condition';
import type { OpCall, Step } from './ops/op';
import type { SourceRef } from './source-path';

export interface TablePlan {
  readonly table: string;
  readonly version: number;
  readonly from: string;
  readonly to: string;
  readonly dataset: string;
  readonly when: Condition | undefined;
  readonly void: Condition | undefined;
  readonly each: SourceRef | undefined;
  readonly level: PlanLevel;
  /** The key fields only: what a withdrawn document needs. */
  readonly keyLevel: PlanLevel;
}

/** Rows that fill one object, in order, and what it must have in the end. */
export interface PlanLevel {
  readonly rows: readonly PlanRow[];
  readonly required: readonly RequiredField[];
}

/** A field that must not be absent; a nested one only when its parent was written. */
export interface RequiredField {
  readonly path: readonly string[];
  readonly target: string;
  /** Where its value would have come from. */
  readonly from: SourceRef | undefined;
}

interface RowBase {
  /** Path of the field within its object. */
  readonly to: readonly string[];
  /** Path from the document's root, for reasons: list positions left out. */
  readonly target: string;
  readonly when: Condition | undefined;
  /** An earlier row may already have written the field: then this one is passed over. */
  readonly later: boolean;
}

export interface ValueRow extends RowBase {
  readonly kind: 'value';
  /** Empty for a literal. */
  readonly from: readonly SourceRef[];
  readonly literal: JsonValue | undefined;
  readonly ops: readonly OpCall[];
  readonly steps: readonly Step[];
  readonly fallback: JsonValue | undefined;
}

export interface ListRow extends RowBase {
  readonly kind: 'list';
  readonly source: ListSource;
}

export type ListSource =
  | { readonly kind: 'from'; readonly ref: SourceRef; readonly keep: Condition | undefined; readonly level: PlanLevel }
  | { readonly kind: 'split'; readonly ref: SourceRef; readonly by: readonly string[]; readonly keep: Condition | undefined; readonly level: PlanLevel }
  | { readonly kind: 'of'; readonly groups: readonly { readonly when: Condition | undefined; readonly level: PlanLevel }[] };

export type PlanRow = ValueRow | ListRow;
