// The sink's statements and their values: pure. Identifiers are quoted, values are always parameters.
import type { JsonValue } from '@lianshu/schemas';
import type { Delivery } from '../sink';
import type { SqlSinkOptions } from './sql-sink-options';

export type Cell = string | number | null;

export interface Write {
  readonly sql: string;
  readonly values: readonly Cell[];
}

interface Dialect {
  quote(name: string): string;
  /** The clause that turns an insert into an upsert. */
  onConflict(key: readonly string[], rest: readonly string[]): string;
}

export const SQLITE_WRITES: Dialect = {
  quote: quoteWith('"'),
  onConflict: (key, rest) => {
    const target = key.map(quoteWith('"')).join(', ');
    const sets = rest.map((name) => `${quoteWith('"')(name)} = excluded.${quoteWith('"')(name)}`).join(', ');
    return ` ON CONFLICT (${target}) DO ${sets ? `UPDATE SET ${sets}` : 'NOTHING'}`;
  },
};

export const MARIADB_WRITES: Dialect = {
  quote: quoteWith('`'),
  onConflict: (key, rest) => {
    const names = rest.length > 0 ? rest : key.slice(0, 1);
    return ` ON DUPLICATE KEY UPDATE ${names.map((name) => `${quoteWith('`')(name)} = VALUES(${quoteWith('`')(name)})`).join(', ')}`;
  },
};

/** Undefined: the event changes nothing there. */
export function writeOf(delivery: Delivery, options: SqlSinkOptions, dialect: Dialect): Write | undefined {
  const voided = delivery.event.type.endsWith('.void');
  if (voided && options.onVoid === 'ignore') return undefined;
  const table = options.table.split('.').map((part) => dialect.quote(part)).join('.');
  if (voided && options.onVoid === 'delete') {
    const where = options.key.map((name) => `${dialect.quote(name)} = ?`).join(' AND ');
    return { sql: `DELETE FROM ${table} WHERE ${where}`, values: options.key.map((name) => valueOf(delivery, options.columns[name] ?? '')) };
  }
  const names = Object.keys(options.columns);
  const rest = names.filter((name) => !options.key.includes(name));
  const list = names.map((name) => dialect.quote(name)).join(', ');
  const marks = names.map(() => '?').join(', ');
  return {
    sql: `INSERT INTO ${table} (${list}) VALUES (${marks})${dialect.onConflict(options.key, rest)}`,
    values: names.map((name) => valueOf(delivery, options.columns[name] ?? '')),
  };
}

function valueOf(delivery: Delivery, path: string): Cell {
  if (path === '$voided') return delivery.event.type.endsWith('.void') ? 1 : 0;
  if (path.startsWith('$')) return attributeOf(delivery, path.slice(1));
  let value: JsonValue | undefined = delivery.body;
  for (const name of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name)) return null;
    value = value[name];
  }
  return cellOf(value ?? null);
}

function attributeOf({ event }: Delivery, name: string): Cell {
  const attributes: Readonly<Record<string, string | undefined>> = { subject: event.subject, type: event.type, time: event.time, id: event.id, sequence: event.sequence, source: event.source };
  return (Object.hasOwn(attributes, name) ? attributes[name] : undefined) ?? null;
}

function cellOf(value: JsonValue): Cell {
  if (typeof value === 'boolean') return Number(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : value;
}

function quoteWith(sign: string): (name: string) => string {
  return (name) => `${sign}${name.replaceAll(sign, sign + sign)}${sign}`;
}
