// A message of a canonical topic made ready for the store, outside the transaction: parsed, keyed, hashed, its columns encoded.
import { createHash } from 'node:crypto';
import type { InMessage } from '@lianshu/connectors';
import { businessKey, canonicalJson, parseStructured, parseVersion, type HubEvent, type JsonValue, type Reason, type SourceVersion } from '@lianshu/schemas';
import { listAt } from './array-values';
import { encode, encodeString, isMisfit } from './column-codec';
import type { DatasetPlan } from './dataset-plan';
import type { SqlValue } from './database';
import type { Dialect } from './dialect';

export interface Prepared {
  readonly offset: bigint;
  readonly message: InMessage;
  readonly plan: DatasetPlan;
  readonly op: 'upsert' | 'void';
  readonly event: HubEvent;
  /** The event as it came, in UTF-8. */
  readonly bytes: Buffer;
  readonly key: string;
  readonly pk: Buffer;
  /** `pk` as a map key. */
  readonly id: string;
  readonly version: SourceVersion;
  readonly doc: string;
  readonly hash: string;
  readonly schemaVersion: number;
  /** In the order of the plan's columns. */
  readonly values: readonly SqlValue[];
  /** In the order of the plan's arrays. */
  readonly elements: readonly (readonly string[])[];
}

export interface Refused {
  readonly offset: bigint;
  readonly message: InMessage;
  readonly event: HubEvent | null;
  readonly reasons: readonly Reason[];
}

export function isRefused(one: Prepared | Refused): one is Refused {
  return 'reasons' in one;
}

export function prepare(message: InMessage, plans: ReadonlyMap<string, DatasetPlan>, dialect: Dialect): Prepared | Refused {
  const refused = (reasons: readonly Reason[], event: HubEvent | null = null): Refused => ({ offset: message.offset, message, event, reasons });
  if (message.value === null) return refused([reason('EVENT_DATA', '', 'a structured CloudEvent', 'nothing')]);
  const parsed = parseStructured(message.value);
  if (!parsed.ok) return refused(parsed.reasons.map((one) => ({ ...one, stage: 'persist' })));
  const event = parsed.value;
  const [, dataset = '', op = ''] = event.type.split('.');
  const plan = plans.get(dataset);
  if (!plan) return refused([reason('DATASET_UNKNOWN', '/type', 'a dataset of the catalogue', dataset)], event);
  const fields = fieldsOf(event, plan, dialect);
  if ('reasons' in fields) return refused(fields.reasons, event);
  const key = businessKey(plan.key, event.data);
  const doc = canonicalJson(event.data);
  return {
    offset: message.offset, message, plan, op: op === 'void' ? 'void' : 'upsert', event, bytes: message.value, key, ...keyHash(dataset, key),
    version: parseVersion(event.sourceversion), doc, hash: createHash('sm3').update(doc).digest('hex'),
    schemaVersion: Number(event.dataschema.slice(event.dataschema.lastIndexOf(':') + 1)) || plan.entry.version, ...fields,
  };
}

/** Dataset and business key, in 16 bytes. */
export function keyHash(dataset: string, key: string): { readonly pk: Buffer; readonly id: string } {
  const pk = createHash('sha256').update(`${dataset}\n${key}`).digest().subarray(0, 16);
  return { pk, id: pk.toString('latin1') };
}

type Fields = { readonly values: readonly SqlValue[]; readonly elements: readonly (readonly string[])[] };

function fieldsOf(event: HubEvent, plan: DatasetPlan, dialect: Dialect): Fields | { readonly reasons: readonly Reason[] } {
  const reasons: Reason[] = [];
  for (const field of plan.key) {
    if (!isKeyPart(event.data[field])) reasons.push(reason('KEY_MISSING', `/data/${field}`, 'a part of the key', kind(event.data[field])));
  }
  const values = plan.columns.map((column) => {
    const value = encode(event.data[column.field], column, dialect);
    if (!isMisfit(value)) return value;
    reasons.push(reason('STORE_VALUE', `/data/${column.field}`, value.misfit, kind(event.data[column.field])));
    return null;
  });
  const elements = plan.arrays.map((array) => elementsOf(listAt(event.data, array.field), array.field, array.length, reasons));
  return reasons.length > 0 ? { reasons } : { values, elements };
}

function elementsOf(list: JsonValue | undefined, field: string, length: number, reasons: Reason[]): readonly string[] {
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    reasons.push(reason('STORE_VALUE', `/data/${field}`, 'an array', kind(list)));
    return [];
  }
  const elements = new Set<string>();
  list.forEach((element, index) => {
    const value = encodeString(element, length);
    if (typeof value === 'string') elements.add(value);
    else reasons.push(reason('STORE_VALUE', `/data/${field}/${index}`, `a string of at most ${length} characters`, kind(element)));
  });
  return [...elements];
}

function isKeyPart(value: JsonValue | undefined): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' || typeof value === 'boolean';
}

function kind(value: JsonValue | undefined): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/** Reason codes of the persist stage, with what to do next. docs/errors.md repeats them. */
export const PERSIST_REASONS = {
  EVENT_DATA: { en: 'Publish structured CloudEvents on canonical topics.', zh: '规范主题上只发布结构化的 CloudEvents 事件。' },
  DATASET_UNKNOWN: { en: 'Publish the dataset in the catalogue, then replay.', zh: '请先在目录中发布该数据集，再重放。' },
  KEY_MISSING: { en: 'Map every field of the key, then replay.', zh: '请映射全部主键字段，再重放。' },
  STORE_VALUE: { en: 'Correct the mapping or the length, scale or format in the schema, then replay.', zh: '请修正映射，或修正模式中的长度、精度或格式，再重放。' },
  KEY_OWNED: {
    en: 'Another source owns this key. Agree which source leads and set x-precedence in the catalogue, or discard the item.',
    zh: '该主键属于另一来源。请商定以哪一来源为准并在目录中设置 x-precedence，或废弃该项。',
  },
} as const;

export function reason(code: keyof typeof PERSIST_REASONS, path: string, expected: string, got: string): Reason {
  return { stage: 'persist', code, path, expected, got, hint: PERSIST_REASONS[code] };
}
