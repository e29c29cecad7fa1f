// Which fields of a dataset this view may search, sort, group and count by: searchable in the store and visible, both.
import type { SchemaNode } from '@lianshu/schemas';
import type { DatasetView } from '../../access/view';
import type { ArrayIndex, Column, DatasetPlan } from '../../store/dataset-plan';

export interface Searchable {
  readonly columns: readonly (Column & { readonly node: SchemaNode })[];
  readonly arrays: readonly (ArrayIndex & { readonly node: SchemaNode })[];
}

export function searchableOf(view: DatasetView, plan: DatasetPlan): Searchable {
  const visible = view.schema.properties ?? {};
  const withNode = <T extends { readonly field: string }>(parts: readonly T[]): (T & { node: SchemaNode })[] =>
    parts.flatMap((part) => {
      const node = Object.hasOwn(visible, part.field) ? visible[part.field] : undefined;
      return node ? [{ ...part, node }] : [];
    });
  return { columns: withNode(plan.columns), arrays: withNode(plan.arrays) };
}

export type SearchColumn = Searchable['columns'][number];

/** Long texts can be filtered, but neither sorted nor grouped by. */
export function isSortable({ kind }: SearchColumn): boolean {
  return kind !== 'text';
}

export function isNumeric({ kind }: SearchColumn): boolean {
  return kind === 'integer' || kind === 'decimal' || kind === 'float';
}

export function isOrdered(column: SearchColumn): boolean {
  return isNumeric(column) || column.kind === 'instant' || column.kind === 'date';
}
