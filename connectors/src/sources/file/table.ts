// Rows of cells to records: header row, titles above it, totals, wrong column counts. For CSV and XLSX alike; pure.
import { readReason } from '../read-reasons';
import type { FileSourceOptions } from './file-options';
import type { FileItem } from './item';

export interface Table {
  /** The record of a row; undefined for the header, titles, blank and skipped rows. `value`: the row's bytes if it cannot be read. */
  item(row: number, cells: readonly string[], value: Buffer): FileItem | undefined;
  /** Whether the row lies below the header. */
  started(row: number): boolean;
  /** There is no usable header: no row can be read. */
  failed(): boolean;
}

export function createTable(options: FileSourceOptions): Table {
  let columns: readonly string[] | undefined = options.headerRow === 0 ? options.columns : undefined;
  let failed = false;
  const header = (row: number, cells: readonly string[], value: Buffer): FileItem | undefined => {
    const names = trimEnd(cells.map((cell) => cell.trim()));
    const repeated = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
    failed = row !== options.headerRow || repeated !== undefined || names.every((name) => name === '');
    if (failed) return { row, value, fatal: true, reason: readReason('READ_HEADER', `column names in row ${options.headerRow}`, repeated ? 'a repeated name' : 'none') };
    columns = names;
    return undefined;
  };
  return {
    item(row, cells, value) {
      if (row < options.headerRow) return undefined;
      if (!columns) return header(row, cells, value);
      return record(columns, options, row, cells, value);
    },
    started: (row) => row > options.headerRow,
    failed: () => failed,
  };
}

function record(columns: readonly string[], options: FileSourceOptions, row: number, cells: readonly string[], value: Buffer): FileItem | undefined {
  if (cells.every((cell) => cell.trim() === '')) return undefined;
  const surplus = cells.slice(columns.length).some((cell) => cell.trim() !== '');
  const named = new Map(columns.flatMap((name, index) => (name === '' ? [] : [[name, cells[index] ?? ''] as const])));
  if (isSkipped(options, named)) return undefined;
  if (surplus || cells.length < columns.length) {
    return { row, value, reason: readReason('READ_COLUMNS', `${columns.length} columns`, `${cells.length} columns`) };
  }
  return { row, value: Buffer.from(JSON.stringify(Object.fromEntries(named))), field: (path) => named.get(path) };
}

function isSkipped(options: FileSourceOptions, named: ReadonlyMap<string, string>): boolean {
  return options.skipRowsWhere.some(({ column, equals, startsWith }) => {
    const cell = named.get(column)?.trim() ?? '';
    return equals !== undefined ? cell === equals : startsWith !== undefined && cell.startsWith(startsWith);
  });
}

function trimEnd(cells: readonly string[]): readonly string[] {
  let length = cells.length;
  while (length > 0 && cells[length - 1] === '') length--;
  return cells.slice(0, length);
}
