// The law of the package: the compiled function and the interpreter agree on every table and every record.
import fc from 'fast-check';
import type { JsonObject, JsonValue, SchemaNode } from '@lianshu/schemas';
import { checkTable, compileTable, createLookupView, interpretTable, type MapContext } from '.';
import { parseCall } from './chain';
import { findOp } from './ops';
import type { ValueKind } from './ops/op';
import type { ListSpec, RowSpec, TableSpec } from './table';
import { smallCatalogue, tableOf } from './test-catalogue';

const RUNS = Number(process.env['LIANSHU_PROPERTY_RUNS'] ?? 2000);

/** Names that would break careless code generation. */
const NAMES = ['a', 'b', 'c', '工程名称', 'x"y', "it's", 'back`${tick}', 'line\u2028sep\u2029', '</script>', '@_attr', '#text', 'a b'];
const any: SchemaNode = {};
const native: SchemaNode = { properties: { a: {} } };
const element: SchemaNode = { type: 'object', properties: Object.fromEntries(NAMES.map((name) => [name, native])) };
const SOURCE: SchemaNode = { type: 'object', properties: { ...Object.fromEntries(NAMES.map((name) => [name, native])), deep: element, list: { type: 'array', items: element } } };
const inner: SchemaNode = { type: 'object', properties: { p: any, q: any, 'r"s': any }, required: ['p'] };
const TARGET: SchemaNode = {
  type: 'object',
  required: ['id'],
  properties: { id: any, ...Object.fromEntries(['t0', 't1', 't2', 't3', 'quote"d', 'sep\u2028'].map((name) => [name, any])), nest: { ...inner, required: [] }, lines: { type: 'array', items: inner }, more: { type: 'array', items: inner } },
};
const catalogue = smallCatalogue(SOURCE, TARGET);

const CALLS: readonly JsonValue[] = [
  'text', 'upper', 'lower', { replace: { pattern: '[0-9]+', with: '#' } }, { extract: { pattern: '(\\d+)', unmatched: 'absent' } }, { extract: { pattern: '^C(\\d+)' } },
  { split: '/' }, { join: '-' }, { join: { by: ',', skip: true } }, { at: 0 }, { at: -1 }, 'decimal', { decimal: { scale: 2 } }, 'integer',
  { factor: { by: 10000 } }, { factor: { by: '0.001' } }, { round: 2 }, { round: -1 }, 'date', 'datetime', { datetime: { zone: 'UTC' } }, 'boolean',
  { codes: { set: 'colour' } }, { codes: { set: 'colour', unmatched: 'keep' } }, { codes: { map: { 甲: 'x' }, unmatched: 'absent' } },
  { lookup: { table: 'plates', key: ['$const.plant', '$value'] } }, { lookup: { table: 'bins', key: ['$value'], field: 'material', at: '$root.a', missing: 'absent' } },
  'uscc', { plate: { invalid: 'absent' } }, 'division', { designation: { part: 'grade' } }, { concrete: { part: 'ageDays' } },
  { point: { crs: 'gcj02' } }, { id: { prefix: 'X-' } }, 'pseudonym', { mask: { kind: 'phone' } }, { empty: { tokens: ['x', -9999] } },
  { each: { ops: ['text'] } }, { each: { field: 'a' } }, { each: { ops: ['decimal'] } },
];

/** Chains whose kinds fit, from a list of choices. */
function chainOf(choices: readonly number[], start: ValueKind): (string | JsonObject)[] {
  let kind = start;
  return choices.map((choice) => {
    const fitting = CALLS.filter((written) => {
      const takes = findOp(parseCall(written)?.name ?? '')?.takes;
      return kind === 'any' || takes === undefined || takes.includes(kind);
    });
    const written = fitting[choice % fitting.length] ?? 'text';
    const call = parseCall(written);
    kind = findOp(call?.name ?? '')?.gives(call?.args, kind) ?? 'any';
    return written as string | JsonObject;
  });
}

const bracket = (name: string) => (/[.[\]"$]/.test(name) ? `[${JSON.stringify(name)}]` : name);
const celName = (name: string) => `[${JSON.stringify(name).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029')}]`;
const name = fc.constantFrom(...NAMES);
const path = (elementOnly: boolean) => fc.oneof(
  { weight: 6, arbitrary: name.map(bracket) },
  { weight: 2, arbitrary: name.map((n) => `$root.${bracket(n)}`) },
  { weight: 1, arbitrary: name.map((n) => `$root.deep.${bracket(n)}`.replace('.[', '[')) },
  { weight: 1, arbitrary: fc.constantFrom('$const.plant', '$meta.key', '$meta.fetchedAt', ...(elementOnly ? ['$item', '$index1'] : [])) },
);
const scalarText = fc.constantFrom('', 'x', 'C30', '1', '红', 'it"s\u2028');
const comparison = (variable: string) => fc.tuple(name, fc.constantFrom('==', '!='), scalarText).map(([n, op, text]) => `${variable}${celName(n)} ${op} ${celName(text).slice(1, -1)}`);
const condition = (variables: string[]) => fc.oneof(
  fc.constantFrom(...variables).chain(comparison),
  fc.tuple(comparison('r'), fc.constantFrom('&&', '||'), fc.constantFrom(...variables).chain(comparison)).map(([a, op, b]) => `(${a}) ${op} !(${b})`),
  fc.tuple(fc.constantFrom(...variables), name).map(([v, n]) => `${v}${celName(n)} in ["x", "", "C30"]`),
  name.map((n) => `size(string(r${celName(n)})) > 2`),
  name.map((n) => `r${celName(n)} > 3`),
  fc.constant("c.plant == 'P1' || m.key == 'k'"),
);
const literal = fc.constantFrom<JsonValue>('L', 7, true, { deep: ['x'] }, null);
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 3 });

/** A row into `to`; sources are one path, several, or a literal. */
const valueRow = (to: string, inList: boolean): fc.Arbitrary<RowSpec> =>
  fc.record({
    source: fc.oneof({ weight: 8, arbitrary: path(inList) }, { weight: 2, arbitrary: fc.array(path(inList), { minLength: 2, maxLength: 3 }) }, { weight: 1, arbitrary: literal.map((value) => ({ value })) }),
    choices: fc.array(fc.nat(1000), { maxLength: 4 }),
    when: maybe(condition(inList ? ['r', 'it'] : ['r'])),
    fallback: fc.option(literal, { nil: undefined, freq: 6 }),
  }).map(({ source, choices, when, fallback }) => {
    const isLiteral = typeof source === 'object' && !Array.isArray(source);
    const ops = chainOf(choices, isLiteral ? kindOf(source.value) : kindOfSource(source));
    return JSON.parse(JSON.stringify({ to, ...(isLiteral ? source : { from: source }), ...(ops.length ? { ops } : {}), when, default: fallback ?? undefined })) as RowSpec;
  });

function kindOfSource(source: string | string[]): ValueKind {
  if (Array.isArray(source)) return 'list';
  if (source === '$item') return 'object';
  if (source === '$index1' || source === '$meta.fetchedAt') return 'integer';
  return /^\$(const|meta)/.test(source) ? 'text' : 'any';
}

function kindOf(value: JsonValue): ValueKind {
  if (value === null) return 'any';
  return ({ string: 'text', number: 'integer', boolean: 'boolean' } as const)[typeof value as 'string'] ?? 'object';
}

const elementRows = fc.tuple(valueRow('p', true), valueRow('q', true), valueRow('["r\\"s"]', true)).map((rows) => [...rows]);
const listRow = (to: string): fc.Arbitrary<RowSpec> =>
  fc.record({
    form: fc.oneof<fc.Arbitrary<ListSpec>[]>(
      fc.record({ rows: elementRows, when: maybe(condition(['it', 'r'])) }).map((list) => ({ from: '$root.list', ...list })),
      fc.record({ rows: fc.tuple(fc.constantFrom<RowSpec>({ to: 'p', from: '$item' }, { to: 'p', from: '$index1' }, { to: 'p', from: '$item', ops: ['decimal'] })).map((rows) => [...rows]) }).map((list) => ({ split: '$root.a', by: '/', ...list })),
      fc.array(fc.record({ when: maybe(condition(['r'])), rows: elementRows }), { minLength: 1, maxLength: 3 }).map((of) => ({ of })),
    ),
    when: maybe(condition(['r'])),
  }).map(({ form, when }) => JSON.parse(JSON.stringify({ to, list: form, when })) as RowSpec);

const rows = (inList: boolean) => fc.tuple(
  valueRow('id', inList), valueRow('t0', inList), valueRow('["quote\\"d"]', inList), valueRow('sep\u2028', inList), valueRow('nest.p', inList), valueRow('nest["r\\"s"]', inList),
  listRow('lines'), listRow('more'), valueRow('t1', inList).map((row) => ({ ...row, when: row.when ?? "r.a == 'x'" })), valueRow('t1', inList),
).map((all) => [...all] as RowSpec[]);
const table = fc.boolean().chain((each) => fc.record({
  rows: rows(each),
  when: maybe(condition(each ? ['r', 'it'] : ['r'])),
  void: maybe(condition(['r'])),
}).map((spec) => JSON.parse(JSON.stringify({ ...spec, ...(each ? { each: 'list' } : {}) })) as Pick<TableSpec, 'rows' | 'when' | 'void' | 'each'>));

const scalar = fc.oneof(
  fc.constantFrom<JsonValue>('', 'x', ' 空 ', '/', '无', 'C30P6', 'C9025W6F100', 'A-C30-180(S4)-GB/T14902', '2022/2/28 9:05:07', '20220228', '44620', 1646011800000, '24:00', '2022-02-28 24:00', '3,256.5㎡', '0.1', '123456789012345678', 5, 3.5, -9999, true, null, '红', '1', '浙B·12345', '330283', '91330203MA2F000127', '13800005678', 'k1', '12/34.5/x', '１２', 'it"s\u2028'),
  fc.string({ maxLength: 6 }), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer(),
);
const flat = fc.dictionary(name, fc.oneof({ weight: 8, arbitrary: scalar }, { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) }, { weight: 1, arbitrary: fc.constant<JsonValue>({ a: 1 }) }), { maxKeys: 12, noNullPrototype: true });
const record = fc.record({ flat, deep: fc.oneof(flat, scalar), list: fc.oneof({ weight: 4, arbitrary: fc.array(fc.oneof({ weight: 5, arbitrary: flat }, scalar), { maxLength: 3 }) }, flat, scalar) })
  .map(({ flat: own, deep, list }) => ({ ...own, deep, list }) as JsonObject);

const view = createLookupView(() => 0);
view.put('plates', 'P1|23#', [{ value: '浙B12345' }]);
view.put('plates', 'P1|x', [{ value: '浙B00001' }]);
view.put('bins', 'x', [{ value: { material: 'sand' }, from: 0 }]);
const context: MapContext = { constants: { plant: 'P1' }, meta: { key: 'k', fetchedAt: 1646011800000, source: '/t/s' }, lookups: view, pseudonym: (text) => `p:${text}` };

describe('compiled and interpreted tables', () => {
  it(`agree on ${RUNS} random tables and their records`, () => {
    let tables = 0;
    let mapped = 0;
    let refused = 0;
    fc.assert(
      fc.property(table, fc.array(record, { minLength: 4, maxLength: 4 }), (spec, records) => {
        const parsed = tableOf(spec);
        expect(checkTable(parsed, { catalogue }).map((problem) => problem.text.en)).toEqual([]);
        tables += 1;
        const compiled = compileTable(parsed, { catalogue });
        const interpreted = interpretTable(parsed, { catalogue });
        for (const input of records) {
          const before = JSON.stringify(input);
          const result = compiled.map(input, context);
          expect(result).toEqual(interpreted.map(input, context));
          expect(JSON.stringify(input)).toBe(before);
          if (result.ok) mapped += result.documents.length;
          else refused += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(tables).toBe(RUNS);
    expect(mapped).toBeGreaterThan(RUNS / 20);
    expect(refused).toBeGreaterThan(RUNS / 20);
  });
});
