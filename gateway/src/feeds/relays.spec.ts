// The relays on a store in a file: topics are true copies, across crashes at any moment, and waiting items replay by themselves.
import type { Bus, OutMessage } from '@lianshu/connectors';
import { quarantineItem } from '@lianshu/connectors';
import type { LookupDefinition } from '@lianshu/mappings';
import { createTopics, type HubEvent, type JsonObject } from '@lianshu/schemas';
import type { Store } from '../store/store';
import { createLog, event, libsqlPlace, silent, type Place } from '../store/store-fixture';
import { startFeedRelay } from './feed-relay';
import { startLookupRelay } from './lookup-relay';

const topics = createTopics('t');
const issuedAt = '2026-03-01T08:00:00+08:00';

/** A bus that keeps what is published, and breaks when told to. */
function recordingBus() {
  const published = new Map<string, OutMessage[]>();
  const state = { failures: 0, afterwards: false };
  const publish = async (topic: string, messages: readonly OutMessage[]): Promise<void> => {
    const fails = state.failures > 0;
    if (fails) state.failures -= 1;
    if (!fails || state.afterwards) published.set(topic, [...(published.get(topic) ?? []), ...messages]);
    if (fails) throw new Error('the broker went away');
  };
  return { bus: { publish } as unknown as Bus, state, of: (topic: string): readonly OutMessage[] => published.get(topic) ?? [] };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** What a reader has that drops sequences already seen; throws at a gap. */
function readerOf(messages: readonly OutMessage[]): readonly HubEvent[] {
  const seen: HubEvent[] = [];
  for (const { value } of messages) {
    const one = JSON.parse(String(value)) as HubEvent;
    if (Number(one.sequence) <= seen.length) continue;
    expect(Number(one.sequence)).toBe(seen.length + 1);
    seen.push(one);
  }
  return seen;
}

/** As parsed from `{ table: fleet, from: cert, key: [plant, title], value: certNo }`. */
const fleet: LookupDefinition = {
  table: 'fleet', title: undefined, dataset: 'cert', value: 'certNo', at: undefined, until: undefined, file: 'fleet.yaml',
  keys: [{ each: undefined, parts: ['plant', 'title'].map((from) => ({ literal: undefined, from, ofItem: false, run: (value: unknown) => value })) }],
};

describe('the relays', () => {
  let place: Place;
  let store: Store;
  let certs: ReturnType<typeof createLog>;
  beforeEach(async () => {
    place = libsqlPlace();
    store = await place.open();
    certs = createLog();
  });
  afterEach(async () => place.remove());
  const persist = async (...events: readonly HubEvent[]) => {
    certs.append(...events);
    await store.persistCanonical(certs.batch());
  };
  const cert = (certNo: string, more: JsonObject = {}) => ({ certNo, issuedAt, ...more });

  it('copies a feed in order and without a gap, past broken publishes and a relay that died before noting its place', async () => {
    const { bus, state, of } = recordingBus();
    const first = await startFeedRelay({ store, bus, topics, log: silent });
    await persist(...Array.from({ length: 700 }, (_, index) => event({ data: cert(`A${index}`) })));
    await until(() => readerOf(of(topics.feed('all'))).length === 700);
    await first.close();
    await store.leases.setPosition('feed:all', 650);
    Object.assign(state, { failures: 3, afterwards: true });
    const second = await startFeedRelay({ store, bus, topics, log: silent });
    await persist(event({ data: cert('B') }));
    await until(() => readerOf(of(topics.feed('all'))).length === 701);
    await second.close();
    expect(of(topics.feed('all')).length).toBeGreaterThan(701);
    expect(readerOf(of(topics.feed('all'))).at(-1)).toMatchObject({ subject: 'B', sequence: '701', specversion: '1.0' });
  });

  it('is one relay at a time: the second goes on when the first has closed', async () => {
    const [one, two] = [recordingBus(), recordingBus()];
    const first = await startFeedRelay({ store, bus: one.bus, topics, log: silent });
    await persist(event({ data: cert('A') }));
    await until(() => one.of(topics.feed('all')).length === 1);
    const second = await startFeedRelay({ store, bus: two.bus, topics, log: silent });
    await persist(event({ data: cert('B') }));
    await until(() => one.of(topics.feed('all')).length === 2);
    await first.close();
    await persist(event({ data: cert('C') }));
    await until(() => two.of(topics.feed('all')).length === 1);
    await second.close();
    expect(two.of(topics.feed('all')).map(({ key }) => key)).toEqual(['C']);
  });

  it('writes a lookup key when its document comes, changes it with the document and forgets it with the withdrawal', async () => {
    const { bus, of } = recordingBus();
    const relay = await startLookupRelay({ store, bus, topics, log: silent, lookups: [fleet], replayWaiting: async () => undefined });
    const last = (key: string) => of(topics.lookup('fleet')).filter((message) => message.key === key).at(-1)?.value;
    await persist(event({ data: cert('A', { plant: 'P', title: '23#' }) }), event({ data: cert('B') }));
    await until(() => last('P|23#') !== undefined);
    expect(JSON.parse(String(last('P|23#')))).toEqual([{ value: 'A' }]);
    await persist(event({ data: cert('A', { plant: 'P', title: '24#' }), fetchedAt: 2 }));
    await until(() => last('P|23#') === null && last('P|24#') !== undefined);
    await persist(event({ op: 'void', data: { certNo: 'A' }, fetchedAt: 3 }));
    await until(() => last('P|24#') === null);
    await relay.close();
  });

  it('replays an item when its key is written, and at once when the key is there already, but not again before the key changes', async () => {
    const { bus } = recordingBus();
    const replayed: string[] = [];
    let failures = 1;
    const replayWaiting = async (ids: readonly string[]): Promise<void> => {
      if (failures-- > 0) throw new Error('the broker went away');
      replayed.push(...ids);
    };
    const news = createLog('t.quarantine');
    const miss = async (key: string, bytes: string) => {
      const reason = { stage: 'map' as const, code: 'LOOKUP_MISSING', path: '/x', expected: 'a key', got: 'none', hint: { zh: '', en: '' }, lookup: { table: 'fleet', key } };
      const item = quarantineItem({ source: '/s', record: 'a.b', key: bytes, mapping: null, schema: null, reasons: [reason], version: { declared: 0, fetchedAt: 1 }, correlationId: 'c', replay: null, bytes: Buffer.from(bytes), at: 1 });
      news.append(Buffer.from(JSON.stringify(item)));
      await store.persistQuarantine(news.batch());
      return item.id;
    };
    const relay = await startLookupRelay({ store, bus, topics, log: silent, lookups: [fleet], replayWaiting });
    const early = await miss('P|23#', 'early');
    const other = await miss('P|99#', 'other');
    await persist(event({ data: cert('A', { plant: 'P', title: '23#' }) }));
    await until(() => replayed.length === 1);
    const late = await miss('P|23#', 'late');
    await until(() => replayed.length === 2);
    await miss('P|23#', 'early');
    await persist(event({ data: cert('A2', { plant: 'P', title: '23#' }), fetchedAt: 2 }));
    await until(() => replayed.length === 4);
    await relay.close();
    expect(replayed.slice(0, 2)).toEqual([early, late]);
    expect(replayed.slice(2).sort()).toEqual([early, late].sort());
    expect(replayed).not.toContain(other);
  });

  it('replays once more what comes again in a newer version after its key was tried: a crash may fetch and refine a page twice', async () => {
    const { bus } = recordingBus();
    const replayed: string[] = [];
    const news = createLog('t.quarantine');
    const miss = async (fetchedAt: number) => {
      const reason = { stage: 'map' as const, code: 'LOOKUP_MISSING', path: '/x', expected: 'a key', got: 'none', hint: { zh: '', en: '' }, lookup: { table: 'fleet', key: 'P|23#' } };
      const item = quarantineItem({ source: '/s', record: 'a.b', key: 'k', mapping: null, schema: null, reasons: [reason], version: { declared: 0, fetchedAt }, correlationId: 'c', replay: null, bytes: Buffer.from('same'), at: 1 });
      news.append(Buffer.from(JSON.stringify(item)));
      await store.persistQuarantine(news.batch());
      return item.id;
    };
    const tried = () => until(async () => (await store.lookups.ready(10)).length === 0);
    const relay = await startLookupRelay({ store, bus, topics, log: silent, lookups: [fleet], replayWaiting: async (ids) => { replayed.push(...ids); } });
    await persist(event({ data: cert('A', { plant: 'P', title: '23#' }) }));
    const id = await miss(1);
    await until(() => replayed.length === 1);
    await tried();
    await miss(2);
    await until(() => replayed.length === 2);
    await tried();
    await miss(2);
    expect(await store.lookups.ready(10)).toEqual([]);
    expect(replayed).toEqual([id, id]);
    await relay.close();
  });
});
