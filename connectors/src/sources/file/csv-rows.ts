// Finds the rows of a CSV text, so that one broken row costs only itself: a quote that never closes ends with its line, not with the file.
import { MAX_ROW_CHARS } from './item';

export interface CsvRow {
  /** 1 is the first row of the file; a blank line counts. */
  readonly row: number;
  readonly text: string;
  readonly broken: boolean;
}

/** Rows over more lines than this are taken for a quote that was never closed. */
const MAX_LINES = 200;

export function createCsvRows(delimiter: string) {
  let buffer = '';
  let row = 0;
  const cut = (last: boolean): CsvRow[] => {
    const rows: CsvRow[] = [];
    let at = 0;
    while (at < buffer.length) {
      const found = nextRow(buffer, at, delimiter, last);
      if (!found) break;
      row++;
      const text = buffer.slice(at, found.end).replace(/\r?\n$/, '');
      if (text.trim() !== '') rows.push({ row, text, broken: found.broken });
      at = found.end;
    }
    buffer = buffer.slice(at);
    return rows;
  };
  return {
    write(text: string): CsvRow[] {
      buffer += text;
      return cut(false);
    },
    end: (): CsvRow[] => cut(true),
  };
}

/** Undefined: more text is needed. */
function nextRow(text: string, start: number, delimiter: string, last: boolean): { end: number; broken: boolean } | undefined {
  let at = start;
  let lines = 0;
  for (;;) {
    const field = fieldEnd(text, at, delimiter, last);
    if (field === undefined) return last || text.length - start > MAX_ROW_CHARS ? lineOf(text, start, last) : undefined;
    if (field === -1) return lineOf(text, start, last);
    lines += countLines(text, at, field);
    if (lines > MAX_LINES) return lineOf(text, start, last);
    if (field >= text.length || text[field] === '\n') return { end: Math.min(field + 1, text.length), broken: false };
    at = field + 1;
  }
}

/** Index of the delimiter, line end or text end that closes the field; -1 for a broken quote; undefined while the text is not whole. */
function fieldEnd(text: string, start: number, delimiter: string, last: boolean): number | undefined {
  if (text[start] !== '"') return plainEnd(text, start, delimiter, last);
  let at = start + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    if (quote < 0 || (quote + 1 >= text.length && !last)) return undefined;
    if (text[quote + 1] !== '"') return closedAt(text, quote + 1, delimiter);
    at = quote + 2;
  }
}

function plainEnd(text: string, start: number, delimiter: string, last: boolean): number | undefined {
  let at = start;
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
  return at < text.length || last ? at : undefined;
}

function closedAt(text: string, at: number, delimiter: string): number | undefined {
  const end = text[at] === '\r' ? at + 1 : at;
  if (end >= text.length) return end;
  return text[end] === '\n' || text[at] === delimiter ? end : -1;
}

/** Gives up on the row: only its first line is broken. */
function lineOf(text: string, start: number, last: boolean): { end: number; broken: true } | undefined {
  const end = text.indexOf('\n', start);
  if (end >= 0) return { end: end + 1, broken: true };
  return last || text.length - start > MAX_ROW_CHARS ? { end: text.length, broken: true } : undefined;
}

function countLines(text: string, from: number, to: number): number {
  if (text[from] !== '"') return 0;
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
