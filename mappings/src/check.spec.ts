// A table that may not run says so before it runs: every problem at once, with line and what to do.
import type { HubError, SchemaNode } from '@lianshu/schemas';
import { checkTable, compileTable, parseTable } from '.';
import type { RowSpec } from './table';
import { smallCatalogue, SOURCE_ID, tableOf, TARGET_ID } from './test-catalogue';

const text: SchemaNode = { type: 'string' };
const line: SchemaNode = { type: 'object', required: ['name'], properties: { name: text, kg: { type: 'number' } } };
const source: SchemaNode = {
  type: 'object',
  additionalProperties: true,
  properties: { no: text, 名称: text, qty: text, kind: text, count: { type: 'integer' }, box: { type: 'object', properties: { w: text } }, items: { type: 'array', items: { type: 'object', properties: { n: text, kg: text } } } },
};
const target: SchemaNode = {
  type: 'object',
  required: ['id', 'name'],
  properties: {
    id: text, name: text, qty: { type: 'number', 'x-scale': 2 }, count: { type: 'integer' }, colour: { type: 'string', enum: ['red', 'blue'] },
    size: { type: 'object', required: ['w', 'h'], properties: { w: { type: 'number' }, h: { type: 'number' } } }, lines: { type: 'array', items: line },
  },
};
const catalogue = smallCatalogue(source, target);
const good: RowSpec[] = [{ to: 'id', from: 'no', ops: ['text'] }, { to: 'name', from: '名称', ops: ['text'] }];
const problemsOf = (rows: RowSpec[], more: object = {}, lookups?: string[]) => checkTable(tableOf({ rows, ...more }), { catalogue, ...(lookups ? { lookups } : {}) }).map((problem) => `${problem.key}: ${problem.text.en}`);
const extra = (row: RowSpec) => problemsOf([...good, row]);

describe('the check of a table', () => {
  it('finds nothing wrong with a sound table', () => expect(problemsOf(good)).toEqual([]));

  it.each<[string, RowSpec, string]>([
    ['a source field that the schema does not declare, though it allows others', { to: 'qty', from: 'weight', ops: ['decimal'] }, 'rows.2.from: the source schema declares no field weight'],
    ['a path through a list', { to: 'qty', from: 'items.kg', ops: ['decimal'] }, 'it is a list'],
    ['a target that is not in the dataset', { to: 'weight', from: 'qty' }, 'rows.2.to: the target schema has no field weight'],
    ['an unknown op', { to: 'qty', from: 'qty', ops: ['eval'] }, 'there is no op eval'],
    ['an argument of the wrong form', { to: 'qty', from: 'qty', ops: ['decimal', { round: 'two' }] }, 'rows.2.ops.1.round: argument of round: must be integer'],
    ['an unknown argument', { to: 'qty', from: 'qty', ops: [{ decimal: { scael: 2 } }] }, 'unknown key "scael"'],
    ['a pattern that is not RE2', { to: 'colour', from: 'kind', ops: [{ extract: { pattern: '(?<=a)b' } }] }, 'not an RE2 expression'],
    ['an unknown code set', { to: 'colour', from: 'kind', ops: [{ codes: { set: 'colours' } }] }, 'no code set colours'],
    ['a map to a code that the set lacks', { to: 'colour', from: 'kind', ops: [{ codes: { set: 'colour', map: { g: 'green' } } }] }, 'has no code green'],
    ['a map to a value that the target does not allow', { to: 'colour', from: 'kind', ops: [{ codes: { map: { g: 'green' } } }] }, 'does not allow green'],
    ['a literal that the target does not allow', { to: 'colour', value: 'green' }, 'does not allow green'],
    ['text into a number', { to: 'qty', from: 'qty', ops: ['text'] }, 'use decimal'],
    ['a fraction into an integer', { to: 'count', from: 'qty', ops: ['decimal'] }, 'use integer'],
    ['a list into a text', { to: 'colour', from: ['no', 'kind'], ops: ['text'] }, 'use join or at'],
    ['a number op on text', { to: 'qty', from: 'qty', ops: ['text', { round: 2 }] }, 'round cannot take text'],
    ['a condition that does not compile', { to: 'qty', from: 'qty', ops: ['decimal'], when: 'r.qty ==' }, 'CEL condition is wrong'],
    ['a condition on an unknown variable', { to: 'qty', from: 'qty', ops: ['decimal'], when: "x.qty == ''" }, 'CEL condition is wrong'],
    ['a condition on an undeclared field', { to: 'qty', from: 'qty', ops: ['decimal'], when: "r.weight == ''" }, 'declares no field weight'],
    ['a condition that is no truth', { to: 'qty', from: 'qty', ops: ['decimal'], when: 'r.qty + "1"' }, 'must be true or false'],
    ['a condition on all of the record', { to: 'qty', from: 'qty', ops: ['decimal'], when: 'size(r) > 1' }, 'named fields of r only'],
    ['it outside a list', { to: 'qty', from: 'qty', ops: ['decimal'], when: "it.n == ''" }, 'only known inside a list'],
    ['$item outside a list', { to: 'colour', from: '$item' }, 'only known inside a list'],
    ['a target written twice without a condition', { to: 'name', from: 'no', ops: ['text'] }, 'written again later'],
    ['half of a nested object', { to: 'size.w', from: 'box.w', ops: ['decimal'] }, 'the required target size.h has no row'],
    ['a list without its required field', { to: 'lines', list: { from: 'items', rows: [{ to: 'kg', from: 'kg', ops: ['decimal'] }] } }, 'the required target lines.name has no row'],
    ['a list path from the record’s root within a list', { to: 'lines', list: { from: 'items', rows: [{ to: 'name', from: 'no' }] } }, 'declares no field no'],
    ['a list row into a scalar', { to: 'colour', list: { from: 'items', rows: [{ to: 'name', from: 'n' }] } }, 'the target is no list'],
    ['a prototype as source', { to: 'colour', from: '__proto__.x' }, '"__proto__" may not be used'],
    ['a constructor as target', { to: 'constructor', from: 'no' }, '"constructor" may not be used'],
    ['a lookup part that reads an undeclared field', { to: 'colour', from: 'no', ops: [{ lookup: { table: 't', key: ['$root.nope'] } }] }, 'declares no field nope'],
  ])('refuses %s', (_title, row, problem) => {
    expect(extra(row).join('\n')).toContain(problem);
    expect(extra(row).length).toBeGreaterThan(0);
  });

  it('refuses an uncovered required target and an unknown lookup table', () => {
    expect(problemsOf(good.slice(0, 1))).toEqual(['rows: the required target name has no row']);
    const row: RowSpec = { to: 'colour', from: 'no', ops: ['text', { lookup: { table: 'fleets', key: ['$value'] } }] };
    expect(problemsOf([...good, row], {}, ['fleet'])).toEqual(['rows.2.ops.1: there is no lookup table fleets']);
    expect(problemsOf([...good, row], {}, ['fleets'])).toEqual([]);
  });

  it('lets rows share a target when every one but the last has a condition', () => {
    const rows: RowSpec[] = [{ to: 'id', from: 'no', ops: ['text'] }, { to: 'name', from: '名称', ops: ['text'], when: "r.kind == 'a'" }, { to: 'name', from: 'no', ops: ['text'] }];
    expect(problemsOf(rows)).toEqual([]);
  });

  it('needs a row for the key when a record can be withdrawn', () => {
    const named = smallCatalogue(source, { ...target, required: ['name'] });
    expect(checkTable(tableOf({ rows: good.slice(1), void: "r.kind == '9'" }), { catalogue: named }).map((problem) => problem.text.en)).toEqual(['void needs a row for the key field id']);
  });

  it('knows neither schema of a table that names none', () => {
    const unknown = parseTable(JSON.stringify({ table: 'a/b-to-c', version: 1, from: 'urn:lianshu:source:a:b:9', to: TARGET_ID, rows: good }), 'x.yaml');
    expect(checkTable(unknown, { catalogue }).map((problem) => problem.text.en)).toEqual(['the catalogue has no urn:lianshu:source:a:b:9']);
  });

  it('throws one error with file, line, key and all problems when such a table is compiled', () => {
    const yaml = `table: test/record-to-thing\nversion: 1\nfrom: ${SOURCE_ID}\nto: ${TARGET_ID}\nrows:\n  - { to: id, from: nope }\n  - to: name\n    from: 名称\n    ops: [text, shout]\n`;
    expect(() => compileTable(parseTable(yaml, 'bad.yaml'), { catalogue })).toThrow(expect.objectContaining({ code: 'MAPPING_INVALID', details: expect.objectContaining({ file: 'bad.yaml', line: 6, key: 'rows.0.from', count: 2 }) }) as HubError);
    expect(checkTable(parseTable(yaml, 'bad.yaml'), { catalogue }).map((problem) => problem.line)).toEqual([6, 9]);
  });
});

describe('reading a table file', () => {
  const head = `table: test/record-to-thing\nversion: 1\nfrom: ${SOURCE_ID}\nto: ${TARGET_ID}\n`;
  it.each([
    ['broken YAML', `${head}rows: [`, 'MAPPING_YAML'],
    ['a key twice', `${head}version: 2\nrows: []`, 'MAPPING_YAML'],
    ['a long number that would lose digits', `${head}rows:\n  - { to: id, from: no }\ntests:\n  - { name: n, input: { no: 33021200720220228000137 }, expect: {} }`, 'MAPPING_YAML'],
    ['an unknown key', `${head}rows:\n  - { to: id, form: no }`, 'MAPPING_LANGUAGE'],
    ['a row with two sources', `${head}rows:\n  - { to: id, from: no, value: x }`, 'MAPPING_LANGUAGE'],
    ['a list of two forms', `${head}rows:\n  - { to: lines, list: { from: items, by: "/", rows: [{ to: name, from: n }] } }`, 'MAPPING_LANGUAGE'],
    ['a test without expectation', `${head}rows:\n  - { to: id, from: no }\ntests:\n  - { name: n, input: {} }`, 'MAPPING_LANGUAGE'],
    ['no rows', head, 'MAPPING_LANGUAGE'],
  ])('refuses %s', (_title, yaml, code) => {
    expect(() => parseTable(yaml, 'bad.yaml')).toThrow(expect.objectContaining({ code, details: expect.objectContaining({ file: 'bad.yaml', line: expect.any(Number) }) }) as HubError);
  });
});
