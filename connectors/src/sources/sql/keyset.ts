// The polling statement: keyset paging over (watermark, tiebreak), identifiers quoted, values as checked literals or parameters. Pure.
import { formatInstant, parseInstant } from '../instant';
import type { MarkColumn, SqlSourceOptions } from './sql-options';

/** The checkpoint of the SQL source: the place of the last row read, as the database's own text. */
export interface SqlPlace {
  readonly w: string;
  readonly k?: string;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly string[];
}

export interface Dialect {
  /** Quotes one identifier. */
  quote(name: string): string;
  /** A column as it is selected: in SQLite as the bytes of its own text. */
  select(quoted: string): string;
}

/** `after`: undefined reads from the start. `columns`: names as the result will have them, the place's columns last. */
export function pageStatement(options: SqlSourceOptions, dialect: Dialect, columns: readonly string[], after: SqlPlace | undefined): Statement {
  const parameters: string[] = [];
  const { watermark, tiebreak } = options;
  const w = dialect.quote(watermark.column);
  const k = tiebreak && dialect.quote(tiebreak.column);
  const bind = (value: string, mark: MarkColumn): string => {
    if (mark.kind === 'number' && /^-?\d+(\.\d+)?$/.test(value)) return value;
    parameters.push(value);
    return '?';
  };
  const where = after ? whereAfter(after) : ` WHERE ${w} IS NOT NULL`;
  const list = columns.map((name, index) => `${dialect.select(dialect.quote(name))} AS ${dialect.quote(`c${index}`)}`);
  const order = k ? `${w}, ${k}` : w;
  return { sql: `SELECT ${list.join(', ')} FROM ${fromClause(options, dialect)}${where} ORDER BY ${order} LIMIT ${options.pageSize}`, parameters };

  function whereAfter(place: SqlPlace): string {
    if (!tiebreak || !k || place.k === undefined) return ` WHERE ${w} ${tiebreak ? '>=' : '>'} ${bind(place.w, watermark)}`;
    const later = `${w} > ${bind(place.w, watermark)}`;
    return ` WHERE (${later} OR (${w} = ${bind(place.w, watermark)} AND ${k} > ${bind(place.k, tiebreak)}))`;
  }
}

/** Names of the columns, by a statement that reads no row. */
export function columnsStatement(options: SqlSourceOptions, dialect: Dialect): string {
  return `SELECT * FROM ${fromClause(options, dialect)} LIMIT 0`;
}

/** Goes back by the overlap, so that rows committed late are met; the place itself stays where it cannot be computed. */
export function withOverlap(options: SqlSourceOptions, place: SqlPlace): SqlPlace {
  const { kind, overlap } = options.watermark;
  if (overlap === 0) return place;
  if (kind === 'number') return /^-?\d+$/.test(place.w) ? { w: String(BigInt(place.w) - BigInt(Math.ceil(overlap))) } : { w: String(Number(place.w) - overlap) };
  const instant = kind === 'time' ? parseInstant(place.w) : undefined;
  return instant === undefined ? place : { w: formatInstant(instant - overlap * 1000, 'local') };
}

function fromClause(options: SqlSourceOptions, dialect: Dialect): string {
  if (options.query !== undefined) return `(${options.query}) AS ${dialect.quote('q')}`;
  return (options.table ?? '').split('.').map((part) => dialect.quote(part)).join('.');
}
