import type { SchemaNode } from '@lianshu/schemas';
import { parseNative } from './parse-record';
import { formatInstant, parseInstant, parseVersion } from './instant';

const parse = (format: 'json' | 'xml', text: string | Buffer, schema: SchemaNode = {}) => parseNative(format, Buffer.from(text as string), schema);
const codeOf = (verdict: ReturnType<typeof parse>) => (verdict.ok ? undefined : verdict.reasons[0]?.code);

describe('a native record', () => {
  it('is a JSON object as written', () => {
    expect(parse('json', '{"fl":"10.00","cl":[{"mc":"砂"}]}')).toEqual({ ok: true, value: { fl: '10.00', cl: [{ mc: '砂' }] } });
  });

  it('is an XML element with text values, and lists where the schema says so', () => {
    const schema: SchemaNode = { type: 'object', properties: { KY: { type: 'array', items: { type: 'string' } } } };
    const verdict = parse('xml', '<JCBG id="1"><BGBH>007</BGBH><KY>34.2</KY><GC>3# 楼 &lt;12&gt; 层</GC></JCBG>', schema);
    expect(JSON.parse(JSON.stringify(verdict))).toEqual({ ok: true, value: { '@_id': '1', BGBH: '007', KY: ['34.2'], GC: '3# 楼 <12> 层' } });
  });

  it.each([
    ['json', '{"a":', 'READ_JSON'], ['json', '[1]', 'READ_MALFORMED'], ['json', '"x"', 'READ_MALFORMED'], ['json', '{"a":1,"a":2}', 'READ_DUPLICATE_KEY'],
    ['json', `${'{"a":'.repeat(500)}1${'}'.repeat(500)}`, 'READ_DEPTH'], ['xml', '<a><b></a>', 'READ_MALFORMED'], ['xml', '', 'READ_MALFORMED'],
    ['xml', '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', 'READ_MALFORMED'], ['xml', '<a>&nbsp;</a>', 'READ_MALFORMED'], ['xml', `${'<a>'.repeat(500)}`, 'READ_MALFORMED'],
  ] as const)('that is broken returns its reason (%s %#)', (format, text, code) => {
    expect(codeOf(parse(format, text))).toBe(code);
  });

  it('that is not UTF-8 says so', () => {
    for (const format of ['json', 'xml'] as const) expect(codeOf(parse(format, Buffer.from([0x3c, 0x61, 0xff])))).toBe('READ_ENCODING');
  });

  it('never puts its content into a reason', () => {
    expect(JSON.stringify(parse('xml', '<a>geheim &geheim; <geheim x=geheim></a>'))).not.toContain('geheim');
  });
});

describe('versions and watermarks', () => {
  it.each([
    ['2022-02-28 08:55', '2022-02-28T00:55:00.000Z'], ['2022/2/28 9:05:07', '2022-02-28T01:05:07.000Z'], ['2022-02-28T08:55:30.5Z', '2022-02-28T08:55:30.500Z'],
    ['2022-02-28T08:55:30+08:00', '2022-02-28T00:55:30.000Z'], ['20220228', '2022-02-27T16:00:00.000Z'], ['2022.02.28', '2022-02-27T16:00:00.000Z'],
  ])('reads the instant %s in GMT+8 unless it names a zone', (text, expected) => {
    expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(expected);
  });

  it('reads no instant from an impossible day or other text', () => {
    for (const text of ['2022-02-30', '2022-13-01', 'soon', '', '2022-02-28 25:00']) expect(parseInstant(text)).toBeUndefined();
  });

  it('reads a version from digits or an instant, and writes instants in each style', () => {
    expect([parseVersion('42'), parseVersion('2022-02-28 08:00'), parseVersion('new')]).toEqual([42, Date.UTC(2022, 1, 28), undefined]);
    expect((['iso', 'local', 'epochMs', 'epochS'] as const).map((style) => formatInstant(Date.UTC(2022, 1, 28), style))).toEqual(['2022-02-28T08:00:00+08:00', '2022-02-28 08:00:00', '1646006400000', '1646006400']);
  });
});
