// What a compiled table does with a record: documents, withdrawals, skips, and every reason with its place.
import type { JsonObject, SchemaNode } from '@lianshu/schemas';
import { compileTable, createLookupView, type MapContext } from '.';
import type { TableSpec } from './table';
import { smallCatalogue, tableOf } from './test-catalogue';

const text: SchemaNode = { type: 'string' };
const item: SchemaNode = { type: 'object', properties: { no: text, n: text, kg: text } };
const source: SchemaNode = { type: 'object', properties: { no: text, kind: text, qty: text, at: text, items: { type: 'array', items: item }, person: text, n: { type: 'integer' } } };
const target: SchemaNode = {
  type: 'object',
  required: ['id'],
  properties: { id: text, qty: { type: 'number' }, at: text, box: { type: 'object', required: ['at'], properties: { at: text, qty: { type: 'number' } } }, lines: { type: 'array', items: { type: 'object', required: ['name'], properties: { name: text, kg: { type: 'number' } } } } },
};
const catalogue = smallCatalogue(source, target);
const context: MapContext = { constants: {}, meta: { key: 'k', fetchedAt: 0, source: '/t/s' }, lookups: createLookupView(), pseudonym: (name) => name };
const map = (spec: Omit<TableSpec, 'table' | 'version' | 'from' | 'to'>, input: JsonObject) => compileTable(tableOf(spec), { catalogue }).map(input, context);
const id = { to: 'id', from: 'no', ops: ['text'] };

describe('a compiled table', () => {
  it('collects every reason of a record, with pointer, target and the kind of what came but never the value', () => {
    const result = map(
      { rows: [id, { to: 'qty', from: 'qty', ops: ['decimal'] }, { to: 'at', from: 'at', ops: ['datetime'] }, { to: 'lines', list: { from: 'items', rows: [{ to: 'name', from: 'n', ops: ['text'] }, { to: 'kg', from: 'kg', ops: ['decimal'] }] } }] },
      { qty: 'secret 5', at: 'someday', items: [{ n: 'a', kg: '1' }, { n: '/', kg: 'x' }] },
    );
    expect(result.ok ? [] : result.reasons.map(({ code, path, target: to, got }) => [code, path, to, got])).toEqual([
      ['DECIMAL_FORMAT', '/qty', 'qty', 'text of 8 characters'], ['DATETIME_FORMAT', '/at', 'at', 'text of 7 characters'],
      ['DECIMAL_FORMAT', '/items/1/kg', 'lines.kg', 'text of 1 characters'], ['MAP_REQUIRED', '/items/1/n', 'lines.name', 'absent'], ['MAP_REQUIRED', '/no', 'id', 'absent'],
    ]);
    expect(JSON.stringify(result)).not.toContain('secret');
  });

  it('skips a record that is not for it, and withdraws one by its key alone', () => {
    const spec = { when: "r.kind != 'test'", void: "r.kind == '9'", rows: [id, { to: 'qty', from: 'qty', ops: ['decimal'] }] };
    expect(map(spec, { no: 'a', kind: 'test' })).toEqual({ ok: true, documents: [], skipped: true });
    expect(map(spec, { no: 'a', kind: '9', qty: 'nonsense' })).toEqual({ ok: true, documents: [{ op: 'void', value: { id: 'a' } }], skipped: false });
    expect(map(spec, { no: 'a', qty: '2' })).toEqual({ ok: true, documents: [{ op: 'upsert', value: { id: 'a', qty: 2 } }], skipped: false });
  });

  it('makes one document an element, and fails the record as a whole', () => {
    const spec = { each: 'items', when: "it.n != ''", rows: [id] };
    expect(map(spec, { items: [{ no: 'a', n: '1' }, { no: 'b' }, { no: 'c', n: '1' }] })).toMatchObject({ ok: true, skipped: false, documents: [{ value: { id: 'a' } }, { value: { id: 'c' } }] });
    expect(map(spec, { items: [{ no: 'a', n: '1' }, { n: '1' }] })).toMatchObject({ ok: false, reasons: [{ code: 'MAP_REQUIRED', path: '/items/1/no' }] });
    expect(map(spec, {})).toEqual({ ok: true, documents: [], skipped: false });
  });

  it('requires a nested field only when its object was begun', () => {
    const spec = { rows: [id, { to: 'box.at', from: 'at', ops: ['datetime'] }, { to: 'box.qty', from: 'qty', ops: ['decimal'] }] };
    expect(map(spec, { no: 'a' })).toMatchObject({ ok: true, documents: [{ value: { id: 'a' } }] });
    expect(map(spec, { no: 'a', qty: '1' })).toMatchObject({ ok: false, reasons: [{ code: 'MAP_REQUIRED', path: '/at', target: 'box.at' }] });
  });

  it('lets the first row that gives a value win, and uses the default when none does', () => {
    const spec = { rows: [{ ...id, when: "r.kind == 'x'" }, { to: 'id', from: 'at', ops: ['text'], when: "r.kind != ''" }, { to: 'id', value: 'none' }, { to: 'qty', from: 'qty', ops: ['decimal'], default: 1 }] };
    expect(map(spec, { no: 'N', at: 'A', kind: 'x' })).toMatchObject({ documents: [{ value: { id: 'N', qty: 1 } }] });
    expect(map(spec, { no: '/', at: 'A', kind: 'x' })).toMatchObject({ documents: [{ value: { id: 'A' } }] });
    expect(map(spec, {})).toMatchObject({ documents: [{ value: { id: 'none' } }] });
  });

  it('gives each document its own copy of a literal', () => {
    const spec = { rows: [id, { to: 'lines', value: [{ name: 'x' }] }] };
    const table = compileTable(tableOf(spec), { catalogue });
    const [a, b] = [table.map({ no: 'a' }, context), table.map({ no: 'b' }, context)];
    if (!a.ok || !b.ok) throw new Error('both records must map');
    expect(a.documents[0]?.value['lines']).toEqual(b.documents[0]?.value['lines']);
    expect(a.documents[0]?.value['lines']).not.toBe(b.documents[0]?.value['lines']);
  });

  it('counts integers in conditions, and gives a reason when types cannot be compared', () => {
    const spec = { rows: [id, { to: 'qty', value: 1, when: 'r.n % 2 == 0' }] };
    expect(map(spec, { no: 'a', n: 4 })).toMatchObject({ documents: [{ value: { qty: 1 } }] });
    expect(map(spec, { no: 'a', n: 3 })).toMatchObject({ documents: [{ value: { id: 'a' } }] });
    expect(map(spec, { no: 'a', n: 'four' })).toMatchObject({ ok: false, reasons: [{ code: 'MAP_CONDITION', target: 'qty' }] });
  });
});
