// The hub's own API: staff see sources, quarantine and deliveries, act on them under their name; partners see their catalogue.
import { quarantineItem, quarantineMessage } from '@lianshu/connectors';
import { openCity, type City } from '../testing/city';
import { seedCity } from '../testing/city-seed';

let city: City;
let staff: string;
let partner: string;
let itemId: string;

const BYTES = Buffer.from('{"hgzbh":"坏的"}');

beforeAll(async () => {
  city = await openCity();
  await seedCity(city);
  ({ secret: staff } = await city.partner('office', {}, 'staff'));
  ({ secret: partner } = await city.partner('water', { cert: 'L2' }));
  const item = quarantineItem({
    source: '/construction/platform', record: 'construction.certificate', key: 'K1', mapping: 'construction/certificate-to-cert@1', schema: null,
    reasons: [{ stage: 'map', code: 'MAP_REQUIRED', path: '/fl', target: 'volume', expected: 'a value', got: 'nothing', hint: { zh: '补方量', en: 'fill in the volume' } }],
    version: { declared: 0, fetchedAt: 1 }, correlationId: 'raw-1', replay: { topic: 'spec.raw.construction.certificate', key: 'K1', headers: {}, timestamp: 1 }, at: 1646010000000, bytes: BYTES,
  });
  itemId = item.id;
  await city.store.persistQuarantine({ topic: 'spec.quarantine', partition: 0, endOffset: 1n, clusterId: 'spec', group: 'persist', messages: [{ offset: 0n, headers: {}, ...message(item) }] });
});
afterAll(() => city.close());

function message(item: Parameters<typeof quarantineMessage>[0]) {
  const { key, value, timestamp } = quarantineMessage(item);
  return { key, value, timestamp: timestamp ?? 0 };
}

const data = async (query: string) => {
  const answer = await city.ask(staff, query);
  expect(answer.errors).toEqual([]);
  return answer.data;
};

describe('quarantine for staff', () => {
  it('lists, counts and shows an item with its original bytes', async () => {
    const { quarantine, quarantineSummary, quarantineItem: detail } = await data(`{
      quarantine(where: { code: "MAP_REQUIRED", states: [new] }) { hasNextPage endCursor items { id state record attempts lastAt replayable reasons { code target hintZh hintEn } } }
      quarantineSummary { record code count }
      quarantineItem(id: "${itemId}") { bytes text item { key mapping } } }`);
    expect(quarantine).toEqual({ hasNextPage: false, endCursor: itemId, items: [{ id: itemId, state: 'new', record: 'construction.certificate', attempts: 1, lastAt: expect.stringMatching(/^2022-/), replayable: true, reasons: [{ code: 'MAP_REQUIRED', target: 'volume', hintZh: '补方量', hintEn: 'fill in the volume' }] }] });
    expect(quarantineSummary).toEqual([{ record: 'construction.certificate', code: 'MAP_REQUIRED', count: 1 }]);
    expect(Buffer.from(detail.bytes, 'base64').equals(BYTES)).toBe(true);
    expect(detail.text).toBe(BYTES.toString());
  });

  it('previews and replays by filter, signed with the person\'s name', async () => {
    expect((await data('{ quarantineReplayPreview(where: { code: "MAP_REQUIRED" }) { matching replayable samples { id } } }')).quarantineReplayPreview).toEqual({ matching: 1, replayable: 1, samples: [] });
    expect(city.replays).toEqual([]);
    expect((await data(`mutation { replayQuarantine(where: { ids: ["${itemId}"] }) { replayed skipped { id } } }`)).replayQuarantine).toEqual({ replayed: 1, skipped: [] });
    expect(city.replays).toEqual([{ filter: { ids: [itemId] }, by: 'Lin Hai' }]);
  });

  it.each(['{}', '{ ids: [] }', '{ code: null }'])('never replays everything by an empty filter: %s', async (where) => {
    const { errors } = await city.ask(staff, `mutation { replayQuarantine(where: ${where}) { replayed } }`);
    expect(errors[0]?.extensions.code).toBe('API_INPUT');
    expect(city.replays).toHaveLength(1);
  });

  it('assigns, and discards with a reason only', async () => {
    await data(`mutation { assignQuarantine(id: "${itemId}", assignee: "Wang Min") }`);
    expect((await data(`{ quarantineItem(id: "${itemId}") { item { state assignee } } }`)).quarantineItem.item).toEqual({ state: 'assigned', assignee: 'Wang Min' });
    expect((await city.ask(staff, `mutation { discardQuarantine(id: "${itemId}", reason: " ") }`)).errors[0]?.extensions).toMatchObject({ code: 'API_INPUT', field: 'reason' });
    await data(`mutation { discardQuarantine(id: "${itemId}", reason: "test data") }`);
    expect((await data(`{ quarantineItem(id: "${itemId}") { item { state closedReason closedBy } } }`)).quarantineItem.item).toEqual({ state: 'discarded', closedReason: 'test data', closedBy: 'Lin Hai' });
    const again = await city.ask(staff, `mutation { discardQuarantine(id: "${itemId}", reason: "again") }`);
    expect(again.errors[0]?.extensions.code).toBe('QUARANTINE_CLOSED');
  });
});

describe('sources for staff', () => {
  it('show how each connection fares and lags', async () => {
    const state = { id: 'construction.certificate', source: '/construction/platform', record: 'construction.certificate', kind: 'rest', schedule: '*/5 * * * * *', checkpoint: null, fetchedAt: 1646009000000, fetched: 12, unreadable: 1, lastRunAt: Date.parse('2022-02-28T08:59:30+08:00'), lastError: { code: 'SOURCE_DOWN', message: 'no answer', at: 1646009000000 }, owner: 'a', heartbeatAt: 1 };
    await city.store.persistCheckpoints({ topic: 'spec.checkpoints', partition: 0, endOffset: 1n, clusterId: 'spec', group: 'persist', messages: [{ offset: 0n, key: state.id, value: Buffer.from(JSON.stringify(state)), headers: {}, timestamp: 1 }] });
    const { sources, deliveries } = await data('{ sources { id kind fetched unreadable lagSeconds lastError { code at } } deliveries { sink } }');
    expect(sources).toEqual([{ id: 'construction.certificate', kind: 'rest', fetched: 12, unreadable: 1, lagSeconds: 30, lastError: { code: 'SOURCE_DOWN', at: '2022-02-28T00:43:20.000Z' } }]);
    expect(deliveries).toEqual([]);
  });
});

describe('the catalogue for a partner', () => {
  it('names granted datasets and visible fields at every depth', async () => {
    const { data: found, errors } = await city.ask(partner, '{ me { role datasets { dataset maxLevel } } datasets { name key versions titleZh fields { path unit level values required linksTo } } }');
    expect(errors).toEqual([]);
    expect(found.me).toEqual({ role: 'partner', datasets: [{ dataset: 'cert', maxLevel: 'L2' }] });
    expect(found.datasets).toHaveLength(1);
    const fields = new Map(found.datasets[0].fields.map((field: { path: string }) => [field.path, field]));
    expect([...fields.keys()]).toEqual(expect.arrayContaining(['certNo', 'materials', 'materials[].kg', 'driver.ref']));
    expect(fields.get('volume')).toEqual({ path: 'volume', unit: 'm³', level: 'L2', values: null, required: true, linksTo: null });
    expect(fields.get('defenceClass')).toMatchObject({ values: ['常5', '常6'] });
  });
});
