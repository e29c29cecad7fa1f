// What every database must keep for feeds: sequences without a gap in commit order, membership whichever comes first, snapshot = fold of the entries.
import fc from 'fast-check';
import type { HubEvent, JsonObject } from '@lianshu/schemas';
import type { Store } from './store';
import { createLog, event, FEEDS, type Place } from './store-fixture';

const cert = (certNo: string, more: JsonObject = {}): JsonObject => ({ certNo, issuedAt: '2026-03-01T08:00:00+08:00', ...more });

export function describeFeedContract(name: string, setup: () => Promise<Place> | Place): void {
  describe(`feeds on ${name}`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await setup();
      store = await place.open();
    });
    afterEach(async () => place.remove());
    const persist = async (topic: string, ...events: readonly HubEvent[]) => {
      const log = createLog(topic);
      log.append(...events);
      await store.persistCanonical(log.batch());
    };
    const entries = async (feed: string) => (await store.feeds.read(feed, 0, 1000)).map(({ sequence, event: { subject, type } }) => [sequence, subject, type.split('.')[2]]);

    it('numbers the accepted changes from 1, in the event too, and drops the mark of a replay', async () => {
      await persist('t.canonical.cert', event({ data: cert('A'), quarantineitem: 'q1' }), event({ data: cert('A') }), event({ data: cert('B') }), event({ op: 'void', data: { certNo: 'A' }, fetchedAt: 5 }));
      expect(await entries('all')).toEqual([[1, 'A', 'upsert'], [2, 'B', 'upsert'], [3, 'A', 'void']]);
      const [first] = await store.feeds.read('all', 0, 1);
      expect(first?.event.sequence).toBe('1');
      expect(first?.event).not.toHaveProperty('quarantineitem');
      expect((await store.feeds.read('all', 2, 10)).map(({ sequence }) => sequence)).toEqual([3]);
      await expect(store.feeds.read('none', 0, 1)).rejects.toMatchObject({ code: 'FEED_UNKNOWN' });
    });

    it('lets in only what its condition holds for, and withdraws by key alone what no longer belongs', async () => {
      await persist('t.canonical.cert', event({ data: cert('A') }), event({ data: cert('B', { title: 'a person' }) }));
      await persist('t.canonical.cert2', event({ data: cert('A', { title: 'a person now' }), fetchedAt: 2 }), event({ data: cert('B', { title: 'still' }), fetchedAt: 2 }), event({ op: 'void', data: { certNo: 'B' }, fetchedAt: 3 }));
      expect(await entries('firms')).toEqual([[1, 'A', 'upsert'], [2, 'A', 'void']]);
      const left = (await store.feeds.read('firms', 1, 1))[0]?.event;
      expect(left?.data).toEqual({ certNo: 'A' });
      expect(JSON.stringify(left)).not.toContain('a person now');
    });

    it('lets in documents of registered projects, whichever comes first, and lets them out when the register withdraws', async () => {
      await persist('t.canonical.cert', event({ data: cert('A', { projectCode: 'P1' }) }), event({ data: cert('B', { projectCode: 'P2' }) }));
      await persist('t.canonical.register', event({ dataset: 'register', data: { regNo: 'R1', projectCode: 'P1' } }));
      await persist('t.canonical.cert2', event({ data: cert('C', { projectCode: 'P1' }) }), event({ data: cert('D', { projectCode: 'P2' }) }));
      expect(await entries('via')).toEqual([[1, 'A', 'upsert'], [2, 'C', 'upsert']]);
      await persist('t.canonical.register2', event({ dataset: 'register', data: { regNo: 'R1', projectCode: 'P2' }, fetchedAt: 2 }));
      expect((await entries('via')).slice(2)).toEqual([[3, 'A', 'void'], [4, 'B', 'upsert'], [5, 'C', 'void'], [6, 'D', 'upsert']]);
      await persist('t.canonical.register3', event({ dataset: 'register', op: 'void', data: { regNo: 'R1' }, fetchedAt: 3 }));
      expect((await store.feeds.snapshot('via')).rows).toEqual([]);
    });

    it('keeps every feed gap-free in commit order, and equal to its snapshot, while several partitions persist at once', async () => {
      const other = await place.open();
      const stores = [store, other, store, other];
      const draft = fc.record({ key: fc.integer({ min: 0, max: 12 }), project: fc.constantFrom('P1', 'P2', 'P3'), title: fc.boolean(), void: fc.boolean(), register: fc.boolean() });
      let run = 0;
      await fc.assert(fc.asyncProperty(fc.array(fc.array(draft, { minLength: 1, maxLength: 10 }), { minLength: 4, maxLength: 12 }), async (batches) => {
        run += 1;
        await Promise.all(batches.map(async (drafts, index) => {
          // As on the bus: one partition holds all of a key.
          const partition = index % 4;
          const log = createLog(`t.canonical.mixed${run}.${index}`, partition);
          log.append(...drafts.map((one, place) => {
            const fetchedAt = run * 10_000 + index * 100 + place;
            if (one.register) return event({ dataset: 'register', op: one.void ? 'void' : 'upsert', fetchedAt, data: { regNo: `${partition}`, projectCode: one.project } });
            return event({ op: one.void ? 'void' : 'upsert', fetchedAt, data: cert(`${partition}-${one.key}`, { projectCode: one.project, ...(one.title ? { title: `t${fetchedAt}` } : {}) }) });
          }));
          await stores[partition]?.persistCanonical(log.batch());
        }));
        for (const { feed } of FEEDS) await expectFoldIsSnapshot(store, feed);
      }), { numRuns: 6 });
    });

    it('starts a feed that is new to a store with what belongs to it', async () => {
      await persist('t.canonical.register', event({ dataset: 'register', data: { regNo: 'R1', projectCode: 'P1' } }));
      await persist('t.canonical.cert', event({ data: cert('A', { projectCode: 'P1' }) }), event({ data: cert('B') }), event({ data: cert('A', { projectCode: 'P1', title: 'x' }), fetchedAt: 2 }));
      const later = await place.open([...FEEDS, { feed: 'later', dataset: 'cert', via: { dataset: 'register', on: 'projectCode' } }]);
      expect((await later.feeds.read('later', 0, 10)).map(({ sequence, event: { data } }) => [sequence, data['certNo'], data['title']])).toEqual([[1, 'A', 'x']]);
      await expectFoldIsSnapshot(later, 'later');
    });

    it('hands a snapshot on page by page, of one moment, while others commit', async () => {
      await persist('t.canonical.cert', ...Array.from({ length: 1100 }, (_, index) => event({ data: cert(`A${index}`) })));
      const sizes: number[] = [];
      const { sequence, rows } = await store.feeds.snapshot('all', async (page) => {
        sizes.push(page.length);
        await persist(`t.canonical.later${sizes.length}`, event({ data: cert(`later${sizes.length}`) }));
      });
      expect([sequence, rows, sizes]).toEqual([1100, [], [500, 500, 100]]);
      expect(await store.feeds.latest('all')).toBe(1103);
    });

    it('hands changes on in commit order, whole commits at a time, to whoever follows', async () => {
      await persist('t.canonical.cert', event({ data: cert('A') }), event({ data: cert('B') }));
      await persist('t.canonical.register', event({ dataset: 'register', data: { regNo: 'R1' } }));
      const first = await store.changes.read(0, 1);
      expect(first.changes.map(({ key }) => key)).toEqual(['A', 'B']);
      const second = await store.changes.read(first.position, 10, ['register']);
      expect(second.changes.map(({ dataset, key }) => [dataset, key])).toEqual([['register', 'R1']]);
      expect(second.position).toBe(await store.changes.latest());
    });

    it('wakes listeners of this process at once and those of another by polling', async () => {
      const other = await place.open();
      const here = new Promise((resolve) => { store.onCommit(({ feeds }) => feeds['all'] === 1 && resolve('here')); });
      const there = new Promise((resolve) => { other.onCommit(({ feeds }) => feeds['all'] === 1 && resolve('there')); });
      await persist('t.canonical.cert', event({ data: cert('A') }));
      expect(await Promise.all([here, there])).toEqual(['here', 'there']);
    });

    it('gives a job to one owner at a time, and to another when the lease has run out or was given back', async () => {
      expect(await store.leases.hold('job', 'a', 1000, 500)).toBe(true);
      expect(await store.leases.hold('job', 'b', 1400, 500)).toBe(false);
      expect(await store.leases.hold('job', 'a', 1400, 500)).toBe(true);
      expect(await store.leases.hold('job', 'b', 1901, 500)).toBe(true);
      await store.leases.release('job', 'b');
      expect(await store.leases.hold('job', 'a', 1902, 500)).toBe(true);
    });
  });
}

async function expectFoldIsSnapshot(store: Store, feed: string): Promise<void> {
  const { sequence, rows } = await store.feeds.snapshot(feed);
  const entries = await store.feeds.read(feed, 0, 100_000);
  expect(entries.map((entry) => entry.sequence)).toEqual(Array.from({ length: sequence }, (_, index) => index + 1));
  const folded = new Map<string, unknown>();
  for (const { event: { subject, type, data } } of entries) {
    if (type.endsWith('.void')) folded.delete(subject);
    else folded.set(subject, data);
  }
  expect(Object.fromEntries([...folded].sort())).toEqual(Object.fromEntries(rows.map(({ key, doc }) => [key, doc]).sort()));
}
