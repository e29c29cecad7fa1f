// From one split element to a source record: its key, its declared version, its size.
import { createHash } from 'node:crypto';
import type { Reason } from '@lianshu/schemas';
import { parseVersion } from './instant';
import { readReason } from './read-reasons';
import type { SourceRecord, UnreadablePart } from './source';

/** Largest record that goes to the log, and how much of an unreadable part is kept; both below the bus's message limit. */
export const MAX_RECORD_BYTES = 700 * 1024;
export const MAX_KEPT_BYTES = 256 * 1024;
/** Longest source key; the key stands beside the record in messages. */
export const MAX_KEY_CHARS = 512;

export interface RecordShape {
  /** Names of the key fields; empty: `fallbackKey` is the key. */
  readonly key: readonly string[];
  readonly version?: string | undefined;
}

export interface Element {
  readonly value: Buffer;
  /** Text of a field by its dot path; undefined where it is absent or null. */
  field(path: string): string | undefined;
  /** Where it stood: `page`, `file#row`. */
  readonly place: string;
}

export type ReadItem = { readonly record: SourceRecord } | { readonly unreadable: UnreadablePart };

export function toRecord(element: Element, shape: RecordShape): ReadItem {
  if (element.value.length > MAX_RECORD_BYTES) return { unreadable: tooLarge(element.place, element.value, MAX_RECORD_BYTES) };
  const key = keyOf(element, shape.key);
  if (typeof key !== 'string') return { unreadable: unreadable(element.place, element.value, [key]) };
  const version = versionOf(element, shape.version);
  if (typeof version !== 'number') return { unreadable: unreadable(key, element.value, [version]) };
  return { record: { key, version, value: element.value } };
}

/** Keeps the original bytes, cut where they would not fit into the log. */
export function unreadable(place: string, value: Buffer, reasons: readonly Reason[]): UnreadablePart {
  if (value.length <= MAX_KEPT_BYTES) return { key: place, value, reasons };
  const cut = reasons.map((reason) => ({ ...reason, got: `${reason.got} (${value.length} bytes, the first ${MAX_KEPT_BYTES} kept)` }));
  return { key: place, value: value.subarray(0, MAX_KEPT_BYTES), reasons: cut };
}

export function tooLarge(place: string, value: Buffer, limit: number): UnreadablePart {
  return unreadable(place, value, [readReason('READ_TOO_LARGE', `at most ${limit} bytes`, 'more')]);
}

export function contentHash(value: Buffer | string): string {
  return createHash('sha256').update(value).digest('hex');
}

function keyOf(element: Element, fields: readonly string[]): string | Reason {
  if (fields.length === 0) return element.place;
  const parts: string[] = [];
  for (const field of fields) {
    const text = element.field(field)?.trim();
    if (!text) return readReason('READ_KEY', `key field ${field}`, text === undefined ? 'absent' : 'empty', pointer(field));
    parts.push(text.replace(/[\\|]/g, '\\$&'));
  }
  const key = parts.join('|');
  return key.length <= MAX_KEY_CHARS ? key : readReason('READ_KEY', `a key of at most ${MAX_KEY_CHARS} characters`, `${key.length} characters`, pointer(fields[0] ?? ''));
}

function versionOf(element: Element, field: string | undefined): number | Reason {
  const text = field === undefined ? undefined : element.field(field)?.trim();
  if (!text) return 0;
  const version = parseVersion(text);
  return version !== undefined && Number.isFinite(version) ? version : readReason('READ_VERSION', 'a number or a time', 'other text', pointer(field ?? ''));
}

function pointer(path: string): string {
  return `/${path.split('.').join('/')}`;
}
