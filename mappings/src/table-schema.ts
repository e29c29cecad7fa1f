// The table language as a JSON Schema: what keys a table file has. What they mean is checked by `check`.
import type { SchemaNode } from '@lianshu/schemas';

const TEXT: SchemaNode = { type: 'string', minLength: 1, maxLength: 500 };
const PATH: SchemaNode = { type: 'string', minLength: 1, maxLength: 300 };
const CONDITION: SchemaNode = { type: 'string', minLength: 1, maxLength: 500 };
const BILINGUAL: SchemaNode = { type: 'object', required: ['zh', 'en'], additionalProperties: false, properties: { zh: TEXT, en: TEXT } };
const ROWS: SchemaNode = { type: 'array', minItems: 1, maxItems: 500, items: { $ref: '#/$defs/row' } };
const TEXT_MAP: SchemaNode = { type: 'object', additionalProperties: { type: 'string' } };

const ROW: SchemaNode = {
  type: 'object',
  required: ['to'],
  additionalProperties: false,
  properties: {
    to: PATH,
    from: { anyOf: [PATH, { type: 'array', minItems: 1, maxItems: 16, items: PATH }] },
    value: {},
    list: { $ref: '#/$defs/list' },
    ops: { type: 'array', minItems: 1, maxItems: 20, items: { $ref: '#/$defs/op' } },
    when: CONDITION,
    default: {},
    note: TEXT,
  },
};

const LIST: SchemaNode = {
  type: 'object',
  additionalProperties: false,
  properties: {
    from: PATH,
    when: CONDITION,
    rows: ROWS,
    split: PATH,
    by: { anyOf: [{ type: 'string', minLength: 1, maxLength: 10 }, { type: 'array', minItems: 1, items: { type: 'string', minLength: 1, maxLength: 10 } }] },
    of: { type: 'array', minItems: 1, maxItems: 200, items: { type: 'object', required: ['rows'], additionalProperties: false, properties: { when: CONDITION, rows: ROWS } } },
  },
};

const TEST: SchemaNode = {
  type: 'object',
  required: ['name', 'input'],
  additionalProperties: false,
  properties: {
    name: TEXT,
    constants: TEXT_MAP,
    meta: { type: 'object', additionalProperties: false, properties: { key: { type: 'string' }, fetchedAt: { type: 'number' }, source: { type: 'string' } } },
    lookups: { type: 'object', additionalProperties: { type: 'object' } },
    input: { type: 'object' },
    expect: { type: ['object', 'array'] },
    expectVoid: { type: ['object', 'array'] },
    expectSkipped: { const: true },
    expectReasons: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['code'], additionalProperties: false, properties: { code: TEXT, target: TEXT, path: { type: 'string' } } },
    },
  },
};

/** `table` is `<department>/<record>-to-<dataset>`. */
export const TABLE_SCHEMA: SchemaNode = {
  $id: 'urn:lianshu:mapping-table:1',
  type: 'object',
  required: ['table', 'version', 'from', 'to', 'rows'],
  additionalProperties: false,
  properties: {
    table: { type: 'string', pattern: '^[a-z][a-z0-9-]{0,39}/[A-Za-z][A-Za-z0-9-]{0,59}-to-[A-Za-z][A-Za-z0-9]{0,59}$' },
    version: { type: 'integer', minimum: 1, maximum: 9999 },
    title: BILINGUAL,
    note: TEXT,
    from: { type: 'string', pattern: '^urn:lianshu:(?:source:[a-z0-9-]+:[A-Za-z0-9-]+|canonical:[A-Za-z0-9]+):\\d{1,4}$' },
    to: { type: 'string', pattern: '^urn:lianshu:(?:canonical:[A-Za-z0-9]+|source:[a-z0-9-]+:[A-Za-z0-9-]+):\\d{1,4}$' },
    when: CONDITION,
    void: CONDITION,
    each: PATH,
    rows: ROWS,
    tests: { type: 'array', maxItems: 500, items: TEST },
  },
  $defs: {
    row: ROW,
    list: LIST,
    op: { anyOf: [{ type: 'string', minLength: 1, maxLength: 40 }, { type: 'object', minProperties: 1, maxProperties: 1 }] },
  },
};
