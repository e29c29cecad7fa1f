// CSV: rows as JSON of column → original text.
import { parse } from 'csv-parse/sync';
import { readReason } from '../read-reasons';
import { type CsvRow, createCsvRows } from './csv-rows';
import type { FileSourceOptions } from './file-options';
import type { FileItem, TextStream } from './item';
import { createTable } from './table';

export async function* readCsv(text: TextStream, options: FileSourceOptions): AsyncGenerator<FileItem> {
  const rows = createCsvRows(options.delimiter);
  const table = createTable(options);
  for await (const piece of text) {
    const found = rows.write(piece);
    yield* items(found, split(found, options.delimiter), table);
    if (table.failed()) return;
  }
  const found = rows.end();
  yield* items(found, split(found, options.delimiter), table);
}

function* items(rows: readonly CsvRow[], cells: readonly (readonly string[])[], table: ReturnType<typeof createTable>): Generator<FileItem> {
  let whole = 0;
  for (const { row, text, broken } of rows) {
    const value = Buffer.from(text);
    if (broken && table.started(row)) yield { row, value, reason: readReason('READ_MALFORMED', 'quotes that close at the end of a cell', 'a stray or open quote') };
    const item = broken ? undefined : table.item(row, cells[whole++] ?? [], value);
    if (item) yield item;
    if (table.failed()) return;
  }
}

/** Splits whole rows into cells; the rows are already known to be well formed. */
function split(rows: readonly CsvRow[], delimiter: string): readonly (readonly string[])[] {
  const text = rows.flatMap((row) => (row.broken ? [] : [`${row.text}\n`])).join('');
  return parse(text, { delimiter, columns: false, relax_column_count: true, relax_quotes: true, record_delimiter: '\n', skip_empty_lines: false });
}
