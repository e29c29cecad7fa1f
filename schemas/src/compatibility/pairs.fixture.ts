// Pairs of schemas, one per published kind of change, with the verdict expected in both directions. Used by the specs only.
import type { CompatibilityVerdict, JsonSchema } from './types';

export interface Pair {
  readonly name: string;
  readonly old: JsonSchema;
  readonly next: JsonSchema;
  readonly mode: 'BACKWARD' | 'FORWARD';
  readonly expect: CompatibilityVerdict;
  readonly lenient?: boolean;
  readonly formats?: boolean;
}

type Row = readonly [name: string, old: JsonSchema, next: JsonSchema, backward: CompatibilityVerdict, forward: CompatibilityVerdict, options?: { lenient?: boolean; formats?: boolean }];

const S = 'safe';
const B = 'breaks';
const U = 'undecided';
const D19 = 'https://json-schema.org/draft/2019-09/schema';
const D20 = 'https://json-schema.org/draft/2020-12/schema';
const str = { type: 'string' };
const int = { type: 'integer' };
const num = { type: 'number' };
const obj = (properties: object, more: object = {}): JsonSchema => ({ type: 'object', properties, ...more });
const closed = (properties: object, more: object = {}): JsonSchema => obj(properties, { additionalProperties: false, ...more });
const list = (items: object, more: object = {}): JsonSchema => ({ type: 'array', items, ...more });
const tree = (label: object, more: object = {}): JsonSchema => ({ $ref: '#/definitions/node', definitions: { node: closed({ label, children: { type: 'array', items: { $ref: '#/definitions/node' } } }, { required: ['label'], ...more }) } });
const mutual = (leaf: object): JsonSchema => ({
  $ref: '#/definitions/a',
  definitions: { a: { oneOf: [leaf, closed({ b: { $ref: '#/definitions/b' } }, { required: ['b'] })] }, b: { oneOf: [{ type: 'null' }, closed({ a: { $ref: '#/definitions/a' } }, { required: ['a'] })] } },
});
const kinds = (...names: string[]): JsonSchema => ({ oneOf: names.map((kind) => closed({ kind: { const: kind }, [kind]: str }, { required: ['kind'] })) });

const ROWS: readonly Row[] = [
  ['nothing changed', obj({ a: str }), obj({ a: str }), S, S],
  ['only wording changed', obj({ a: str }), obj({ a: { type: 'string', description: 'x' } }, { title: 'T' }), S, S],
  ['anything to a string', true, str, B, S],
  ['a string to nothing', str, false, B, S],
  ['the empty schema and true', {}, true, S, S],
  ['integer to number', int, num, S, B],
  ['integer to string', int, str, B, B],
  ['string to a union with null', str, { type: ['string', 'null'] }, S, B],
  ['nullable added beside type', str, { type: 'string', nullable: true }, S, B],
  ['type dropped', str, {}, S, B],
  ['all seven types named', {}, { type: ['null', 'boolean', 'number', 'string', 'array', 'object'] }, S, S],
  ['whole numbers two ways', int, { type: 'number', multipleOf: 1 }, S, S],
  ['a type as anyOf', { type: ['string', 'integer'] }, { anyOf: [str, int] }, S, S],
  ['a union with one member more', { anyOf: [str, int] }, { anyOf: [str, int, { type: 'null' }] }, S, B],
  ['enum value added', { enum: ['a', 'b'] }, { enum: ['a', 'b', 'c'] }, S, B],
  ['enum value replaced', { enum: ['a', 'b'] }, { enum: ['a', 'c'] }, B, B],
  ['enum reordered', { enum: ['a', 'b'] }, { enum: ['b', 'a'] }, S, S],
  ['enum dropped', { type: 'string', enum: ['a'] }, str, S, B],
  ['const to enum', { const: 1 }, { enum: [1, 2] }, S, B],
  ['enum of objects', { enum: [{ a: 1, b: [2] }] }, { enum: [{ b: [2], a: 1 }, null] }, S, B],
  ['boolean listed', { type: 'boolean' }, { enum: [true, false] }, S, S],
  ['boolean narrowed', { type: 'boolean' }, { const: true }, B, S],
  ['const that its type forbids', { const: 'a', type: 'integer' }, false, S, S],
  ['minimum raised', { ...num, minimum: 0 }, { ...num, minimum: 1 }, B, S],
  ['minimum exclusive', { ...num, minimum: 0 }, { ...num, exclusiveMinimum: 0 }, B, S],
  ['exclusive on integers is the next integer', { ...int, exclusiveMinimum: 0 }, { ...int, minimum: 1 }, S, S],
  ['fractional bound on integers', { ...int, minimum: 0.5 }, { ...int, minimum: 1 }, S, S],
  ['maximum lowered', { ...int, maximum: 100 }, { ...int, maximum: 99 }, B, S],
  ['maximum added', num, { ...num, maximum: 1e9 }, B, S],
  ['range listed', { ...int, minimum: 1, maximum: 3 }, { enum: [1, 2, 3] }, S, S],
  ['bounds on strings say nothing', str, { type: 'string', minimum: 5 }, S, S],
  ['multipleOf doubled', { ...int, multipleOf: 2 }, { ...int, multipleOf: 4 }, B, S],
  ['multipleOf changed to a coprime', { ...int, multipleOf: 2 }, { ...int, multipleOf: 3 }, B, B],
  ['multipleOf added', num, { ...num, multipleOf: 0.01 }, B, S],
  ['maxLength lowered', { ...str, maxLength: 10 }, { ...str, maxLength: 9 }, B, S],
  ['a large maxLength lowered', { ...str, maxLength: 20000 }, { ...str, maxLength: 10000 }, B, S],
  ['minLength added', str, { ...str, minLength: 1 }, B, S],
  ['pattern added', str, { ...str, pattern: '^[A-Z]{3}\\d+$' }, B, S],
  ['pattern changed', { ...str, pattern: '^[a-z]+$' }, { ...str, pattern: '^[a-z0-9]{1,8}$' }, B, B],
  ['pattern of literals widened', { ...str, pattern: '^(a|b)$' }, { ...str, pattern: '^(a|b|c)$' }, S, B],
  ['pattern of literals to enum', { ...str, pattern: '^(on|off)$' }, { enum: ['on', 'off'] }, S, S],
  ['pattern widened in a way no rule proves', { ...str, pattern: '^[a-z]+$' }, { ...str, pattern: '^[a-z0-9]+$' }, U, B],
  ['format added, unknown whether asserted', str, { ...str, format: 'date' }, U, S],
  ['format added, asserted', str, { ...str, format: 'date' }, B, S, { formats: true }],
  ['format added, annotation', str, { ...str, format: 'date' }, S, S, { formats: false }],
  ['format changed, asserted', { ...str, format: 'date' }, { ...str, format: 'email' }, B, B, { formats: true }],
  ['optional property added to an open object', obj({ a: str }), obj({ a: str, b: int }), B, S],
  ['optional property of any value added to an open object', obj({ a: str }), obj({ a: str, b: {} }), S, S],
  ['optional property added to a closed object', closed({ a: str }), closed({ a: str, b: int }), S, B],
  ['required property added to a closed object', closed({ a: str }), closed({ a: str, b: int }, { required: ['b'] }), B, B],
  ['property removed from an open object', obj({ a: str, b: str }), obj({ a: str }), S, B],
  ['property made required', obj({ a: str }), obj({ a: str }, { required: ['a'] }), B, S],
  ['property renamed in a closed object', closed({ a: str }), closed({ b: str }), B, B],
  ['object closed', obj({ a: str }), closed({ a: str }), B, S],
  ['undeclared properties typed', obj({ a: str }), obj({ a: str }, { additionalProperties: int }), B, S],
  ['map values widened', obj({}, { additionalProperties: int }), obj({}, { additionalProperties: num }), S, B],
  ['property added that the rule for undeclared ones covers', obj({}, { additionalProperties: str }), obj({ b: str }, { additionalProperties: str }), S, S],
  ['property added against the rule for undeclared ones', obj({}, { additionalProperties: str }), obj({ b: int }, { additionalProperties: str }), B, B],
  ['properties to a pattern', closed({ x_a: str, x_b: str }), { type: 'object', patternProperties: { '^x_': str }, additionalProperties: false }, S, B],
  ['pattern property added to a closed object', closed({ a: str }), closed({ a: str }, { patternProperties: { '^x-': int } }), S, B],
  ['pattern property narrowed', obj({}, { patternProperties: { '^x-': num } }), obj({}, { patternProperties: { '^x-': int } }), B, S],
  ['pattern property against a declared name', closed({ 'x-a': str }), closed({ 'x-a': str }, { patternProperties: { '^x-': int } }), B, B],
  ['minProperties added', obj({}), obj({}, { minProperties: 1 }), B, S],
  ['minProperties implied by required', obj({}, { required: ['a', 'b'] }), obj({}, { required: ['a', 'b'], minProperties: 2 }), S, S],
  ['maxProperties implied by a closed object', closed({ a: str, b: str }), closed({ a: str, b: str }, { maxProperties: 2 }), S, S],
  ['maxProperties lowered', obj({}, { maxProperties: 3 }), obj({}, { maxProperties: 2 }), B, S],
  ['propertyNames added', obj({}), obj({}, { propertyNames: { pattern: '^[a-z]+$' } }), B, S],
  ['propertyNames implied by a closed object', closed({ a: str }), closed({ a: str }, { propertyNames: { maxLength: 1 } }), S, S],
  ['propertyNames shortened', obj({}, { propertyNames: { maxLength: 5 } }), obj({}, { propertyNames: { maxLength: 4 } }), B, S],
  ['a name like a method of every object', closed({ a: str }), closed({ a: str, constructor: str }), B, B],
  ['a property named __proto__', closed({ a: str }), JSON.parse('{"type":"object","properties":{"a":{"type":"string"},"__proto__":{"type":"string"}},"additionalProperties":false}') as JsonSchema, U, U],
  ['dependency added', obj({ a: str, b: str }), obj({ a: str, b: str }, { dependencies: { a: ['b'] } }), B, S],
  ['dependency implied by required', obj({}, { required: ['b'] }), obj({}, { required: ['b'], dependencies: { a: ['b'] } }), S, S],
  ['dependent schema added', obj({ a: str }), { $schema: D20, ...obj({ a: str }) as object, dependentSchemas: { a: { required: ['c'] } } }, B, S],
  ['dependentRequired extended', { $schema: D19, type: 'object', dependentRequired: { a: ['b'] } }, { $schema: D19, type: 'object', dependentRequired: { a: ['b', 'c'] } }, B, S],
  ['a dependent schema says nothing of strings', { $schema: D20, required: ['a'], dependentSchemas: { a: { type: 'object' } } }, { $schema: D20, type: 'object' }, B, B],
  ['items narrowed', list(num), list(int), B, S],
  ['items added', { type: 'array' }, list(str), B, S],
  ['minItems raised', list(str, { minItems: 1 }), list(str, { minItems: 2 }), B, S],
  ['maxItems added', list(str), list(str, { maxItems: 100 }), B, S],
  ['uniqueItems added', list(str), list(str, { uniqueItems: true }), B, S],
  ['uniqueItems implied by maxItems 1', list(str, { maxItems: 1 }), list(str, { maxItems: 1, uniqueItems: true }), S, S],
  ['tuple extended, open', { type: 'array', items: [str] }, { type: 'array', items: [str, int] }, B, S],
  ['tuple extended, closed', { type: 'array', items: [str], additionalItems: false }, { type: 'array', items: [str, int], additionalItems: false }, S, B],
  ['tuple to list', { type: 'array', items: [str, str], additionalItems: false }, list(str), S, B],
  ['tuple of 2020-12 narrowed', { $schema: D20, prefixItems: [num] }, { $schema: D20, prefixItems: [int] }, B, S],
  ['tuple and list of two dialects', { items: [str], additionalItems: int }, { $schema: D20, prefixItems: [str], items: int }, S, S],
  ['contains added', list(num), list(num, { contains: { minimum: 5 } }), B, S],
  ['contains implied by the items', list({ ...int, minimum: 9 }, { minItems: 1 }), list({ ...int, minimum: 9 }, { minItems: 1, contains: { minimum: 5 } }), S, S],
  ['minContains raised', { $schema: D20, type: 'array', contains: int, minContains: 1 }, { $schema: D20, type: 'array', contains: int, minContains: 2 }, B, S],
  ['maxContains added', { $schema: D20, type: 'array', contains: int }, { $schema: D20, type: 'array', contains: int, maxContains: 2 }, B, S],
  ['minContains is no keyword of draft 7', list(num, { contains: int }), list(num, { contains: int, minContains: 5 }), S, S],
  ['unevaluatedProperties over allOf', { $schema: D20, type: 'object', allOf: [{ properties: { a: str } }], properties: { b: int }, unevaluatedProperties: false }, { $schema: D20, ...closed({ a: str, b: int }) as object }, S, S],
  ['unevaluatedProperties added', { $schema: D20, ...obj({ a: str }) as object }, { $schema: D20, ...obj({ a: str }) as object, unevaluatedProperties: false }, B, S],
  ['unevaluatedProperties with a branch', { $schema: D20, type: 'object', anyOf: [{ properties: { a: str } }, { properties: { b: str } }], unevaluatedProperties: false }, { $schema: D20, ...closed({ b: str }) as object }, B, U],
  ['unevaluatedItems added', { $schema: D20, type: 'array', prefixItems: [str] }, { $schema: D20, type: 'array', prefixItems: [str], unevaluatedItems: false }, B, S],
  ['unevaluatedItems as items false', { $schema: D20, type: 'array', prefixItems: [str], unevaluatedItems: false }, { $schema: D20, type: 'array', prefixItems: [str], items: false }, S, S],
  ['allOf merged', { allOf: [obj({ a: str }), { required: ['a'] }] }, obj({ a: str }, { required: ['a'] }), S, S],
  ['allOf extended', { allOf: [obj({ a: str })] }, { allOf: [obj({ a: str }), { required: ['a'] }] }, B, S],
  ['oneOf branch added', kinds('road', 'bridge'), kinds('road', 'bridge', 'tunnel'), S, B],
  ['oneOf reordered', kinds('road', 'bridge'), kinds('bridge', 'road'), S, S],
  ['oneOf to anyOf', kinds('road', 'bridge'), { anyOf: (kinds('road', 'bridge') as { oneOf: object[] }).oneOf }, S, S],
  ['overlapping anyOf to oneOf', { anyOf: [num, int] }, { oneOf: [num, int] }, B, S],
  ['a single schema into a oneOf', str, { oneOf: [str, int] }, S, B],
  ['anyOf branch narrowed', { anyOf: [str, num] }, { anyOf: [str, int] }, B, S],
  ['not added', {}, { not: str }, B, S],
  ['not widened', { not: int }, { not: num }, B, S],
  ['not of a disjoint type', str, { type: 'string', not: int }, S, S],
  ['not of a value', { enum: ['a', 'b'] }, { not: { const: 'c' } }, S, B],
  ['if then added', obj({ kind: str }), obj({ kind: str }, { if: { properties: { kind: { const: 'a' } }, required: ['kind'] }, then: { required: ['b'] } }), B, S],
  ['if then unrelated to the values', obj({ kind: { enum: ['x', 'y'] } }, { required: ['kind'] }), obj({ kind: { enum: ['x', 'y'] } }, { required: ['kind'], if: { properties: { kind: { const: 'a' } } }, then: { required: ['b'] } }), S, S],
  ['if then else as oneOf', { type: 'object', if: { required: ['a'] }, then: { required: ['b'] } }, { type: 'object', dependencies: { a: ['b'] } }, U, S],
  ['definition inlined', { definitions: { a: str }, ...(obj({ x: { $ref: '#/definitions/a' } }) as object) }, obj({ x: str }), S, S],
  ['definition renamed', { definitions: { a: int }, $ref: '#/definitions/a' }, { definitions: { b: int }, $ref: '#/definitions/b' }, S, S],
  ['definition narrowed behind its reference', { definitions: { a: num }, ...(obj({ x: { $ref: '#/definitions/a' } }) as object) }, { definitions: { a: int }, ...(obj({ x: { $ref: '#/definitions/a' } }) as object) }, B, S],
  ['reference by anchor', { $schema: D20, $defs: { a: { $anchor: 'here', type: 'string' } }, $ref: '#here' }, { $schema: D20, type: 'string' }, S, S],
  ['reference by id', { $id: 'https://example.org/root', definitions: { a: { $id: 'part', type: 'string' } }, $ref: 'part' }, str, S, S],
  ['a tree, leaf widened', tree({ type: 'integer' }), tree({ type: 'number' }), S, B],
  ['a tree, property made required', tree(str), tree(str, { required: ['label', 'children'] }), B, S],
  ['a tree without change', tree(str), tree(str), S, S],
  ['mutually recursive oneOf, leaf widened', mutual(int), mutual(num), S, B],
  ['mutually recursive oneOf, leaf changed', mutual(int), mutual(str), B, B],
  ['nested property narrowed', obj({ a: obj({ b: list(obj({ c: num }, { required: ['c'] }) as object) }, { required: ['b'] }) }, { required: ['a'] }), obj({ a: obj({ b: list(obj({ c: int }, { required: ['c'] }) as object) }, { required: ['b'] }) }, { required: ['a'] }), B, S],
  ['a required property that nothing satisfies', obj({ a: false }, { required: ['a'] }), false, S, S],
  ['lenient: optional property added to an open object', obj({ a: str }), obj({ a: str, b: int }), S, S, { lenient: true }],
  ['lenient: property removed from a closed object', closed({ a: str, b: int }), closed({ a: str }), S, S, { lenient: true }],
  ['lenient: required property added', obj({ a: str }), obj({ a: str, b: int }, { required: ['b'] }), B, S, { lenient: true }],
  ['lenient: type changed', obj({ a: str }), obj({ a: int }), B, B, { lenient: true }],
];

export const PAIRS: readonly Pair[] = ROWS.flatMap(([name, old, next, backward, forward, options]) => [
  { name, old, next, mode: 'BACKWARD' as const, expect: backward, ...options },
  { name, old, next, mode: 'FORWARD' as const, expect: forward, ...options },
]);
