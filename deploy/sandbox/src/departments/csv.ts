// Writing CSV as the departments do: header row, CR LF, quotes where needed.
import type { Native } from '../city/emission';

/** A torn row (`$torn`) is written as it stands. Columns are those of `columns` that the first row has. */
export function csv(columns: readonly string[], rows: readonly Native[]): string {
  const first = rows.find((row) => row.$torn === undefined) ?? {};
  const header = columns.filter((column) => column in first);
  const lines = rows.map((row) => (row.$torn === undefined ? header.map((column) => cell(String(row[column] ?? ''))).join(',') : String(row.$torn)));
  return [header.map(cell).join(','), ...lines, ''].join('\r\n');
}

function cell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
