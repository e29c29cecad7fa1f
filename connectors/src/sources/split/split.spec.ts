import { rootAttribute } from './xml-field';
import fc from 'fast-check';
import { memberScalar, memberText, splitItems } from './json-split';
import { xmlToObject } from './xml-object';
import { createXmlSplitter } from './xml-split';

function splitXml(text: string, element: string, chunk = text.length || 1) {
  const splitter = createXmlSplitter(element, 10_000);
  const found: string[] = [];
  for (let at = 0; at < text.length; at += chunk) found.push(...splitter.write(text.slice(at, at + chunk)));
  found.push(...splitter.end());
  return { found, failure: splitter.failure(), rest: splitter.rest() };
}

describe('cutting JSON without re-writing it', () => {
  it('keeps every digit and escape of an element', () => {
    const text = '{"a":{"list":[ {"v":1.10, "id":12345678901234567890} , "x\\"]", [1,[2]], 3 ]}}';
    expect(splitItems(text, 'a.list')).toEqual(['{"v":1.10, "id":12345678901234567890}', '"x\\"]"', '[1,[2]]', '3']);
    expect(memberScalar('{"id":12345678901234567890}', 'id')).toBe('12345678901234567890');
    expect(memberScalar('{"名":"\\u6d59B"}', '名')).toBe('浙B');
  });

  it('takes the last of a repeated name, as JSON.parse does', () => {
    expect(memberText('{"a":1,"a":{"b":2}}', 'a.b')).toBe('2');
  });

  it('says when there is no array', () => {
    expect(splitItems('{"a":{}}', 'a')).toBeUndefined();
    expect(splitItems('{"a":1}', 'b.c')).toBeUndefined();
  });

  it('agrees with JSON.parse on any array', () => {
    fc.assert(fc.property(fc.array(fc.jsonValue()), fc.integer({ min: 0, max: 2 }), (items, indent) => {
      const text = JSON.stringify({ before: [1], items, after: '}' }, null, indent);
      const parsed = (JSON.parse(text) as { items: unknown[] }).items;
      expect((splitItems(text, 'items') ?? []).map((item) => JSON.parse(item) as unknown)).toEqual(parsed);
    }));
  });
});

describe('cutting XML into elements', () => {
  const text = '<?xml version="1.0"?>\r\n<L a="<E>"><!-- <E/> --><E id="1">浙B &lt;x&gt; 𠮷</E>\r\n<n:E/><E><E>inner</E><![CDATA[<E>]]></E></L>';
  const expected = ['<E id="1">浙B &lt;x&gt; 𠮷</E>', '<n:E/>', '<E><E>inner</E><![CDATA[<E>]]></E>'];

  it('keeps each outermost element as written, however the stream is cut', () => {
    const legal = text.replace('a="<E>"', 'a="&lt;E&gt;"');
    for (let chunk = 1; chunk < 40; chunk++) expect(splitXml(legal, 'E', chunk).found).toEqual(expected);
  });

  it('refuses a DOCTYPE before any entity could be used', () => {
    const bomb = '<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><L><E>&b;</E></L>';
    expect(splitXml(bomb, 'E')).toMatchObject({ found: [], failure: { code: 'READ_DOCTYPE' } });
  });

  it('hands out what was whole before the break and keeps the rest', () => {
    const broken = splitXml('<L><E>1</E><E>2</L>', 'E');
    expect(broken).toMatchObject({ found: ['<E>1</E>'], failure: { code: 'READ_MALFORMED' }, rest: '<E>2</L>' });
  });

  it('refuses an element that never ends, and one that nests without end', () => {
    expect(splitXml(`<L><E>${'x'.repeat(20_000)}</E></L>`, 'E', 500).failure?.code).toBe('READ_TOO_LARGE');
    expect(splitXml(`<L>${'<a>'.repeat(200)}`, 'E').failure?.code).toBe('READ_MALFORMED');
  });
});

describe('an XML element as an object', () => {
  it('has text values, attributes, numeric references, and arrays where the schema says so', () => {
    const schema = { properties: { cl: { type: 'array', items: { properties: { p: { type: 'array' } } } } } };
    const value = xmlToObject('<R id="7"><BH>007</BH><E/><cl><p>1</p></cl><t u="㎡">3 &#20013;&amp;</t><d><![CDATA[<x>]]></d></R>', schema);
    expect(JSON.parse(JSON.stringify(value))).toEqual({
      '@_id': '7', BH: '007', E: '', cl: [{ p: ['1'] }], t: { '@_u': '㎡', '#text': '3 中&' }, d: '<x>',
    });
  });

  it('treats an element named __proto__ as data', () => {
    const value = xmlToObject('<R><__proto__><polluted>1</polluted></__proto__></R>');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(value)).toEqual(['__proto__']);
  });
});

describe('the next cursor of an XML list', () => {
  it('stands in an attribute of the root element, whatever the elements below say', () => {
    expect(rootAttribute('<?xml version="1.0"?>\n<!-- a list --><Vehicles next="12" more="0"><Vehicle next="99"/></Vehicles>', 'next')).toBe('12');
    expect(rootAttribute('<Vehicles><Vehicle next="99"/></Vehicles>', 'next')).toBeUndefined();
    expect(rootAttribute('no XML at all', 'next')).toBeUndefined();
  });
});
