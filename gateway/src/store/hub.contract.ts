// What every database must keep besides documents: partners with keys and grants, deliveries, connection states, tables that follow the catalogue.
import type { ConnectionState, DeliveryReceipt } from '@lianshu/connectors';
import type { SchemaNode } from '@lianshu/schemas';
import type { Store } from './store';
import { createLog, event, NOON, type Place } from './store-fixture';
import { testCatalogue, TEST_SCHEMAS } from './test-catalogue';

export function describeHubContract(name: string, setup: () => Promise<Place> | Place): void {
  describe(`the hub's own records on ${name}`, () => {
    let place: Place;
    let store: Store;
    beforeEach(async () => {
      place = await setup();
      store = await place.open();
    });
    afterEach(async () => place.remove());
    const json = (value: unknown) => Buffer.from(JSON.stringify(value));

    it('knows a partner by the secret of its key until that expires or is revoked, and keeps only its hash', async () => {
      await store.partners.add({ id: 'water', name: '水利局' });
      await expect(store.partners.add({ id: 'water', name: 'again' })).rejects.toMatchObject({ code: 'PARTNER_EXISTS' });
      const { key, secret } = await store.partners.issueKey({ partnerId: 'water', role: 'partner' });
      const expired = await store.partners.issueKey({ partnerId: 'water', role: 'staff', person: 'Li', expiresAt: NOON - 1 });
      await store.partners.grant({ partnerId: 'water', dataset: 'cert' });
      await store.partners.grant({ partnerId: 'water', dataset: 'cert', maxLevel: 'L3' });
      expect(await store.partners.authenticate(secret)).toEqual({
        key: { ...key, revokedAt: null }, partner: { id: 'water', name: '水利局', uscc: null, createdAt: NOON }, grants: [{ partnerId: 'water', dataset: 'cert', maxLevel: 'L3', grantedAt: NOON }],
      });
      expect(secret).toMatch(/^lsk_[\w-]{43}$/);
      expect(JSON.stringify(await store.partners.keys('water'))).not.toContain(secret.slice(12));
      expect(await store.partners.authenticate(expired.secret)).toBeNull();
      expect(await store.partners.authenticate(`${secret}x`)).toBeNull();
      await store.partners.revokeGrant('water', 'cert');
      expect((await store.partners.authenticate(secret))?.grants).toEqual([]);
      await store.partners.revokeKey(key.id);
      expect(await store.partners.authenticate(secret)).toBeNull();
    });

    it('refuses keys and grants of unknown partners, datasets and keys', async () => {
      await expect(store.partners.issueKey({ partnerId: 'none', role: 'partner' })).rejects.toMatchObject({ code: 'PARTNER_UNKNOWN' });
      await store.partners.add({ id: 'a', name: 'A', uscc: '91330212MA2G00021Q' });
      await expect(store.partners.grant({ partnerId: 'a', dataset: 'none' })).rejects.toMatchObject({ code: 'DATASET_UNKNOWN' });
      await expect(store.partners.revokeKey('none')).rejects.toMatchObject({ code: 'KEY_UNKNOWN' });
      expect(await store.partners.list()).toEqual([{ id: 'a', name: 'A', uscc: '91330212MA2G00021Q', createdAt: NOON }]);
    });

    it('keeps one outcome per sink and event, and sums them up by sink', async () => {
      const receipt = (sequence: number, status: 'receipted' | 'refused'): DeliveryReceipt => ({ sink: 's', feed: 'all', sequence, eventId: `e${sequence}`, subject: `k${sequence}`, status, reference: 'R', reasons: [], at: sequence });
      const log = createLog('t.receipts');
      log.append(json(receipt(1, 'refused')), json(receipt(2, 'receipted')), json(receipt(1, 'receipted')), json({ no: 'receipt' }), json(receipt(3, 'refused')));
      expect(await store.persistReceipts(log.batch())).toMatchObject({ accepted: 4, quarantined: 1 });
      expect(await store.persistReceipts(log.batch())).toMatchObject({ dropped: 5 });
      expect(await store.deliveries.summary()).toEqual([{ sink: 's', feed: 'all', sent: 3, receipted: 2, refused: 1, lastSequence: 3 }]);
      expect(await store.deliveries.list({ status: 'refused' }, 10)).toEqual([receipt(3, 'refused')]);
      expect((await store.deliveries.list({ subject: 'k1' }, 10))[0]?.status).toBe('receipted');
    });

    it('shows the newest state of each connection', async () => {
      const state = (id: string, fetched: number): ConnectionState => ({
        id, source: '/s', record: 'a.b', kind: 'rest', schedule: '* * * * * *', checkpoint: { page: fetched }, fetchedAt: fetched, fetched, unreadable: 0, lastRunAt: fetched, lastError: null, owner: 'p', heartbeatAt: 1,
      });
      const log = createLog('t.checkpoints');
      log.append(json(state('one', 1)), json(state('two', 2)), json(state('one', 3)));
      await store.persistCheckpoints(log.batch());
      expect(await store.sources.list()).toEqual([state('one', 3), state('two', 2)]);
    });

    it('comes up for several processes that open an empty database at once', async () => {
      const fresh = await setup();
      const stores = await Promise.all([fresh.open(), fresh.open(), fresh.open()]);
      const log = createLog();
      log.append(event({ data: { certNo: 'A', issuedAt: '2026-03-01T08:00:00+08:00' } }));
      await stores[0]?.persistCanonical(log.batch());
      expect(await stores[2]?.reader.count({ dataset: 'cert' })).toBe(1);
      await fresh.remove();
    });

    it('keeps data when it opens again, adds what the catalogue adds, and refuses what is not additive', async () => {
      const log = createLog();
      log.append(event({ data: { certNo: 'A', issuedAt: '2026-03-01T08:00:00+08:00', volume: 9.5 } }));
      await store.persistCanonical(log.batch());
      const cert = TEST_SCHEMAS['cert'];
      if (!cert) throw new Error('no cert');
      const withField = (field: string, node: SchemaNode) => testCatalogue({ ...TEST_SCHEMAS, cert: { ...cert, properties: { ...cert.properties, [field]: node } } });
      const wider = await place.open(undefined, withField('title', { type: 'string', maxLength: 200 }));
      log.append(event({ data: { certNo: 'B', issuedAt: '2026-03-01T08:00:00+08:00', title: '题'.repeat(200) } }));
      expect(await wider.persistCanonical(log.batch())).toMatchObject({ accepted: 1, dropped: 1 });
      const added = await place.open(undefined, withField('colour', { type: 'string', maxLength: 10, 'x-ref': { dataset: 'project', as: 'tone', reverse: 'toned' } }));
      expect((await added.reader.find({ dataset: 'cert', where: { field: 'colour', op: 'isNull', value: true }, first: 5 })).rows.map(({ key }) => key)).toEqual(['A', 'B']);
      const site: SchemaNode = { type: 'object', properties: { site: { type: 'string', maxLength: 20, 'x-ref': { dataset: 'project', as: 'site', reverse: 'placed' } } } };
      log.append(event({ data: { certNo: 'C', issuedAt: '2026-03-01T08:00:00+08:00', place: { site: 'S' } } }));
      await added.persistCanonical(log.batch());
      const indexed = await place.open(undefined, withField('place', site));
      expect((await indexed.reader.linked({ dataset: 'cert', fields: ['place.site'], owners: [['S']], first: 5 })).map(({ rows }) => rows.map(({ key }) => key))).toEqual([['C']]);
      await expect(place.open(undefined, withField('volume', { type: 'number', 'x-scale': 3, 'x-precision': 12 }))).rejects.toMatchObject({ code: 'STORE_NOT_ADDITIVE', details: { column: 'f_volume' } });
    });
  });
}
