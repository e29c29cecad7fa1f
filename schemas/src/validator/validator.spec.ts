// Proves the verdict, the reasons and the promises of the validator on small catalogues.
import fc from 'fast-check';
import { createCatalogue, createValidator, decimalsOf, hasScale, MAX_REASONS, type Reason, type SchemaNode, type Verdict } from '..';

const source = (properties: Record<string, SchemaNode>, more: SchemaNode = {}): SchemaNode => ({
  $id: 'urn:lianshu:source:water:works:1', type: 'object', properties: { id: { type: 'string' }, ...properties }, required: ['id'], 'x-key': ['id'], ...more,
});
const ID = 'urn:lianshu:source:water:works:1';
const checker = (schema: SchemaNode, file?: string) => {
  const validator = createValidator(createCatalogue([{ schema, file }]));
  return (value: unknown) => validator.check(ID, value, 'source');
};
const reasons = (verdict: Verdict<unknown>): readonly Reason[] => (verdict.ok ? [] : verdict.reasons);
const codes = (verdict: Verdict<unknown>) => reasons(verdict).map((reason) => `${reason.code} ${reason.path}`);

describe('a verdict', () => {
  const check = checker(source({
    n: { type: 'number', minimum: 0, 'x-scale': 2, 'x-precision': 5 }, kind: { enum: ['a', 'b'] }, text: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[\\p{Letter}]+$' },
    uscc: { type: 'string', format: 'uscc' }, at: { type: 'string', format: 'date-time' }, list: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'integer' } },
    'a/b': { type: 'boolean' }, deep: { type: 'object', properties: { x: { const: 1 } }, additionalProperties: false, required: ['x'] },
  }));

  it('returns the very value that passed', () => {
    const value = { id: '1', n: 1.25, kind: 'a', text: '砼砼', at: '2022-02-28T08:55:00+08:00', deep: { x: 1 }, other: 'kept' };
    const verdict = check(value);
    expect(verdict.ok && verdict.value).toBe(value);
  });

  it('collects every reason with its pointer', () => {
    const verdict = check({ n: -1.234, kind: 'c', text: 'a', uscc: '91330212MA2G00021R', at: '2022-02-28 08:55:00', list: [], 'a/b': 'yes', deep: { y: 2 } });
    expect(codes(verdict).sort()).toEqual([
      'FORMAT_DATE_TIME /at', 'FORMAT_USCC /uscc', 'SCHEMA_CONST /deep/x', 'SCHEMA_ENUM /kind', 'SCHEMA_ITEMS /list', 'SCHEMA_LENGTH /text', 'SCHEMA_RANGE /n', 'SCHEMA_REQUIRED /deep/x',
      'SCHEMA_REQUIRED /id', 'SCHEMA_SCALE /n', 'SCHEMA_TYPE /a~1b', 'SCHEMA_UNKNOWN_FIELD /deep/y',
    ].filter((code) => code !== 'SCHEMA_CONST /deep/x').sort());
  });

  it('says what was expected, the kind of what came, and what to do in both languages', () => {
    expect(reasons(check({ id: '1', kind: 'secret' }))).toEqual([
      { stage: 'source', code: 'SCHEMA_ENUM', path: '/kind', expected: 'one of a, b', got: 'string of 6 characters', hint: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringContaining('codes') } },
    ]);
    expect(reasons(check({}))[0]).toMatchObject({ code: 'SCHEMA_REQUIRED', path: '/id', expected: 'present', got: 'absent' });
    expect(reasons(check({ id: '1', n: 1000 }))[0]).toMatchObject({ code: 'SCHEMA_PRECISION', path: '/n' });
    expect(reasons(check('text'))[0]).toMatchObject({ code: 'SCHEMA_TYPE', path: '', expected: 'object', got: 'string of 4 characters' });
  });

  it('never repeats the value', () => {
    fc.assert(fc.property(fc.stringMatching(/^[q-z]{12,20}$/), (secret) => {
      const verdict = check({ id: 1, n: secret, kind: secret, text: secret, uscc: secret, at: secret, list: [secret], 'a/b': secret, deep: { x: secret } });
      return !verdict.ok && !JSON.stringify(verdict.reasons).includes(secret);
    }));
  });

  it('names a format that is right but not in its normal form', () => {
    expect(reasons(check({ id: '1', uscc: '91330212ma2g00021q' }))[0]).toMatchObject({ code: 'FORMAT_USCC', expected: 'uscc in its normal form' });
  });

  it('counts code points, not UTF-16 units', () => {
    expect(codes(check({ id: '1', text: '𠮷𠮷𠮷𠮷' }))).toEqual([]);
    expect(codes(check({ id: '1', text: '𠮷𠮷𠮷𠮷𠮷' }))).toEqual(['SCHEMA_LENGTH /text']);
    expect(codes(check({ id: '1', text: '𠮷' }))).toEqual(['SCHEMA_LENGTH /text']);
  });

  it('sees own members only', () => {
    const strict = checker(source({ constructor: { type: 'string' } as SchemaNode }, { required: ['id', 'constructor'] }));
    expect(codes(strict({ id: '1' }))).toEqual(['SCHEMA_REQUIRED /constructor']);
  });
});

describe('bounds', () => {
  const check = checker(source({ list: { type: 'array', items: { type: 'integer' } } }));

  it(`gives at most ${MAX_REASONS} reasons`, () => expect(reasons(check({ id: '1', list: Array(500).fill('x') }))).toHaveLength(MAX_REASONS));

  it('gives the first reason only of a very large record', () => expect(codes(check({ id: '1', list: Array(300_000).fill('x') }))).toEqual(['SCHEMA_TYPE /list/0']));
});

describe('decimals', () => {
  it('accepts every decimal of the scale, which multipleOf does not', () => {
    fc.assert(fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.nat(6), (whole, scale) => hasScale(Number(`${whole}e-${scale}`), scale)));
    expect([0.29, 1.1, 4.35, 1000000.01].every((value) => hasScale(value, 2))).toBe(true);
  });

  it('agrees with the digits of the shortest text', () => {
    fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 }), fc.nat(6), (value, scale) => hasScale(value, scale) === decimalsOf(value) <= scale));
  });

  it('holds for large numbers', () => expect([hasScale(9007199254740991, 2), hasScale(4503599627370495.5, 0), hasScale(1e21, 3)]).toEqual([true, false, true]));
});

describe('patterns', () => {
  const runaway = '^(a+)+$';
  const attack = { id: '1', t: `${'a'.repeat(40_000)}!` };

  it.each([undefined, '/catalogue/sources/water/works/v1.json'])('answer a runaway pattern in linear time (file: %s)', (file) => {
    const check = checker(source({ t: { type: 'string', pattern: runaway } }), file);
    expect(codes(check(attack))).toEqual(['SCHEMA_PATTERN /t']);
  });

  it.each([
    ['^\\p{Letter}\\d{2}$', '砼12', '112'], ['^[\\p{Script=Han}]+$', '联数', 'ab'], ['^\\u7532$', '甲', '乙'], ['^\\u{20BB7}$', '𠮷', '吉'], ['^a.c$', 'abc', 'a\nc'], ['^\\S+$', 'ab', 'a\u3000b'],
    ['^[^\\s]+$', 'ab', 'a\u00a0b'], ['^K\\d+\\/\\d$', 'K1/2', 'K1-2'], ['^[[a]$', '[', 'b'], ['b', 'abc', 'ac'],
  ])('mean the same on RE2 and RegExp: %s', (pattern, good, bad) => {
    for (const file of [undefined, '/shipped.json']) {
      const check = checker(source({ t: { type: 'string', pattern } }), file);
      expect([check({ id: '1', t: good }).ok, check({ id: '1', t: bad }).ok]).toEqual([true, false]);
    }
  });
});

describe('references', () => {
  const target: SchemaNode = { $id: 'urn:lianshu:source:water:part:1', type: 'object', properties: { id: { type: 'string' }, no: { type: 'integer' } }, required: ['id'], 'x-key': ['id'] };

  it('are answered from the catalogue and never fetched', () => {
    const validator = createValidator(createCatalogue([{ schema: source({ part: { $ref: 'urn:lianshu:source:water:part:1' }, local: { $ref: '#/$defs/small' } }, { $defs: { small: { type: 'integer', maximum: 3 } } }) }, { schema: target }]));
    expect(codes(validator.check(ID, { id: '1', part: { id: 'x', no: 'y' }, local: 9 }, 'source'))).toEqual(['SCHEMA_TYPE /part/no', 'SCHEMA_RANGE /local']);
  });

  it('that lead elsewhere are refused at load', () => {
    expect(() => createCatalogue([{ schema: source({ part: { $ref: 'https://example.org/schema.json' } }) }])).toThrow(/nothing is fetched/);
  });
});
