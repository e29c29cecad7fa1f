// The language of lookup definitions as a JSON Schema.
import type { SchemaNode } from '@lianshu/schemas';

const PATH: SchemaNode = { type: 'string', minLength: 1, maxLength: 200 };
const PART: SchemaNode = {
  anyOf: [
    PATH,
    {
      type: 'object',
      required: ['from', 'ops'],
      additionalProperties: false,
      properties: { from: PATH, ops: { type: 'array', minItems: 1, maxItems: 10, items: { $ref: '#/$defs/op' } } },
    },
  ],
};
const KEY: SchemaNode = { type: 'array', minItems: 1, maxItems: 6, items: PART };
const FIELD: SchemaNode = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,59}$' };

export const LOOKUP_SCHEMA: SchemaNode = {
  $id: 'urn:lianshu:lookup-table:1',
  type: 'object',
  required: ['table', 'from', 'value'],
  additionalProperties: false,
  oneOf: [{ required: ['key'] }, { required: ['keys'], not: { required: ['each'] } }],
  properties: {
    table: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' },
    title: { type: 'object', required: ['zh', 'en'], additionalProperties: false, properties: { zh: { type: 'string' }, en: { type: 'string' } } },
    from: FIELD,
    each: FIELD,
    key: KEY,
    keys: { type: 'array', minItems: 1, maxItems: 10, items: { type: 'object', required: ['key'], additionalProperties: false, properties: { each: FIELD, key: KEY } } },
    value: { anyOf: [PATH, { type: 'object', minProperties: 1, maxProperties: 20, propertyNames: FIELD, additionalProperties: PATH }] },
    at: PATH,
    until: PATH,
  },
  $defs: { op: { anyOf: [{ type: 'string' }, { type: 'object', minProperties: 1, maxProperties: 1 }] } },
};
