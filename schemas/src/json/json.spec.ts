// Proves canonical JSON and its hash, and that a record is read within bounds and never altered in silence.
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { atPointer, canonicalJson, contentHash, decimalsOf, findRepeatedKey, kindOf, lineOf, parseRecord, pointerOf, segmentsOf } from '.';
import type { Verdict } from '../reason';

const read = (text: string, limits = {}) => parseRecord(Buffer.from(text), limits);
const codes = (verdict: Verdict<unknown>) => (verdict.ok ? 'ok' : verdict.reasons.map((reason) => `${reason.code} ${reason.path}`).join());

describe('canonical JSON', () => {
  it('writes the example of RFC 8785', () => {
    const value = { numbers: [333333333.33333329, 1e30, 4.5, 2e-3, 0.000000000000000000000000001], string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/', literals: [null, true, false] };
    expect(canonicalJson(value)).toBe('{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}');
  });

  it('sorts keys by UTF-16 code units', () => {
    const keys = ['\r', 'a', '\u0080', '\u00f6', '\u20ac', '\u{1f600}', '\ufb33'];
    expect(Object.keys(JSON.parse(canonicalJson(Object.fromEntries([...keys].reverse().map((key) => [key, 1])))) as object)).toEqual(keys);
  });

  it('is a round trip, and the order of keys makes no difference', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      const text = canonicalJson(value);
      expect(canonicalJson(JSON.parse(text))).toBe(text);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
    }));
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.integer()), (value) => contentHash(value) === contentHash(Object.fromEntries(Object.entries(value).reverse()))));
  });

  it('refuses what JSON cannot say and names its place', () => {
    expect(() => canonicalJson({ a: [1, NaN] })).toThrow(expect.objectContaining({ code: 'JSON_NOT_CANONICAL', details: { path: '/a/1', kind: 'number without a finite value' } }));
    expect(() => canonicalJson({ at: new Date(0) })).toThrow(/JSON_NOT_CANONICAL|canonical/);
    expect(() => canonicalJson(1n)).toThrow(/canonical/);
    expect(canonicalJson({ b: undefined, a: -0 })).toBe('{"a":0}');
  });

  it('hashes the canonical text with SM3', () => {
    const sm3 = (text: string) => createHash('sm3').update(text).digest('hex');
    expect(sm3('abc')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0');
    expect(contentHash({ b: '砼', a: [1.5] })).toBe(sm3('{"a":[1.5],"b":"砼"}'));
  });
});

describe('reading a record', () => {
  it('returns any JSON unchanged, however it is spaced', () => {
    fc.assert(fc.property(fc.jsonValue(), fc.constantFrom(undefined, 2, '\t'), (value, space) => {
      const text = JSON.stringify(value, null, space);
      const parsed: unknown = JSON.parse(text);
      fc.pre(!text.includes('__proto__') && !/e\+\d|\d{16}/.test(text) && !/\\ud[89a-f]/i.test(text));
      expect(read(text, { maxDepth: 1000 })).toEqual({ ok: true, value: parsed });
    }));
  });

  it('takes a byte-order mark', () => expect(read('\ufeff{"a":1}')).toEqual({ ok: true, value: { a: 1 } }));

  it.each([
    ['{"a":1,"a":2}', 'READ_DUPLICATE_KEY /a'],
    ['{"a" :1,"a":2}', 'READ_DUPLICATE_KEY /a'],
    ['{"x":[{"k":1},{"b":{"k/~":1,"\\u006b/~":2}}]}', 'READ_DUPLICATE_KEY /x/1/b/k~1~0'],
    ['{"a":"\\\\","b":"x\\": 1","b":2}', 'READ_DUPLICATE_KEY /b'],
    ['{"permit":330212202105180101}', 'READ_NUMBER /permit'],
    ['[1,[1e400]]', 'READ_NUMBER /1/0'],
    ['{"a":"\\ud800"}', 'READ_ENCODING /a'],
    ['{"a":', 'READ_JSON '],
    ['', 'READ_JSON '],
    ['{"a":1}{"b":2}', 'READ_JSON '],
  ])('refuses %s with %s', (text, expected) => expect(codes(read(text))).toBe(expected));

  it('does not mistake text for keys', () => {
    const value = { a: 'b":1', c: 'd\\":', ' :': ' :', t: '08:55:00', u: '{"a":1,"a":2}', e: '\u00e9' };
    expect(read(JSON.stringify(value))).toEqual({ ok: true, value });
  });

  it('refuses bytes that are no UTF-8', () => expect(codes(parseRecord(Buffer.from([0x7b, 0x22, 0xc4, 0xfe, 0x22, 0x7d])))).toBe('READ_ENCODING '));

  it('holds its limits', () => {
    expect(codes(read('[1,2,3]', { maxBytes: 6 }))).toBe('READ_SIZE ');
    expect(codes(read('[[[]]]', { maxDepth: 2 }))).toBe('READ_DEPTH /0/0');
    expect(codes(read('[[[]]]', { maxDepth: 3 }))).toBe('ok');
    expect(codes(read('[1,2,{"a":3}]', { maxNodes: 3 }))).toBe('READ_NODES /2');
    expect(codes(read('['.repeat(500_000) + ']'.repeat(500_000)))).toMatch(/^READ_DEPTH/);
  });

  it('leaves __proto__ members out, however they are written', () => {
    for (const key of ['__proto__', '\\u005f_proto__']) {
      const verdict = read(`{"a":{"${key}":{"admin":true},"b":1}}`);
      expect(verdict).toEqual({ ok: true, value: { a: { b: 1 } } });
      expect(verdict.ok && Object.hasOwn((verdict.value as { a: object }).a, '__proto__')).toBe(false);
    }
  });

  it('never repeats a value in a reason', () => {
    const verdict = read('{"id":"330203199001010014","id":"330203199001010014"}');
    expect(verdict.ok).toBe(false);
    expect(JSON.stringify(verdict)).not.toContain('3302031990');
  });
});

describe('places and kinds', () => {
  it('finds lines and pointers', () => {
    const text = '{\n  "a": {\n    "b/c": [\n      { "d": 1 }\n    ]\n  }\n}';
    expect([lineOf(text, '/a/b~1c/0/d'), lineOf(text, '/a/b~1c'), lineOf(text, '/a/zzz'), lineOf(text, '')]).toEqual([4, 3, 2, 1]);
    expect(findRepeatedKey(text)).toBeUndefined();
    expect(segmentsOf(pointerOf(['a', 'b/c', 0, 'd~']))).toEqual(['a', 'b/c', '0', 'd~']);
    expect(atPointer(JSON.parse(text), '/a/b~1c/0/d')).toBe(1);
    expect(atPointer({}, '/constructor')).toBeUndefined();
  });

  it('names kinds, not values', () => {
    expect([undefined, null, '', '砼x', 5, 1.25, 1e-7, [1, 2], {}, true].map(kindOf)).toEqual([
      'absent', 'null', 'empty string', 'string of 2 characters', 'integer', 'number with 2 decimals', 'number with 7 decimals', 'list of 2', 'object', 'boolean',
    ]);
    expect([0.29, 5, 1e21, 1.5e-10].map(decimalsOf)).toEqual([2, 0, 0, 11]);
  });
});
