// XLSX: the rows of one sheet as JSON of column → the cell's text. A merged cell counts for every row and column that it covers.
import { type Cell, type CellValue, ValueType, Workbook, type Worksheet } from 'exceljs';
import { readReason } from '../read-reasons';
import { archiveFault } from './archive';
import type { FileSourceOptions } from './file-options';
import type { FileItem } from './item';
import { createTable } from './table';

/** A sheet is held in memory: at most this much when unpacked. */
const MAX_UNPACKED_BYTES = 256 * 1024 * 1024;

export async function* readXlsx(path: string, options: FileSourceOptions): AsyncGenerator<FileItem> {
  const fault = await archiveFault(path, { ...options.zip, maxBytes: Math.min(options.zip.maxBytes, MAX_UNPACKED_BYTES) });
  if (fault) return yield { row: 0, value: Buffer.alloc(0), reason: fault, fatal: true };
  const sheet = await loadSheet(path, options.sheet);
  if (!sheet) {
    const reason = readReason('READ_HEADER', options.sheet === undefined ? 'a workbook with a sheet' : `a sheet named ${options.sheet}`, 'none that can be read');
    return yield { row: 0, value: Buffer.alloc(0), reason, fatal: true };
  }
  const table = createTable(options);
  const width = sheet.columnCount;
  for (let number = 1; number <= sheet.rowCount && !table.failed(); number++) {
    const row = sheet.getRow(number);
    const cells = Array.from({ length: width }, (_unused, index) => cellText(row.getCell(index + 1)));
    const item = table.item(number, cells, Buffer.from(cells.join('\t')));
    if (item) yield item;
  }
}

async function loadSheet(path: string, name: string | undefined): Promise<Worksheet | undefined> {
  const workbook = new Workbook();
  try {
    await workbook.xlsx.readFile(path);
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
  return name === undefined ? workbook.worksheets[0] : workbook.getWorksheet(name);
}

function cellText(cell: Cell): string {
  const master = cell.type === ValueType.Merge ? cell.master : cell;
  return valueText(master.value);
}

/** Dates (a number in a date format) as `yyyy-MM-dd[ HH:mm:ss]`; formulas as their result; rich text without its looks. */
function valueText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return typeof value === 'boolean' ? String(value).toUpperCase() : String(value);
  return objectText(value);
}

function objectText(value: Exclude<CellValue, null | undefined | string | number | boolean>): string {
  if (value instanceof Date) return dateText(value);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('error' in value) return value.error;
  if ('text' in value) return valueText(value.text as CellValue);
  return 'result' in value ? valueText(value.result ?? null) : '';
}

function dateText(date: Date): string {
  const text = date.toISOString();
  return text.slice(11, 19) === '00:00:00' ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 19)}`;
}
