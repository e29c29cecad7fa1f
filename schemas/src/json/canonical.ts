// Canonical JSON (RFC 8785) and the content hash over it: equal documents have equal bytes, whatever the order of their keys.
import { createHash } from 'node:crypto';
import { schemasError } from '../error-table';
import { kindOf } from './kind';

/** Serialises as RFC 8785: keys sorted by UTF-16 code units, no spaces, numbers as ECMAScript writes them.
 *  Members that are undefined are left out. Throws JSON_NOT_CANONICAL for anything that JSON cannot say (NaN, bigint, Date …). */
export function canonicalJson(value: unknown): string {
  return write(value, value);
}

/** SM3 (GB/T 32905) of the canonical JSON in UTF-8, as 64 lower-case hex characters. */
export function contentHash(value: unknown): string {
  return createHash('sm3').update(canonicalJson(value)).digest('hex');
}

/** `root` serves only to name the place of a value that cannot be written. */
function write(value: unknown, root: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number' && Number.isFinite(value)) return JSON.stringify(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, root)).join(',')}]`;
  if (isPlain(value)) return writeObject(value, root);
  throw schemasError('JSON_NOT_CANONICAL', { path: placeOf(value, root, '') ?? '/', kind: kindOf(value) });
}

function writeObject(value: Readonly<Record<string, unknown>>, root: unknown): string {
  let text = '';
  for (const key of Object.keys(value).sort()) {
    const member = value[key];
    if (member === undefined) continue;
    text += `${text === '' ? '{' : ','}${JSON.stringify(key)}:${write(member, root)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function placeOf(sought: unknown, within: unknown, path: string): string | undefined {
  if (Object.is(sought, within)) return path || '/';
  if (typeof within !== 'object' || within === null) return undefined;
  for (const [key, member] of Object.entries(within)) {
    const place = placeOf(sought, member, `${path}/${key}`);
    if (place !== undefined) return place;
  }
  return undefined;
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
