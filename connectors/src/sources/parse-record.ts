// A native record's bytes to the object that is checked and mapped: JSON within the hub's bounds, XML by element.
import { isUtf8 } from 'node:buffer';
import { type JsonObject, type JsonValue, parseRecord, type SchemaNode, type Verdict } from '@lianshu/schemas';
import { readReason, type ReadCode } from './read-reasons';
import { MAX_RECORD_BYTES } from './record';
import type { RecordFormat } from './source';
import { xmlToObject, XmlError } from './split/xml-object';
import { withoutContent } from './split/xml-split';

/** `schema`: the source schema; for XML it says which elements repeat. A bad record returns its reasons. */
export function parseNative(format: RecordFormat, value: Buffer, schema: SchemaNode): Verdict<JsonObject> {
  return format === 'json' ? parseJson(value) : parseXml(value, schema);
}

function parseJson(value: Buffer): Verdict<JsonObject> {
  const parsed = parseRecord(value);
  if (!parsed.ok) return parsed;
  return isObject(parsed.value) ? { ok: true, value: parsed.value } : bad('READ_MALFORMED', 'a JSON object', kindOf(parsed.value));
}

function parseXml(value: Buffer, schema: SchemaNode): Verdict<JsonObject> {
  if (value.length > MAX_RECORD_BYTES) return bad('READ_TOO_LARGE', `at most ${MAX_RECORD_BYTES} bytes`, 'more');
  if (!isUtf8(value)) return bad('READ_ENCODING', 'UTF-8', 'bytes that are no UTF-8');
  try {
    return { ok: true, value: xmlToObject(value.toString('utf8'), schema) };
  } catch (error) {
    if (error instanceof XmlError) return bad('READ_MALFORMED', 'well-formed XML without DOCTYPE', withoutContent(error.message));
    throw error;
  }
}

function bad(code: ReadCode, expected: string, got: string): Verdict<JsonObject> {
  return { ok: false, reasons: [readReason(code, expected, got)] };
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: JsonValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
