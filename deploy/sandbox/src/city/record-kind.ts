// A kind of record: how its canonical document is spelled natively, which dirt it collects, and how a pair is emitted.
import type { Random } from '../random';
import { keyText, type Fault, type FaultKind, type Fate, type Json, type JsonRecord, type Native, type TruthRow } from './emission';
import { plain, type Format } from './formats';

/** Native field ← canonical dot path (or `$refs.path`), spelled by a format. */
type FieldSpec = readonly [native: string, from: string, format?: Format];

export interface Spoil {
  readonly fault: FaultKind;
  readonly field: string;
  readonly target?: string;
  spoil(native: Native, random: Random): void;
}

export interface RecordKind {
  /** `<department>.<record>`. */
  readonly record: string;
  readonly dataset: string;
  /** Native key fields. */
  readonly nativeKey: readonly string[];
  /** Canonical key fields. */
  readonly key: readonly string[];
  readonly versionField?: string;
  readonly fields: readonly FieldSpec[];
  /** Dirt that the mapping cleans: the document stays the same. */
  readonly tidied?: readonly ((native: Native, random: Random) => void)[];
  /** Dirt that must end in quarantine. */
  readonly faults?: readonly Spoil[];
}

/** A record to be written: canonical document, plain names behind pseudonyms, native-only fields. */
export interface Content {
  readonly doc: JsonRecord;
  readonly refs?: Readonly<Record<string, string>>;
  readonly extra?: Native;
  readonly version?: number;
}

export function nativeOf(kind: RecordKind, content: Content): Native {
  const native: Native = {};
  for (const [name, from, format = plain] of kind.fields) {
    const value = from.startsWith('$refs.') ? content.refs?.[from.slice(6)] : at(content.doc, from);
    native[name] = value === undefined ? '' : format(value);
  }
  if (content.extra) Object.assign(native, content.extra);
  if (kind.versionField && content.version) native[kind.versionField] ??= content.version;
  return native;
}

export function truthOf(kind: RecordKind, content: Content, native: Native, fate: Fate, faults?: readonly Fault[]): Omit<TruthRow, 'n' | 'at' | 'instance' | 'channel' | 'file'> {
  return {
    record: kind.record,
    nativeKey: kind.nativeKey.map((field) => String(native[field] ?? '')).join('|'),
    dataset: kind.dataset,
    key: keyText(kind.key, content.doc),
    version: content.version ?? 0,
    fate,
    ...(fate === 'quarantined' || fate === 'skipped' ? {} : { doc: content.doc, ...(content.refs ? { refs: content.refs } : {}) }),
    ...(faults ? { faults } : {}),
  };
}

/** Drops undefined members, so that a document holds only what is known. */
export function known(fields: Readonly<Record<string, Json | undefined>>): JsonRecord {
  const doc: JsonRecord = {};
  for (const name in fields) {
    const value = fields[name];
    if (value !== undefined) doc[name] = value;
  }
  return doc;
}

function at(doc: JsonRecord, path: string): Json | undefined {
  if (!path.includes('.')) return doc[path];
  let value: Json | undefined = doc;
  for (const step of path.split('.')) {
    if (value === null || typeof value !== 'object') return undefined;
    value = Array.isArray(value) ? value[Number(step)] : value[step];
  }
  return value;
}
