// What every database must answer alike: conditions as decided in memory, orders and cursors, aggregates, links, unresolved links.
import fc from 'fast-check';
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { matches } from './matches';
import type { Condition, Order } from './read-types';
import type { Store } from './store';
import { createLog, event, type Place } from './store-fixture';

const DOCS: readonly JsonObject[] = [
  { certNo: 'C1', issuedAt: '2026-03-01T08:00:00+08:00', day: '2026-03-01', volume: 9.5, count: 9, ok: true, title: 'a', ratio: 0.5, projectCode: 'P1', plant: 'X', batches: ['b1', 'b2'] },
  { certNo: 'C2', issuedAt: '2026-03-01T00:30:00Z', day: '2026-03-02', volume: 10, count: 10, ok: false, title: 'A', ratio: 1.25, projectCode: 'P1', plant: 'Y', batches: ['b2'] },
  { certNo: 'C3', issuedAt: '2026-03-01T09:00:00.250+08:00', volume: 100.25, count: -3, title: 'a ', projectCode: 'P2', plant: 'X' },
  { certNo: 'C4', issuedAt: '2026-02-28T23:59:59+08:00', volume: 9.05, title: '混凝土%', note: '长'.repeat(300), projectCode: 'P9', batches: ['b9'] },
  { certNo: 'C5', issuedAt: '2026-03-05T08:00:00+08:00', title: '', ok: true, plant: 'X', projectCode: 'P1' },
  { certNo: 'C6', issuedAt: '2026-03-05T08:00:00+08:00', volume: 0.1, count: 9, title: 'ab_', plant: 'Y' },
];

export function describeReadContract(name: string, setup: () => Promise<Place> | Place): void {
  describe(`reading on ${name}`, () => {
    let place: Place;
    let store: Store;
    beforeAll(async () => {
      place = await setup();
      store = await place.open();
      const [certs, projects] = [createLog(), createLog('t.canonical.project')];
      certs.append(...DOCS.map((data, index) => event({ data, fetchedAt: index + 1 })), event({ data: { certNo: 'gone', issuedAt: '2026-03-01T08:00:00+08:00', volume: 999 } }), event({ op: 'void', data: { certNo: 'gone' }, fetchedAt: 2 }));
      projects.append(...['P1', 'P2', 'P3'].map((projectCode) => event({ dataset: 'project', data: { projectCode, name: `project ${projectCode}` } })));
      await store.persistCanonical(certs.batch());
      await store.persistCanonical(projects.batch());
    });
    afterAll(async () => place.remove());
    const keys = async (where?: Condition, orderBy?: readonly Order[]) => (await store.reader.find({ dataset: 'cert', where, orderBy, first: 100 })).rows.map(({ key }) => key);

    it('finds exactly the documents that a condition holds for, in memory and in SQL alike', async () => {
      const plan = store.plans.get('cert');
      if (!plan) throw new Error('no plan');
      const values: Readonly<Record<string, readonly JsonValue[]>> = {
        volume: [9, 9.5, 9.505, 10, 100.25, 0.1, -1], count: [9, 10, -3, 9.5], ratio: [0.5, 1.25, 1], title: ['a', 'A', 'a ', 'ab_', '混凝土%', '', '%', '_', '混'], certNo: ['C1', 'C', 'c1'],
        issuedAt: ['2026-03-01T00:00:00Z', '2026-03-01T09:00:00.250+08:00', '2026-03-05T08:00:00+08:00'], day: ['2026-03-01', '2026-03-03'], batches: ['b1', 'b2', 'b'], projectCode: ['P1', 'P2'], note: ['长'],
      };
      const compare = fc.constantFrom(...Object.keys(values)).chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...(values[field] ?? [])), fc.constantFrom('eq', 'ne', 'lt', 'lte', 'gt', 'gte', 'startsWith', 'contains', 'in', 'isNull')))
        .map(([field, value, op]): Condition => {
          if (op === 'isNull') return { field, op, value: true };
          if (op === 'in') return { field, op, value: [value, ...(values[field] ?? []).slice(0, 1)] };
          const textual = op === 'startsWith' || op === 'contains';
          return { field, op: textual && !['title', 'certNo', 'batches', 'projectCode', 'note'].includes(field) ? 'eq' : op, value } as Condition;
        });
      const flag: fc.Arbitrary<Condition> = fc.constantFrom<Condition>({ field: 'ok', op: 'eq', value: true }, { field: 'ok', op: 'ne', value: true }, { field: 'ok', op: 'isNull', value: false });
      const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
        condition: fc.oneof({ maxDepth: 3 }, compare, flag, fc.array(tie('condition'), { maxLength: 3 }).map((and) => ({ and })), fc.array(tie('condition'), { maxLength: 3 }).map((or) => ({ or })), tie('condition').map((not) => ({ not }))),
      }));
      await fc.assert(fc.asyncProperty(condition, async (where) => {
        const expected = DOCS.filter((doc) => matches(where, doc, plan)).map(({ certNo }) => certNo);
        expect(await keys(where)).toEqual(expected);
        expect(await store.reader.count({ dataset: 'cert', where })).toBe(expected.length);
      }), { numRuns: 150 });
    });

    it('sorts numbers as numbers, instants as instants, strings by code point and absent values first', async () => {
      expect(await keys(undefined, [{ field: 'volume', direction: 'asc' }])).toEqual(['C5', 'C6', 'C4', 'C1', 'C2', 'C3']);
      expect(await keys(undefined, [{ field: 'volume', direction: 'desc' }])).toEqual(['C3', 'C2', 'C1', 'C4', 'C6', 'C5']);
      expect(await keys(undefined, [{ field: 'issuedAt', direction: 'asc' }])).toEqual(['C4', 'C1', 'C2', 'C3', 'C5', 'C6']);
      expect(await keys(undefined, [{ field: 'title', direction: 'asc' }])).toEqual(['C5', 'C2', 'C1', 'C3', 'C6', 'C4']);
    });

    it('pages through any order by cursor without losing or repeating a row', async () => {
      for (const fields of [[], ['volume'], ['ok', 'volume'], ['day', 'issuedAt'], ['plant', 'title']]) {
        for (const direction of ['asc', 'desc'] as const) {
          const orderBy = fields.map((field) => ({ field, direction }));
          const seen: string[] = [];
          for (let after: string | undefined, more = true; more;) {
            const page = await store.reader.find({ dataset: 'cert', orderBy, first: 2, after });
            seen.push(...page.rows.map(({ key }) => key));
            after = page.endCursor ?? undefined;
            more = page.hasNext;
          }
          expect(seen).toEqual(await keys(undefined, orderBy));
        }
      }
    });

    it('refuses cursors of another order, unknown fields, wrong values and oversized pages', async () => {
      const { endCursor } = await store.reader.find({ dataset: 'cert', first: 1 });
      await expect(store.reader.find({ dataset: 'cert', orderBy: [{ field: 'day', direction: 'asc' }], first: 1, after: endCursor ?? '' })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
      await expect(keys({ field: 'place', op: 'eq', value: 1 })).rejects.toMatchObject({ code: 'FIELD_NOT_SEARCHABLE' });
      await expect(keys({ field: 'volume', op: 'eq', value: 'nine' })).rejects.toMatchObject({ code: 'VALUE_INVALID' });
      await expect(store.reader.find({ dataset: 'cert', first: 1001 })).rejects.toMatchObject({ code: 'PAGE_SIZE' });
      await expect(store.reader.find({ dataset: 'nowhere', first: 1 })).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
    });

    it('holds the predicate together with the condition, in rows, counts, keys and links', async () => {
      const predicate: Condition = { field: 'plant', op: 'eq', value: 'X' };
      expect((await store.reader.find({ dataset: 'cert', predicate, where: { field: 'volume', op: 'gt', value: 9 }, first: 9 })).rows.map(({ key }) => key)).toEqual(['C1', 'C3']);
      expect(await store.reader.count({ dataset: 'cert', predicate })).toBe(3);
      expect((await store.reader.byKeys('cert', ['C2', 'C1', 'gone'], { predicate })).map((row) => row?.key ?? null)).toEqual([null, 'C1', null]);
      const [page] = await store.reader.linked({ dataset: 'cert', fields: ['projectCode'], owners: [['P1']], predicate, first: 9, totals: true });
      expect([page?.rows.map(({ key }) => key), page?.total]).toEqual([['C1', 'C5'], 2]);
    });

    it('adds up and averages exactly, by group', async () => {
      const rows = await store.reader.aggregate({ dataset: 'cert', groupBy: ['plant'], sum: ['volume', 'count'], avg: ['volume', 'ratio'], min: ['issuedAt', 'volume'], max: ['day', 'volume'] });
      expect(rows).toEqual([
        { group: { plant: 'X' }, count: 3, sum: { volume: 109.75, count: 6 }, avg: { volume: 54.875, ratio: 0.5 }, min: { issuedAt: '2026-03-01T08:00:00+08:00', volume: 9.5 }, max: { day: '2026-03-01', volume: 100.25 } },
        { group: { plant: 'Y' }, count: 2, sum: { volume: 10.1, count: 19 }, avg: { volume: 5.05, ratio: 1.25 }, min: { issuedAt: '2026-03-01T08:30:00+08:00', volume: 0.1 }, max: { day: '2026-03-02', volume: 10 } },
        { group: { plant: null }, count: 1, sum: { volume: 9.05, count: null }, avg: { volume: 9.05, ratio: null }, min: { issuedAt: '2026-02-28T23:59:59+08:00', volume: 9.05 }, max: { day: null, volume: 9.05 } },
      ]);
      expect(await store.reader.aggregate({ dataset: 'cert', where: { field: 'plant', op: 'eq', value: 'none' }, sum: ['volume'] })).toEqual([{ group: {}, count: 0, sum: { volume: null }, avg: {}, min: {}, max: {} }]);
      const [third] = await store.reader.aggregate({ dataset: 'cert', where: { field: 'certNo', op: 'in', value: ['C1', 'C2', 'C4'] }, avg: ['volume'] });
      expect(third?.avg['volume']).toBe(9.516667);
    });

    it('answers the linked rows of many owners, each with its own page and total, by value and by array', async () => {
      const pages = await store.reader.linked({ dataset: 'cert', fields: ['projectCode'], owners: [['P1'], ['P3'], [null], ['P1'], ['P2']], orderBy: [{ field: 'volume', direction: 'desc' }], first: 2, totals: true });
      expect(pages.map(({ rows, hasNext, total }) => [rows.map(({ key }) => key), hasNext, total])).toEqual([[['C2', 'C1'], true, 3], [[], false, 0], [[], false, 0], [['C2', 'C1'], true, 3], [['C3'], false, 1]]);
      const next = await store.reader.linked({ dataset: 'cert', fields: ['projectCode'], owners: [['P1']], orderBy: [{ field: 'volume', direction: 'desc' }], first: 2, totals: true, after: pages[0]?.endCursor ?? '' });
      expect(next.map(({ rows, hasNext, total }) => [rows.map(({ key }) => key), hasNext, total])).toEqual([[['C5'], false, 3]]);
      const byArray = await store.reader.linked({ dataset: 'cert', fields: ['batches'], owners: [['b2'], ['b9'], ['b0']], first: 5 });
      expect(byArray.map(({ rows }) => rows.map(({ key }) => key))).toEqual([['C1', 'C2'], ['C4'], []]);
      const byTwo = await store.reader.linked({ dataset: 'cert', fields: ['projectCode', 'plant'], owners: [['P1', 'X'], ['P1', 'Y'], ['P2', 'Y']], first: 5 });
      expect(byTwo.map(({ rows }) => rows.map(({ key }) => key))).toEqual([['C1', 'C5'], ['C2'], []]);
    });

    it('answers more owners and keys than one list holds', async () => {
      const owners = Array.from({ length: 2300 }, (_, index): [string] => [index === 2222 ? 'P1' : `Q${index}`]);
      const pages = await store.reader.linked({ dataset: 'cert', fields: ['projectCode'], owners, first: 1 });
      expect(pages.filter(({ rows }) => rows.length > 0)).toHaveLength(1);
      const rows = await store.reader.byKeys('cert', [...owners.map(([key]) => key), 'C6']);
      expect(rows.map((row) => row?.key).filter(Boolean)).toEqual(['C6']);
    });

    it('lists links whose target has not come, until it comes', async () => {
      const open = async () => (await store.reader.unresolved('cert', 100)).map(({ field, key, value, target }) => [field, key, value, target]);
      expect(await open()).toEqual([['projectCode', 'C4', 'P9', 'project'], ['batches', 'C1', 'b1', 'batch'], ['batches', 'C1', 'b2', 'batch'], ['batches', 'C2', 'b2', 'batch'], ['batches', 'C4', 'b9', 'batch']]);
      const log = createLog('t.canonical.project', 1);
      log.append(event({ dataset: 'project', data: { projectCode: 'P9' } }));
      const batches = createLog('t.canonical.batch');
      batches.append(event({ dataset: 'batch', data: { batchNo: 'b2', supplier: 's' } }));
      await store.persistCanonical(log.batch());
      await store.persistCanonical(batches.batch());
      expect(await open()).toEqual([['batches', 'C1', 'b1', 'batch'], ['batches', 'C4', 'b9', 'batch']]);
    });

    it('finds owners by what stands in their nested objects, and forgets what no longer does', async () => {
      const log = createLog('t.canonical.cert', 8);
      const draft = (certNo: string, ...lots: string[]) => ({ certNo, issuedAt: '2026-03-01T08:00:00+08:00', used: [...lots.map((lot) => ({ lot })), { kg: 3 }] });
      const users = async () => (await store.reader.linked({ dataset: 'cert', fields: ['used.lot'], owners: [['L1'], ['L2'], ['L3']], first: 5 })).map(({ rows }) => rows.map(({ key }) => key));
      log.append(event({ data: draft('N1', 'L1', 'L2', 'L2') }), event({ data: draft('N2', 'L2') }), event({ data: draft('N1', 'L2', 'L3'), fetchedAt: 2 }));
      await store.persistCanonical(log.batch(0, 2));
      expect(await users()).toEqual([['N1'], ['N1', 'N2'], []]);
      await store.persistCanonical(log.batch());
      expect(await users()).toEqual([[], ['N1', 'N2'], ['N1']]);
      log.append(...['N1', 'N2'].map((certNo) => event({ op: 'void' as const, data: { certNo }, fetchedAt: 3 })));
      await store.persistCanonical(log.batch());
      expect(await users()).toEqual([[], [], []]);
    });

    it('moves the elements of an array with its document', async () => {
      const log = createLog('t.canonical.cert', 7);
      const certNo = 'moved';
      log.append(event({ data: { certNo, issuedAt: '2026-03-01T08:00:00+08:00', batches: ['m1', 'm2'] }, fetchedAt: 1 }), event({ data: { certNo, issuedAt: '2026-03-01T08:00:00+08:00', batches: ['m2', 'm3'] }, fetchedAt: 2 }));
      await store.persistCanonical(log.batch(0, 1));
      await store.persistCanonical(log.batch());
      const pages = await store.reader.linked({ dataset: 'cert', fields: ['batches'], owners: [['m1'], ['m2'], ['m3']], first: 5 });
      expect(pages.map(({ rows }) => rows.length)).toEqual([0, 1, 1]);
      log.append(event({ op: 'void', data: { certNo }, fetchedAt: 3 }));
      await store.persistCanonical(log.batch());
    });
  });
}
