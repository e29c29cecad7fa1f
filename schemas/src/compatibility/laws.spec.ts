// Laws of every comparison, on random pairs: the two directions mirror each other, a witness re-checks, what is called safe survives, recursion ends.
import fc from 'fast-check';
import { plainAjv } from './dialect';
import { compareSchemas, type CompatibilityVerdict, type JsonSchema } from '.';

const RUNS = Number(process.env.LIANSHU_RUNS ?? 100);
const bound = fc.integer({ min: -2, max: 4 });
const count = fc.integer({ min: 0, max: 3 });
const name = fc.constantFrom('a', 'b', 'x_1');
const scalar = fc.constantFrom<unknown>(null, true, false, 0, 1, 2, 1.5, -1, 'a', 'b', 'ab', '', 'x_1');
const optional = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });

const { schema } = fc.letrec<{ schema: JsonSchema; leaf: JsonSchema; object: JsonSchema; array: JsonSchema; logic: JsonSchema }>((tie) => ({
  leaf: fc.oneof(
    fc.boolean(),
    fc.constant({ $ref: '#/$defs/again' }),
    optional({ type: fc.constantFrom('string', 'integer', 'number', 'boolean', 'null', ['string', 'null'], ['number', 'string']), minimum: bound, maximum: bound, exclusiveMinimum: bound, multipleOf: fc.constantFrom(1, 2, 0.5), minLength: count, maxLength: count, pattern: fc.constantFrom('^a', '^(a|b)$', 'b$') }),
    fc.record({ enum: fc.uniqueArray(scalar, { minLength: 1, maxLength: 4 }) }),
    fc.record({ const: scalar }),
  ),
  object: optional({
    type: fc.constant('object'),
    properties: fc.dictionary(name, tie('schema'), { maxKeys: 3 }),
    required: fc.uniqueArray(name, { maxLength: 2 }),
    additionalProperties: tie('schema'),
    patternProperties: fc.dictionary(fc.constantFrom('^x_', '^[ab]'), tie('schema'), { maxKeys: 1 }),
    propertyNames: tie('leaf'),
    minProperties: count,
    maxProperties: count,
    dependentRequired: fc.dictionary(name, fc.uniqueArray(name, { maxLength: 2 }), { maxKeys: 1 }),
    dependentSchemas: fc.dictionary(name, tie('schema'), { maxKeys: 1 }),
    unevaluatedProperties: fc.boolean(),
  }) as fc.Arbitrary<JsonSchema>,
  array: optional({ type: fc.constant('array'), prefixItems: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), items: tie('schema'), minItems: count, maxItems: count, uniqueItems: fc.boolean(), contains: tie('schema'), minContains: count, maxContains: count, unevaluatedItems: fc.boolean() }) as fc.Arbitrary<JsonSchema>,
  logic: optional({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), oneOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }), not: tie('schema'), if: tie('schema'), then: tie('schema'), else: tie('schema') }) as fc.Arbitrary<JsonSchema>,
  schema: fc.oneof({ maxDepth: 3, depthSize: 'small' }, tie('leaf'), tie('object'), tie('array'), tie('logic')),
}));

const again = fc.constantFrom<JsonSchema>({ type: ['object', 'string'], properties: { a: { $ref: '#/$defs/again' } } }, { anyOf: [{ type: 'integer' }, { type: 'array', items: { $ref: '#/$defs/again' } }] });
const whole = fc.tuple(schema, again).map(([root, node]): JsonSchema => ({ $schema: 'https://json-schema.org/draft/2020-12/schema', ...(typeof root === 'boolean' ? { allOf: [root] } : root), $defs: { again: node } }));
/** Pairs that have something in common, as versions do: one keyword of the second put into the first. */
const pair = fc.oneof(fc.tuple(whole, whole), fc.tuple(whole, whole).map(([a, b]): [JsonSchema, JsonSchema] => [a, { ...(b as object), ...(a as object) }]), whole.chain((a) => fc.constantFrom(...Object.keys(a)).map((key): [JsonSchema, JsonSchema] => [a, key.startsWith('$') ? a : Object.fromEntries(Object.entries(a).filter(([each]) => each !== key))])));
const json = fc.letrec((tie) => ({ value: fc.oneof({ maxDepth: 3 }, scalar, fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b', 'x_1', 'x_2', 'zz'), tie('value'), { maxKeys: 3, noNullPrototype: true })) })).value;

const accepts = (root: JsonSchema, value: unknown) => plainAjv('2020-12', false).validate(root, value) === true;

/** A clock that moves with the questions asked of it, so that limits fall at the same place each time. */
function ticking(): () => number {
  let time = 0;
  return () => (time += 2);
}

describe('every comparison', () => {
  it('gives BACKWARD(a, b) the verdict of FORWARD(b, a), and FULL both', () => {
    const both = (a: CompatibilityVerdict, b: CompatibilityVerdict) => (a === 'breaks' || b === 'breaks' ? 'breaks' : a === 'safe' && b === 'safe' ? 'safe' : 'undecided');
    fc.assert(
      fc.property(pair, ([a, b]) => {
        const backward = compareSchemas(a, b, { mode: 'BACKWARD', now: ticking() });
        const mirrored = compareSchemas(b, a, { mode: 'FORWARD', now: ticking() });
        const forward = compareSchemas(a, b, { mode: 'FORWARD', now: ticking() });
        expect([mirrored.verdict, mirrored.witness]).toEqual([backward.verdict, backward.witness]);
        expect(compareSchemas(a, b, { mode: 'FULL', now: ticking() }).verdict).toBe(both(backward.verdict, forward.verdict));
      }),
      { numRuns: Math.min(RUNS, 12), seed: 7 },
    );
  }, 120_000);

  it('has a witness that plain ajv confirms, and calls safe only what random payloads cannot break', () => {
    const seen = { safe: 0, breaks: 0, undecided: 0 };
    fc.assert(
      fc.property(pair, fc.array(json, { minLength: 60, maxLength: 60 }), ([a, b], values) => {
        const found = compareSchemas(a, b, { mode: 'BACKWARD' });
        seen[found.verdict] += 1;
        if (found.verdict === 'breaks') expect([accepts(a, found.witness), accepts(b, found.witness)]).toEqual([true, false]);
        if (found.verdict !== 'safe') return;
        const [old, next] = [plainAjv('2020-12', false).compile(a as object), plainAjv('2020-12', false).compile(b as object)];
        expect(values.filter((value) => old(value) === true && next(value) !== true)).toEqual([]);
      }),
      { numRuns: RUNS, seed: Number(process.env.LIANSHU_SEED ?? 11) },
    );
    if (process.env.LIANSHU_FIGURES) process.stderr.write(`${JSON.stringify(seen)}\n`);
    expect(Math.min(seen.safe, seen.breaks)).toBeGreaterThan(10);
  }, 600_000);

  it('ends within two seconds on recursive pairs in both directions', () => {
    const knot = (depth: number, leaf: object): JsonSchema => ({
      $ref: '#/definitions/n0',
      definitions: Object.fromEntries(Array.from({ length: depth }, (_, at) => [`n${at}`, { oneOf: [leaf, { type: 'object', properties: { l: { $ref: `#/definitions/n${(at + 1) % depth}` }, r: { $ref: `#/definitions/n${(at * 3 + 2) % depth}` } }, required: ['l'] }, { type: 'array', items: { anyOf: [{ $ref: `#/definitions/n${(at * 5 + 1) % depth}` }, { $ref: '#/definitions/n0' }] } }] }])),
    });
    for (const [a, b] of [[knot(3, { type: 'integer' }), knot(5, { type: 'number' })], [knot(12, { type: 'string' }), knot(11, { type: ['string', 'null'] })]] as const) {
      const started = performance.now();
      const { verdict } = compareSchemas(a, b, { mode: 'FULL' });
      expect(performance.now() - started).toBeLessThan(2000);
      expect(verdict).toBe('breaks');
    }
  });
});
