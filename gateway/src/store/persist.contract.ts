// What every database must do when batches are persisted: decisions, exactly one effect, offsets, quarantine, crash and redelivery.
import fc from 'fast-check';
import { quarantineItem } from '@lianshu/connectors';
import type { HubEvent } from '@lianshu/schemas';
import type { Store } from './store';
import { createLog, event, type Place } from './store-fixture';

const cert = (certNo: string, more: object = {}) => ({ certNo, issuedAt: '2026-03-01T08:00:00+08:00', ...more });

export function describePersistContract(name: string, setup: () => Promise<Place> | Place): void {
  describe(`persisting on ${name}`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await setup();
      store = await place.open();
    });
    afterEach(async () => place.remove());
    const stored = async (certNo: string) => (await store.reader.byKeys('cert', [certNo], { withVoided: true }))[0];

    it('accepts a new document and answers it by its key with its provenance', async () => {
      const log = createLog();
      log.append(event({ data: cert('A', { volume: 9.5 }), declared: 3, fetchedAt: 7 }));
      expect(await store.persistCanonical(log.batch())).toEqual({ accepted: 1, duplicate: 0, stale: 0, quarantined: 0, dropped: 0 });
      const row = await stored('A');
      expect(row?.doc).toEqual(cert('A', { volume: 9.5 }));
      expect(row?.provenance).toMatchObject({ source: '/lead', version: { declared: 3, fetchedAt: 7 }, schemaVersion: 1, mapping: 'lead/record-to-cert@1', voided: false });
      expect(row?.provenance.contentHash).toMatch(/^[0-9a-f]{64}$/);
    });

    it('drops what comes again, whole or in part, and counts it', async () => {
      const log = createLog();
      log.append(event({ data: cert('A') }), event({ data: cert('B') }), event({ data: cert('C') }));
      await store.persistCanonical(log.batch(0, 2));
      expect(await store.persistCanonical(log.batch())).toMatchObject({ accepted: 1, dropped: 2 });
      expect((await store.changes.read(0, 100)).changes.map(({ key }) => key)).toEqual(['A', 'B', 'C']);
    });

    it('tells stale, duplicate and accepted apart, also for a key repeated in one batch', async () => {
      const log = createLog();
      log.append(
        event({ data: cert('A', { title: 'one' }), declared: 5, fetchedAt: 10 }), event({ data: cert('A', { title: 'old' }), declared: 4, fetchedAt: 11 }),
        event({ data: cert('A', { title: 'other' }), declared: 5, fetchedAt: 10 }), event({ data: cert('A', { title: 'one' }), declared: 6, fetchedAt: 12 }),
        event({ data: cert('A', { title: 'late' }), declared: 5, fetchedAt: 99 }), event({ data: cert('A', { title: 'two' }), declared: 7, fetchedAt: 13 }),
      );
      expect(await store.persistCanonical(log.batch())).toEqual({ accepted: 2, duplicate: 2, stale: 2, quarantined: 0, dropped: 0 });
      expect((await stored('A'))?.doc['title']).toBe('two');
      expect(await store.changes.history('cert', 'A')).toHaveLength(2);
    });

    it('advances the version of unchanged content without a change row', async () => {
      const log = createLog();
      log.append(event({ data: cert('A'), fetchedAt: 1 }));
      await store.persistCanonical(log.batch());
      log.append(event({ data: cert('A'), fetchedAt: 5 }), event({ data: cert('A', { title: 'x' }), fetchedAt: 4 }));
      expect(await store.persistCanonical(log.batch(1))).toMatchObject({ duplicate: 1, stale: 1 });
      expect((await stored('A'))?.provenance.version).toEqual({ declared: 0, fetchedAt: 5 });
      expect(await store.changes.history('cert', 'A')).toHaveLength(1);
    });

    it('withdraws a document, keeps what it said, and takes it back in a newer version', async () => {
      const log = createLog();
      log.append(event({ data: cert('A', { title: 'x' }), fetchedAt: 1 }), event({ op: 'void', data: { certNo: 'A' }, fetchedAt: 2 }), event({ op: 'void', data: { certNo: 'A' }, fetchedAt: 3 }));
      expect(await store.persistCanonical(log.batch())).toMatchObject({ accepted: 2, duplicate: 1 });
      expect((await store.reader.byKeys('cert', ['A']))[0]).toBeNull();
      expect(await stored('A')).toMatchObject({ doc: { title: 'x' }, provenance: { voided: true } });
      log.append(event({ data: cert('A', { title: 'x' }), fetchedAt: 4 }));
      expect(await store.persistCanonical(log.batch())).toMatchObject({ accepted: 1 });
      expect((await store.reader.byKeys('cert', ['A']))[0]?.provenance.voided).toBe(false);
    });

    it('quarantines a key of another source, with its bytes, and follows x-precedence where the catalogue sets it', async () => {
      const log = createLog();
      log.append(event({ data: cert('A'), source: '/lead' }), event({ data: cert('A', { title: 'mine' }), source: '/other', fetchedAt: 9 }));
      expect(await store.persistCanonical(log.batch())).toMatchObject({ accepted: 1, quarantined: 1 });
      const [item] = (await store.quarantine.list({ code: 'KEY_OWNED' }, 10)).items;
      const bytes = Buffer.from((await store.quarantine.get(item?.id ?? ''))?.item.value ?? '', 'base64');
      expect(bytes.equals(log.messages[1]?.value ?? Buffer.alloc(0))).toBe(true);
      const batch = (tons: number) => ({ batchNo: 'b', supplier: 's', tons });
      const batches = createLog('t.canonical.batch');
      batches.append(event({ dataset: 'batch', source: '/second', fetchedAt: 9, data: batch(1) }), event({ dataset: 'batch', source: '/lead', fetchedAt: 2, data: batch(2) }), event({ dataset: 'batch', source: '/second', fetchedAt: 10, data: batch(3) }));
      expect(await store.persistCanonical(batches.batch())).toMatchObject({ accepted: 2, stale: 1, quarantined: 0 });
    });

    it('never lets a poison message block its neighbours', async () => {
      const log = createLog();
      const tooLong = event({ data: cert('x'.repeat(41)) });
      log.append(event({ data: cert('A') }), Buffer.from('{broken'), event({ dataset: 'nowhere', data: {} }), tooLong, event({ data: cert('B', { volume: 1e14 }) }),
        event({ data: cert('C', { issuedAt: 'yesterday' }) }), event({ data: { issuedAt: '2026-03-01T08:00:00+08:00' } }), event({ data: cert('D') }));
      expect(await store.persistCanonical(log.batch())).toEqual({ accepted: 2, duplicate: 0, stale: 0, quarantined: 6, dropped: 0 });
      const codes = (await store.quarantine.list({}, 10)).items.map(({ reasons }) => reasons[0]?.code).sort();
      expect(codes).toEqual(['DATASET_UNKNOWN', 'KEY_MISSING', 'READ_JSON', 'STORE_VALUE', 'STORE_VALUE', 'STORE_VALUE'].sort());
    });

    it('refuses offsets of another log and offsets past the end of the log', async () => {
      const log = createLog();
      log.append(event({ data: cert('A') }), event({ data: cert('B') }));
      await store.persistCanonical(log.batch());
      await expect(store.persistCanonical({ ...log.batch(), clusterId: 'log-2' })).rejects.toMatchObject({ code: 'STORE_OTHER_LOG' });
      await expect(store.persistCanonical({ ...log.batch(0, 1), endOffset: 1n })).rejects.toMatchObject({ code: 'STORE_OFFSET_PAST_END' });
    });

    it('ends in the same state however batches are cut, crash and come again', async () => {
      const draft = fc.record({ key: fc.constantFrom('A', 'B', 'C'), title: fc.constantFrom('x', 'y', undefined), fetchedAt: fc.integer({ min: 1, max: 6 }), void: fc.boolean() });
      let run = 0;
      await fc.assert(fc.asyncProperty(fc.array(draft, { minLength: 1, maxLength: 24 }), fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 6 }), async (drafts, cuts) => {
        run += 1;
        const events = (tag: string): HubEvent[] => drafts.map((one) => event({ op: one.void ? 'void' : 'upsert', fetchedAt: one.fetchedAt, data: cert(`${tag}${run}${one.key}`, one.title ? { title: one.title } : {}) }));
        const [whole, torn] = [createLog(`t.canonical.whole${run}`), createLog(`t.canonical.torn${run}`)];
        whole.append(...events('w'));
        torn.append(...events('t'));
        await store.persistCanonical(whole.batch());
        for (const [from, size] of cuts) await persistFromOffset(store, torn, from, size);
        await store.persistCanonical(torn.batch());
        expect(await stateOf(store, `t${run}`)).toEqual(await stateOf(store, `w${run}`));
      }), { numRuns: 15 });
    });

    it('closes a replayed item as repaired when accepted, as superseded when not, and by a newer version of its record', async () => {
      const log = createLog();
      const items = ['one', 'two', 'three'].map((key) => quarantineItem({
        source: '/lead', record: 'lead.record', key, mapping: 'lead/record-to-cert@1', schema: null, reasons: [], version: { declared: 0, fetchedAt: 1 }, correlationId: key,
        replay: { topic: 'raw', key, headers: {}, timestamp: 1 }, bytes: Buffer.from(key), at: 1,
      }));
      const news = createLog('t.quarantine');
      news.append(...items.map((item) => Buffer.from(JSON.stringify(item))));
      await store.persistQuarantine(news.batch());
      const [one, two, three] = items.map(({ id }) => id);
      log.append(event({ data: cert('A'), sourcekey: 'one', quarantineitem: one }), event({ data: cert('B'), sourcekey: 'other' }), event({ data: cert('B'), sourcekey: 'two', fetchedAt: 1, quarantineitem: two }),
        event({ data: cert('C'), sourcekey: 'three', fetchedAt: 2 }));
      await store.persistCanonical(log.batch());
      const states = await Promise.all([one, two, three].map(async (id) => (await store.quarantine.get(id ?? ''))?.row.state));
      expect(states).toEqual(['repaired', 'superseded', 'superseded']);
    });

    it('leaves a table\'s item open when only another table of the replayed record comes through', async () => {
      const draft = { source: '/lead', record: 'lead.record', key: 'k', schema: null, reasons: [], version: { declared: 0, fetchedAt: 1 }, correlationId: 'c', bytes: Buffer.from('k'), at: 1 };
      const items = ['lead/record-to-other@1', null].map((mapping) => quarantineItem({ ...draft, mapping, replay: { topic: 'raw', key: 'k', headers: {}, timestamp: 1 } }));
      const news = createLog('t.quarantine');
      news.append(...items.map((item) => Buffer.from(JSON.stringify(item))));
      await store.persistQuarantine(news.batch());
      const log = createLog();
      log.append(...items.map(({ id }, index) => event({ data: cert('A', { title: `t${index}` }), sourcekey: `other${index}`, fetchedAt: index + 1, quarantineitem: id })));
      await store.persistCanonical(log.batch());
      const states = await Promise.all(items.map(async ({ id }) => (await store.quarantine.get(id))?.row.state));
      expect(states).toEqual(['new', 'repaired']);
    });

    it('keeps one quarantine item through failed replays, and what staff decided', async () => {
      const item = quarantineItem({ source: '/s', record: 'a.b', key: 'k', mapping: null, schema: null, reasons: [], version: { declared: 0, fetchedAt: 1 }, correlationId: 'c', replay: null, bytes: Buffer.from('x'), at: 5 });
      const news = createLog('t.quarantine');
      news.append(Buffer.from(JSON.stringify(item)), Buffer.from(JSON.stringify({ ...item, at: 6 })), Buffer.from('no json'));
      expect(await store.persistQuarantine(news.batch())).toMatchObject({ accepted: 2, quarantined: 1 });
      expect((await store.quarantine.get(item.id))?.row).toMatchObject({ state: 'new', attempts: 2, firstAt: 5, lastAt: 6, replayable: false });
      await store.quarantine.assign(item.id, 'Li');
      await store.quarantine.discard(item.id, 'a test record', 'Li');
      await expect(store.quarantine.discard(item.id, 'again', 'Li')).rejects.toMatchObject({ code: 'QUARANTINE_CLOSED' });
      news.append(Buffer.from(JSON.stringify(item)));
      await store.persistQuarantine(news.batch());
      expect((await store.quarantine.get(item.id))?.row).toMatchObject({ state: 'discarded', assignee: 'Li', closedReason: 'a test record' });
    });
  });
}

/** As a bus would after a crash: some suffix again, never leaving a gap. */
async function persistFromOffset(store: Store, log: ReturnType<typeof createLog>, from: number, size: number): Promise<void> {
  const start = from % log.messages.length;
  const done = positions.get(log) ?? 0;
  const begin = Math.min(start, done);
  const end = Math.min(log.messages.length, begin + size);
  if (end <= begin) return;
  await store.persistCanonical(log.batch(begin, end));
  positions.set(log, Math.max(done, end));
}

const positions = new WeakMap<object, number>();

async function stateOf(store: Store, prefix: string): Promise<unknown> {
  const page = await store.reader.find({ dataset: 'cert', where: { field: 'certNo', op: 'startsWith', value: prefix }, first: 100, withVoided: true });
  const rows = page.rows.map(({ key, doc, provenance }) => ({ key: key.slice(1), title: doc['title'], voided: provenance.voided, version: provenance.version }));
  const { changes } = await store.changes.read(0, 1e6);
  const history = changes.filter(({ key }) => key.startsWith(prefix)).map(({ key, op, event: { data, sourceversion } }) => [key.slice(1), op, data['title'], sourceversion]);
  return { rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)), history };
}
