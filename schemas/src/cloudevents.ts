// CloudEvents 1.0.2 in the JSON event format, structured mode: strict reading and writing of the hub's own events.
import type { HubEvent } from './envelope';
import type { JsonObject, JsonValue } from './catalogue-types';
import { kindOf } from './json/kind';
import { parseRecord, type ReadLimits } from './json/parse-record';
import { isDateTime } from './validator/date-time';
import type { Bilingual, Reason, Verdict } from './reason';

export const STRUCTURED_CONTENT_TYPE = 'application/cloudevents+json';

/** Reason codes of reading an event. `docs/errors.md` repeats this table. */
export const EVENT_REASONS = {
  EVENT_ATTRIBUTE: {
    en: 'Give every attribute that CloudEvents 1.0.2 and the hub require, in the form that the field names.',
    zh: '请提供 CloudEvents 1.0.2 及枢纽要求的全部属性，并符合规定形式。',
  },
  EVENT_EXTENSION: {
    en: 'Name extensions with lower-case letters and digits and give them a string, boolean or integer.',
    zh: '扩展属性名只能用小写字母和数字，值只能是字符串、布尔或整数。',
  },
  EVENT_DATA: { en: 'Put the document into `data` as a JSON object; `data_base64` is not used.', zh: '请将文档以 JSON 对象放入 data；不使用 data_base64。' },
} as const satisfies Readonly<Record<string, Bilingual>>;

interface AttributeRule {
  readonly required: boolean;
  readonly expected: string;
  readonly holds: (value: string) => boolean;
}

/** RFC 3986 characters only; percent signs lead two hex digits. */
const URI_REFERENCE = /^(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/;
const filled = (value: string): boolean => value !== '';
const text = (required: boolean): AttributeRule => ({ required, expected: 'a string that is not empty', holds: filled });
const pattern = (required: boolean, expected: string, rule: RegExp): AttributeRule => ({ required, expected, holds: (value) => rule.test(value) });

/** One row an attribute, in the order in which reasons are given. */
const ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  specversion: pattern(true, '1.0', /^1\.0$/),
  id: text(true),
  source: pattern(true, 'a URI reference', URI_REFERENCE),
  type: pattern(true, 'lianshu.<dataset>.upsert or lianshu.<dataset>.void', /^lianshu\.[A-Za-z][A-Za-z0-9]*\.(?:upsert|void)$/),
  subject: text(true),
  time: { required: true, expected: 'an RFC 3339 date-time', holds: isDateTime },
  datacontenttype: pattern(true, 'application/json', /^application\/json$/),
  dataschema: pattern(true, 'an absolute URI', /^[A-Za-z][A-Za-z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9A-Fa-f]{2})+$/),
  sourceversion: pattern(true, '<declared>.<fetchedAt>, two numbers', /^-?\d+(?:\.\d+)?\.\d+$/),
  sourcerecord: pattern(true, '<department>.<record>', /^[^.]+\.[^.]+$/),
  sourcekey: text(true),
  mapping: pattern(true, '<table>@<version>', /^.+@\d+$/),
  traceparent: pattern(false, 'a W3C trace context', /^[\da-f]{2}-[\da-f]{32}-[\da-f]{16}-[\da-f]{2}$/),
  purpose: text(false),
  sequence: pattern(false, 'a number from 1', /^[1-9]\d*$/),
  quarantineitem: text(false),
};

/** One JSON event in UTF-8. Undefined attributes are left out. */
export function toStructured(event: HubEvent): Buffer {
  return Buffer.from(JSON.stringify(event));
}

/** Reads a structured-mode event and checks it by CloudEvents 1.0.2 and the hub's own attributes; all reasons at once.
 *  Extensions that the hub does not know are kept when well formed. */
export function parseStructured(bytes: Buffer, limits?: ReadLimits): Verdict<HubEvent> {
  const parsed = parseRecord(bytes, limits);
  if (!parsed.ok) return parsed;
  const event = parsed.value;
  if (!isObject(event)) return { ok: false, reasons: [reason('EVENT_DATA', '', 'a JSON object', event)] };
  const reasons = [...attributeReasons(event), ...extensionReasons(event), ...dataReasons(event)];
  // The rules above are the type's own conditions, so the reading is checked in full before the type is claimed.
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: event as unknown as HubEvent };
}

function attributeReasons(event: JsonObject): Reason[] {
  const reasons: Reason[] = [];
  for (const name in ATTRIBUTES) {
    const rule = ATTRIBUTES[name];
    const value = event[name];
    if (!rule || (value === undefined && !rule.required)) continue;
    if (typeof value !== 'string' || !rule.holds(value)) reasons.push(reason('EVENT_ATTRIBUTE', `/${name}`, rule.expected, value));
  }
  return reasons;
}

function extensionReasons(event: JsonObject): Reason[] {
  const names = Object.keys(event).filter((name) => !(name in ATTRIBUTES) && name !== 'data' && name !== 'data_base64');
  return names.flatMap((name) => {
    if (!/^[a-z0-9]+$/.test(name)) return [reason('EVENT_EXTENSION', '', 'names of lower-case letters and digits', name)];
    return isExtensionValue(event[name]) ? [] : [reason('EVENT_EXTENSION', `/${name}`, 'a string, boolean or 32-bit integer', event[name])];
  });
}

function dataReasons(event: JsonObject): Reason[] {
  if ('data_base64' in event) return [reason('EVENT_DATA', '/data_base64', 'absent', event['data_base64'])];
  return isObject(event['data']) ? [] : [reason('EVENT_DATA', '/data', 'a JSON object', event['data'])];
}

function isExtensionValue(value: JsonValue | undefined): boolean {
  if (typeof value === 'string' || typeof value === 'boolean') return true;
  return typeof value === 'number' && (value | 0) === value;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function reason(code: keyof typeof EVENT_REASONS, path: string, expected: string, value: unknown): Reason {
  return { stage: 'read', code, path, expected, got: kindOf(value), hint: EVENT_REASONS[code] };
}
