// Canonical JSON (RFC 8785) and the content hash over it: equal documents have equal bytes, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { schemasError } from '../error-table';
import { kindOf } from './kind';

/** Serialises as RFC 8785: keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.
 *  Members that are undefined are left out. Throws JSON_NOT_CANONICAL for anything that JSON cannot say (NaN, bigint, Date …). */
export function canonicalJson(value: unknown): string {
  return write(value, '');
}

/** SM3 (GB/T 32905) of the canonical JSON in UTF-8, as 64 lower-case hex characters. */
export function contentHash(value: unknown): string {
  return createHash('sm3').update(canonicalJson(value)).digest('hex');
}

function write(value: unknown, path: string): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return Object.is(value, -0) ? '0' : String(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item, index) => write(item, `${path}/${index}`)).join(',')}]`;
  if (isPlain(value)) return writeObject(value, path);
  throw schemasError('JSON_NOT_CANONICAL', { path: path || '/', kind: kindOf(value) });
}

function writeObject(value: Readonly<Record<string, unknown>>, path: string): string {
  const keys = Object.keys(value).sort();
  let text = '{';
  for (const key of keys) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text.length > 1 ? ',' : ''}${JSON.stringify(key)}:${write(member, `${path}/${key}`)}`;
  }
  return `${text}}`;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
