// Column lineage: for every target field the source fields and the chain of ops that it comes of. Kept once per table version.
import { parseCall } from './chain';
import type { ListSpec, MappingTable, RowSpec } from './table';

export interface FieldLineage {
  /** Target as a dot path; `[]` marks a list. */
  readonly target: string;
  /** Source paths from the record's root, `$const.` and `$meta.` as written; `[]` marks a list. */
  readonly sources: readonly string[];
  /** Names of the ops in order. */
  readonly ops: readonly string[];
  /** Lookup tables that take part. */
  readonly lookups: readonly string[];
  /** True when the value is written in the table itself. */
  readonly literal: boolean;
  readonly when?: string;
  readonly line: number;
}

export function lineageOf(table: MappingTable): readonly FieldLineage[] {
  return rowsLineage(table, table.rows, table.each === undefined ? '' : `${table.each}[].`, '', ['rows']);
}

function rowsLineage(table: MappingTable, rows: readonly RowSpec[], source: string, target: string, at: (string | number)[]): FieldLineage[] {
  return rows.flatMap((row, index) => {
    const here = [...at, index];
    if (row.list) return listLineage(table, row.list, source, `${target}${row.to}[].`, [...here, 'list']);
    return [valueLineage(row, source, target, table.lineOf(here))];
  });
}

function listLineage(table: MappingTable, list: ListSpec, source: string, target: string, at: (string | number)[]): FieldLineage[] {
  if (list.of) return list.of.flatMap((group, index) => rowsLineage(table, group.rows, source, target, [...at, 'of', index, 'rows']));
  const inner = `${absolute(list.from ?? list.split ?? '', source)}[].`;
  return rowsLineage(table, list.rows ?? [], inner, target, [...at, 'rows']);
}

function valueLineage(row: RowSpec, source: string, target: string, line: number): FieldLineage {
  const calls = (row.ops ?? []).flatMap((written) => parseCall(written) ?? []);
  const lookups = calls.filter((call) => call.name === 'lookup').map((call) => call.args as { table: string; key: string[]; at?: string });
  const keys = lookups.flatMap((lookup) => [...lookup.key.filter((part) => part.startsWith('$') && part !== '$value'), ...(lookup.at === undefined ? [] : [lookup.at])]);
  const sources = [...[row.from ?? []].flat(), ...keys].map((path) => absolute(path, source));
  return {
    target: target + row.to,
    sources: [...new Set(sources)],
    ops: calls.map((call) => call.name),
    lookups: lookups.map((lookup) => lookup.table),
    literal: row.value !== undefined,
    ...(row.when === undefined ? {} : { when: row.when }),
    line,
  };
}

function absolute(path: string, source: string): string {
  if (path.startsWith('$root.')) return path.slice('$root.'.length);
  if (path === '$item') return source.replace(/\.$/, '');
  if (path.startsWith('$item.') || path.startsWith('$element.')) return source + path.slice(path.indexOf('.') + 1);
  return path.startsWith('$') ? path : source + path;
}
