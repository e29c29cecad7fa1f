// Lookup definitions: what canonical documents put into them, and how they are read back at an instant.
import { join } from 'node:path';
import { loadCatalogue, type HubError } from '@lianshu/schemas';
import { createLookupView, loadLookups, lookupEntries, lookupKey, parseLookup } from '.';

const root = join(__dirname, '../..');
const catalogue = loadCatalogue(join(root, 'schemas/catalogue'));
const definitions = loadLookups(join(root, 'mappings/lookups'), catalogue);
const entries = (table: string, document: Parameters<typeof lookupEntries>[1]) => {
  const definition = definitions.find((candidate) => candidate.table === table);
  if (!definition) throw new Error(`no lookup ${table}`);
  return lookupEntries(definition, document);
};

describe('the lookup tables of the hub', () => {
  it('find a project by every native number, the national number and its own code', () => {
    const project = { projectCode: '2104-330212-04-01-123456', prjNum: '3302122105180101', name: '某小区', nativeIds: [{ system: 'civil-defence', id: 'RF|1' }, { system: 'water', id: 'W1' }] };
    expect(entries('project', project)).toEqual(['civil-defence|RF\\|1', 'water|W1', 'prjNum|3302122105180101', 'code|2104-330212-04-01-123456'].map((key) => ({ key, value: project.projectCode })));
    expect(entries('project', { projectCode: 'P', name: 'x' })).toEqual([{ key: 'code|P', value: 'P' }]);
  });

  it('find a truck by its plant and fleet number, and nothing for a truck without one', () => {
    expect(entries('fleet', { plate: '浙B12345', plateColour: '2', plantUscc: 'U', fleetNo: '23#' })).toEqual([{ key: 'U|23#', value: '浙B12345' }]);
    expect(entries('fleet', { plate: '浙B12345', plateColour: '2' })).toEqual([]);
  });

  it('know what a bin held at a moment', () => {
    const batch = (id: string, arrivedAt: string) => ({ materialBatchId: id, receiverUscc: 'U', siloNo: 'SN1', material: 'cement', spec: 'P·O 42.5', arrivedAt, qty: 30 });
    const view = createLookupView(() => Date.parse('2022-03-02T00:00:00+08:00'));
    const both = [batch('B2', '2022-03-01T08:00:00+08:00'), batch('B1', '2022-02-20T08:00:00+08:00')].flatMap((document) => entries('bin', document));
    expect(both[0]).toEqual({ key: 'U|SN1', from: Date.parse('2022-03-01T08:00:00+08:00'), value: { material: 'cement', materialBatchId: 'B2', spec: 'P·O 42.5' } });
    view.put('bin', 'U|SN1', both);
    expect(view.get('bin', 'U|SN1', Date.parse('2022-02-28T08:00:00+08:00'))).toMatchObject({ materialBatchId: 'B1' });
    expect(view.get('bin', 'U|SN1')).toMatchObject({ materialBatchId: 'B2' });
    expect(view.get('bin', 'U|SN1', Date.parse('2022-02-01T08:00:00+08:00'))).toBeUndefined();
  });

  it('resolve organisation codes, present and former names, and project names with and without their phase', () => {
    expect(entries('organisation', { uscc: '91330203MA2F000127', name: 'x' })).toEqual([{ key: 'MA2F00012', value: '91330203MA2F000127' }]);
    expect(entries('enterpriseName', { uscc: 'U', name: '某 建设（宁波）有限公司', formerNames: ['旧名公司'] }).map((entry) => entry.key)).toEqual(['某建设宁波有限公司', '旧名公司']);
    expect(entries('projectName', { projectCode: 'P', name: '某某小区（一期）' }).map((entry) => entry.key)).toEqual(['某某小区一期', '某某小区']);
    expect(entries('projectName', { projectCode: 'P', name: '某某小区' }).map((entry) => entry.key)).toEqual(['某某小区']);
  });
});

describe('a lookup view', () => {
  it('never guesses between two values that hold from the same instant', () => {
    const view = createLookupView(() => 10);
    view.put('projectName', '某某小区', [{ value: 'P1' }, { value: 'P2' }]);
    expect(view.get('projectName', '某某小区')).toBeUndefined();
    view.put('projectName', '某某小区', [{ value: 'P1' }, { value: 'P1' }]);
    expect(view.get('projectName', '某某小区')).toBe('P1');
  });

  it('ends an interval before its `to`, and forgets a key whose intervals are gone', () => {
    const view = createLookupView(() => 10);
    view.put('t', 'k', [{ value: 'a', from: 0, to: 10 }]);
    expect([view.get('t', 'k', 9), view.get('t', 'k'), view.size('t')]).toEqual(['a', undefined, 1]);
    view.put('t', 'k', []);
    expect(view.size()).toBe(0);
  });

  it('keeps parts with a bar apart', () => expect(lookupKey(['a|b', 'c'])).not.toBe(lookupKey(['a', 'b|c'])));
});

describe('a lookup definition', () => {
  it.each([
    ['an unknown dataset', 'table: t\nfrom: trucks\nkey: [plate]\nvalue: plate', 'MAPPING_INVALID'],
    ['an undeclared key field', 'table: t\nfrom: vehicle\nkey: [plat]\nvalue: plate', 'MAPPING_INVALID'],
    ['an undeclared value', 'table: t\nfrom: vehicle\nkey: [plate]\nvalue: plat', 'MAPPING_INVALID'],
    ['$item without each', 'table: t\nfrom: vehicle\nkey: [$item.id]\nvalue: plate', 'MAPPING_INVALID'],
    ['an unknown op', 'table: t\nfrom: vehicle\nkey: [{ from: plate, ops: [shout] }]\nvalue: plate', 'MAPPING_INVALID'],
    ['neither key nor keys', 'table: t\nfrom: vehicle\nvalue: plate', 'MAPPING_LANGUAGE'],
  ])('is refused with %s', (_title, yaml, code) => {
    expect(() => parseLookup(yaml, 'bad.yaml', catalogue)).toThrow(expect.objectContaining({ code }) as HubError);
  });
});
