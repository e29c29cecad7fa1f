// What each op makes of native values: §7's forms, identifiers, units, and what it refuses.
import type { JsonValue } from '@lianshu/schemas';
import { createPrepareEnv, parseCall, prepareSteps, runAll } from '../chain';
import { Fault } from '../fault';
import { createLookupView } from '../lookup-view';
import { finish } from '../runtime';
import { COLOURS, smallCatalogue } from '../test-catalogue';
import { toWgs84 } from './point';
import { roundHalfEven } from './round';
import type { OpScope } from './op';

const env = createPrepareEnv(smallCatalogue({}, {}), undefined);
const view = createLookupView(() => Date.UTC(2022, 5, 1));
view.put('fleet', '91330212MA2G00021Q|23#', [{ value: '浙B12345' }]);
view.put('bin', 'P|SN1', [
  { value: { material: 'cement', materialBatchId: 'B1' }, from: Date.parse('2022-02-01T00:00:00+08:00') },
  { value: { material: 'cement', materialBatchId: 'B2' }, from: Date.parse('2022-02-28T08:00:00+08:00') },
]);
const scope: OpScope = {
  context: { constants: { plantUscc: '91330212MA2G00021Q', code: 'P' }, meta: { key: 'k', fetchedAt: 0, source: '/s' }, lookups: view, pseudonym: (text) => `p:${text}` },
  record: { SJSJ: '2022/2/28 7:59:59', name: 'x' },
  element: { SJSJ: '2022/2/28 7:59:59' },
  index: 1,
};

/** The value after a chain; a fault is shown as its code. */
function run(ops: JsonValue[], value: unknown): unknown {
  const result = finish(runAll(prepareSteps(ops.map(parseCall), env))(value, scope));
  return result instanceof Fault ? result.code : result;
}

describe('text', () => {
  it.each([
    ['　Ｃ３０（抗渗）　', 'C30(抗渗)'], ['\uFEFF宁波\u200B', '宁波'], ['a\u00A0b ', 'a b'], ['建筑面积㎡', '建筑面积m2'], [12.5, '12.5'],
    ['', undefined], ['/', undefined], ['--', undefined], ['---', undefined], [' 无 ', undefined], ['NULL', undefined], ['0000-00-00', undefined], ['－', undefined],
    [{ a: 1 }, 'MAP_SHAPE'],
  ])('folds %j to %j', (native, folded) => expect(run(['text'], native)).toEqual(folded));
});

describe('decimal, factor, round', () => {
  it.each<[JsonValue[], unknown, unknown]>([
    [['decimal'], '3,256.5㎡', 3256.5], [['decimal'], '3,256.5 m²', 3256.5], [[{ decimal: { thousands: false } }], '3,256', 'DECIMAL_FORMAT'], [['decimal'], '32,56', 'DECIMAL_FORMAT'],
    [['decimal'], '-0.50', -0.5], [['decimal'], '无', undefined], [['decimal'], '约5', 'DECIMAL_FORMAT'], [['decimal'], true, 'DECIMAL_FORMAT'],
    [[{ decimal: { scale: 2 } }], '10.0000', 10], [[{ decimal: { scale: 2 } }], '10.001', 'DECIMAL_SCALE'], [[{ decimal: { units: ['车'] } }], '12车', 12],
    [['decimal', { factor: { by: 10000 } }, { round: 2 }], '18500.0000', 185000000], [['decimal', { factor: { by: 0.001 } }], '38500', 38.5],
    [['decimal', { factor: { by: 0.1 } }], '0.7', 0.07], [['decimal', { factor: { by: 3 } }], '0.1', 0.3],
    [['decimal', { round: 2 }], '2.675', 2.68], [['decimal', { round: 2 }], '2.665', 2.66], [['decimal', { round: 1 }], '35.05', 35], [['decimal', { round: 1 }], '35.15', 35.2], [['decimal', { round: -1 }], '25', 20],
    [['decimal'], '123456789012345678', 'MAP_LOSSY'], [['integer'], '1,450', 1450], [['integer'], '190.0', 190], [['integer'], '190.5', 'INTEGER_FORMAT'],
  ])('%j makes %j into %j', (ops, native, value) => expect(run(ops, native)).toEqual(value));

  it('rounds half to even on the decimal as written, not on its binary neighbour', () => {
    expect(roundHalfEven(1.005, 2).toNumber()).toBe(1);
    expect(roundHalfEven(1.015, 2).toNumber()).toBe(1.02);
  });
});

describe('date and datetime', () => {
  it.each([
    ['2022-2-28', '2022-02-28'], ['2022.02.28', '2022-02-28'], ['2022/2/28', '2022-02-28'], ['2022年02月28日', '2022-02-28'], ['20220228', '2022-02-28'], ['44620', '2022-02-28'], [44620, '2022-02-28'],
    ['1646011800', '2022-02-28'], [1646011800000, '2022-02-28'], ['2022-02-27T20:00:00Z', '2022-02-28'], ['2022-02-28 24:00', '2022-03-01'], ['2022-02-30', 'DATE_FORMAT'], ['28/02/2022', 'DATE_FORMAT'], ['-28800000', 'DATE_FORMAT'], ['0000-00-00', undefined], ['2024-02-29', '2024-02-29'],
  ])('date reads %j as %j', (native, day) => expect(run(['date'], native)).toBe(day));

  it.each([
    ['2022/2/28 9:05:07', '2022-02-28T09:05:07+08:00'], ['2022-02-28 08:55', '2022-02-28T08:55:00+08:00'], ['2022年2月28日9时5分', '2022-02-28T09:05:00+08:00'], ['20220228090507', '2022-02-28T09:05:07+08:00'], ['20220228101500123', '2022-02-28T10:15:00.123+08:00'],
    [44620.5, '2022-02-28T12:00:00+08:00'], [1646011800000, '2022-02-28T09:30:00+08:00'], [1646011800123, '2022-02-28T09:30:00.123+08:00'], ['1646011800', '2022-02-28T09:30:00+08:00'],
    ['2022-02-28T01:30:00Z', '2022-02-28T09:30:00+08:00'], ['2022-02-28T01:30:00.5+00:00', '2022-02-28T09:30:00.5+08:00'], ['2021-12-31 24:00', '2022-01-01T00:00:00+08:00'], ['2022-02-28 24:01', 'DATETIME_FORMAT'], ['2022-02-28 9:60', 'DATETIME_FORMAT'], ['2022-02-29 09:00', 'DATETIME_FORMAT'], ['2022-02-28', '2022-02-28T00:00:00+08:00'], ['昨天', 'DATETIME_FORMAT'],
  ])('datetime reads %j as %j', (native, instant) => expect(run(['datetime'], native)).toBe(instant));

  it('reads day-first, month-first and another zone only when asked', () => {
    expect(run([{ date: { formats: ['dmy'] } }], '03/02/2022')).toBe('2022-02-03');
    expect(run([{ date: { formats: ['mdy'] } }], '03/02/2022')).toBe('2022-03-02');
    expect(run([{ date: { formats: ['yymmdd'] } }], '220228')).toBe('2022-02-28');
    expect(run([{ datetime: { zone: 'UTC' } }], '2022-02-28 01:30')).toBe('2022-02-28T09:30:00+08:00');
    expect(run([{ date: { formats: ['excel'] } }], '2022-02-28')).toBe('DATE_FORMAT');
  });
});

describe('codes and booleans', () => {
  it('finds codes by code, alias, titles, retired code and the row’s own map', () => {
    const colour = ['text', { codes: { set: COLOURS.id, map: { 绛: 'red' } } }];
    for (const native of ['red', '1', '朱', '红', 'RED', '绛']) expect(run(colour, native)).toBe('red');
    expect(run(colour, '藏青')).toBe('blue');
    expect(run(colour, '绿')).toBe('CODE_UNKNOWN');
    expect(run([{ codes: { set: 'colour', unmatched: 'absent' } }], '绿')).toBeUndefined();
    expect(run([{ codes: { set: 'colour', unmatched: 'keep' } }], '绿')).toBe('绿');
  });

  it('reads yes and no, and only the declared spellings where declared', () => {
    for (const native of ['1', '是', 'Y', 'true', true, '√']) expect(run(['boolean'], native)).toBe(true);
    for (const native of ['0', '否', 'n', false]) expect(run(['boolean'], native)).toBe(false);
    expect(run(['boolean'], '也许')).toBe('BOOLEAN_UNKNOWN');
    expect(run([{ boolean: { true: ['已装'], false: ['未装'] } }], '1')).toBe('BOOLEAN_UNKNOWN');
  });
});

describe('lookup', () => {
  const fleet = ['text', { lookup: { table: 'fleet', key: ['$const.plantUscc', '$value'] } }];
  it('finds by key, and names table and key of a miss', () => {
    expect(run(fleet, ' 23# ')).toBe('浙B12345');
    const step = runAll(prepareSteps(fleet.map(parseCall), env));
    expect(step('24#', scope)).toMatchObject({ code: 'LOOKUP_MISSING', lookup: { table: 'fleet', key: '91330212MA2G00021Q|24#' } });
    expect(run(['text', { lookup: { table: 'fleet', key: ['$value'], missing: 'absent' } }], '9')).toBeUndefined();
    expect(run(['text', { lookup: { table: 'fleet', key: ['$const.none', '$value'] } }], '9')).toBeUndefined();
  });

  it('takes the value in force at the instant of a source field', () => {
    const bin = (at?: string) => [{ lookup: { table: 'bin', key: ['$const.code', '$value'], field: 'materialBatchId', ...(at ? { at } : {}) } }];
    expect(run(bin('SJSJ'), 'SN1')).toBe('B1');
    expect(run(bin('$root.SJSJ'), 'SN1')).toBe('B1');
    expect(run(bin(), 'SN1')).toBe('B2');
  });
});

describe('identifiers', () => {
  it.each<[JsonValue, unknown, unknown]>([
    ['uscc', '91330203ma2f000127 ', '91330203MA2F000127'], ['uscc', '91330203MA2F000128', 'FORMAT_USCC'], [{ uscc: { invalid: 'absent' } }, 'MA2F00012', undefined],
    ['plate', '浙B·12345', '浙B12345'], ['plate', '23#', 'FORMAT_PLATE'], ['division', '330283', '330213'], ['division', '000000', 'FORMAT_DIVISION'],
    [{ designation: { part: 'grade' } }, 'A-C30-180(S4)-GB/T14902', 'C30'], [{ designation: { part: 'slumpMm' } }, 'A-C30-180(S4)-GB/T14902', 180], [{ designation: {} }, 'C30', 'FORMAT_DESIGNATION'],
    [{ concrete: { part: 'strengthMPa' } }, 'C9025W6F100', 25], [{ concrete: { part: 'ageDays' } }, 'C9025W6F100', 90], [{ concrete: { part: 'impermeability' } }, 'C9025W6F100', 'P6'], [{ concrete: { part: 'impermeabilityW' } }, 'C25W4（二）', 4],
    [{ concrete: { part: 'frostF' } }, 'C9025W6F100', 100], [{ concrete: { part: 'ageDays' } }, 'C25W4（二）', 28], [{ concrete: { part: 'grade' } }, '细石C25', 'C25'], [{ concrete: { part: 'grade' } }, '砂浆', 'FORMAT_CONCRETE'],
  ])('%j reads %j as %j', (op, native, value) => expect(run([op], native)).toEqual(value));
});

describe('point', () => {
  const [lng, lat] = [121.544, 29.8683];
  it.each([['gcj02', 121.548174, 29.86573], ['bd09', 121.554587, 29.872023], ['wgs84', lng, lat]] as const)('turns %s into WGS-84 within a metre', (crs, x, y) => {
    const point = run([{ point: { crs } }], [String(x), y]) as { lng: number; lat: number };
    expect(Math.abs(point.lng - lng) * 96_500).toBeLessThan(1);
    expect(Math.abs(point.lat - lat) * 111_000).toBeLessThan(1);
  });

  it('inverts GCJ-02 to the centimetre', () => {
    const [x, y] = toWgs84(121.548174, 29.86573, 'gcj02');
    expect(Math.hypot((x - lng) * 96_500, (y - lat) * 111_000)).toBeLessThan(0.15);
  });

  it('refuses half a point, (0,0), out of range and swapped; nothing at all is absent', () => {
    for (const pair of [['121.5', ''], [0, 0], [29.8683, 121.544], ['x', '1'], [200, 1]]) expect(run([{ point: { crs: 'wgs84' } }], pair)).toBe('POINT_RANGE');
    expect(run([{ point: { crs: 'wgs84' } }], ['', ' '])).toBeUndefined();
  });
});

describe('lists and texts', () => {
  it.each<[JsonValue[], unknown, unknown]>([
    [['text', { split: '/' }, { each: { ops: ['decimal'] } }], '34.2/36.1/35.0', [34.2, 36.1, 35]], [['text', { split: { by: [';', '、'] } }], '罚款;警告、 责令 ', ['罚款', '警告', '责令']],
    [['text', { join: '-' }], ['R20220228-031', 1], 'R20220228-031-1'], [['text', { join: '-' }], ['R1', ''], undefined], [['text', { join: { by: '-', skip: true } }], ['R1', '/'], 'R1'],
    [['text', { split: '~' }, { at: -1 }], 'a~b', 'b'], [[{ each: { field: 'no' } }], [{ no: 'A' }, {}, { no: null }, { no: 'B' }], ['A', 'B']], [[{ each: { ops: ['decimal'] } }], ['1', 'x'], 'DECIMAL_FORMAT'],
    [['text', { replace: { pattern: '\\s+', with: '' } }], 'HT 2022-077', 'HT2022-077'], [['text', { extract: { pattern: '^.{8}(.{9}).$' } }], '91330203MA2F000127', 'MA2F00012'], [['text', { extract: { pattern: '(\\d)#' } }], 'x', 'PATTERN_NO_MATCH'],
    [['upper'], 'abc', 'ABC'], [['lower'], 'ABC', 'abc'], [['text', { empty: { tokens: ['2099/12/31'] } }, 'date'], '2099/12/31', undefined], [[{ empty: { tokens: [-9999] } }, 'decimal'], '-9999', undefined],
    [['pseudonym'], ' 李某 ', 'p:李某'],
  ])('%j makes %j into %j', (ops, native, value) => expect(run(ops, native)).toEqual(value));

  it('builds ids that differ for different parts, and never longer than asked', () => {
    const id = (parts: unknown) => run(['text', { id: { prefix: 'MB-' } }], parts);
    expect(id(['P1', 'B7'])).toBe('MB-P1:B7');
    expect(id(['a:b', 'c'])).not.toBe(id(['a', 'b:c']));
    expect(id(['a', ''])).toBeUndefined();
    expect(String(id('x'.repeat(90))).length).toBe(40);
    expect(id(`${'x'.repeat(90)}1`)).not.toBe(id(`${'x'.repeat(90)}2`));
  });

  it.each([['name', '张三', '张*'], ['name', '欧阳小明', '欧阳*'], ['idNo', '330203199001010014', '330203********0014'], ['idNoPublic', '330203199001010014', '3****************4'], ['phone', '13812345678', '138****5678'], ['account', '6222020200112233', '************2233'], ['text', '开裂，电话13800005678，张三', '开裂,电话138****5678,张三'], ['phone', '123', '***']])('masks a %s', (kind, native, masked) => {
    expect(run(['text', { mask: { kind } }], native)).toBe(masked);
  });
});
