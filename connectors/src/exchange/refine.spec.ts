import type { CompiledTable, MapResult } from '@lianshu/mappings';
import { createTopics, type HubEvent, type JsonObject } from '@lianshu/schemas';
import type { Batch, Bus, OutMessage } from '../bus/bus';
import { checkSizes, DEFAULT_MAX_BATCH_BYTES } from '../bus/message-size';
import { MAX_RECORD_BYTES } from '../sources/record';
import { type QuarantineItem, quarantineItem } from './quarantine';
import { refineBatch, type RefineStageDeps } from './refine';
import type { Route } from './routes';

const topics = createTopics('t');
const passing = (value: JsonObject): MapResult => ({ ok: true, skipped: false, documents: [{ op: 'upsert', value }] });
const skipping: MapResult = { ok: true, skipped: true, documents: [] };
const failing = (count: number, got = 'y'): MapResult => ({
  ok: false, reasons: Array.from({ length: count }, (_, index) => ({ stage: 'map' as const, code: 'MAP_REQUIRED', path: `/${index}`, expected: 'x', got, hint: { zh: '改', en: 'mend' } })),
});
const table = (name: string, result: MapResult, version = 1): CompiledTable => ({ table: name, version, from: 's', to: `urn:${name}`, dataset: name, map: () => result });

/** Refines one raw record by the given tables; what was published, by topic. The bus refuses what a broker would. */
async function refine(tables: readonly CompiledTable[], value: Buffer, quarantineItemId?: string) {
  const published = new Map<string, OutMessage[]>();
  const bus: Pick<Bus, 'publish'> = {
    async publish(topic, messages) {
      checkSizes(topic, messages, DEFAULT_MAX_BATCH_BYTES);
      published.set(topic, [...messages]);
    },
  };
  const route: Route = { source: '/d/s', record: 'd.r', schema: { id: 'urn:s', kind: 'source', name: 'r', version: 1, schema: {}, key: [] }, tables, constants: {} };
  const silent = () => undefined;
  const deps: RefineStageDeps = {
    bus: bus as Bus, topics, routes: { find: () => route, records: () => [] }, lookupTopics: [], clock: { now: () => 5, sleep: async () => undefined },
    log: { error: silent, warn: silent, info: silent, debug: silent },
    parse: () => ({ ok: true, value: {} }), check: (_id, checked) => ({ ok: true, value: checked as JsonObject }),
    canonical: (id) => ({ id, kind: 'canonical', name: 'x', version: 1, schema: {}, key: ['no'] }), lookups: { get: () => undefined }, pseudonym: (text) => text,
  };
  const headers = { ce_id: 'r1', ce_source: '/d/s', ce_type: 'lianshu.raw.d.r', ...(quarantineItemId ? { ce_quarantineitem: quarantineItemId } : {}) };
  const batch: Batch = { topic: topics.raw('d', 'r'), partition: 0, endOffset: 1n, messages: [{ offset: 0n, key: 'K', value, headers, timestamp: 1 }] };
  await refineBatch(batch, deps);
  const read = <T>(topic: string) => (published.get(topic) ?? []).map((one) => JSON.parse(String(one.value)) as T);
  return { items: read<QuarantineItem>(topics.quarantine), events: (dataset: string) => read<HubEvent>(topics.canonical(dataset)) };
}

const value = Buffer.from('{"a":1}');
const idOf = (mapping: string | null) => quarantineItem({ source: '/d/s', record: 'd.r', key: 'K', mapping, schema: null, reasons: [], version: { declared: 0, fetchedAt: 1 }, correlationId: 'c', replay: null, bytes: value, at: 1 }).id;

describe('refine', () => {
  it('keeps the item of a record that fails again under a newer version of its table', async () => {
    const { items } = await refine([table('t', failing(1), 2)], value, idOf('t@1'));
    expect(items.map(({ id, mapping, state }) => [id, mapping, state])).toEqual([[idOf('t@1'), 't@2', undefined]]);
  });

  it('closes an item when its table now leaves the record out, though another table takes it', async () => {
    const tables = [table('a', passing({ no: '1' })), table('b', skipping)];
    expect((await refine(tables, value, idOf('b@1'))).items.map(({ id, state }) => [id, state])).toEqual([[idOf('b@1'), 'resolved']]);
    expect((await refine(tables, value, idOf('a@1'))).items).toEqual([]);
    expect((await refine(tables, value)).items).toEqual([]);
  });

  it('closes an item when its record now feeds nothing', async () => {
    expect((await refine([table('b', skipping)], value, 'any')).items.map(({ id, state }) => [id, state])).toEqual([['any', 'resolved']]);
  });

  it('quarantines a document that no message can hold, and lets the record\'s other tables through', async () => {
    const { items, events } = await refine([table('small', passing({ no: '1' })), table('large', passing({ no: '1', text: 'x'.repeat(DEFAULT_MAX_BATCH_BYTES) }))], value);
    expect(events('small')).toHaveLength(1);
    expect(events('large')).toEqual([]);
    expect(items.map(({ mapping, reasons }) => [mapping, reasons[0]?.code])).toEqual([['large@1', 'EVENT_TOO_LARGE']]);
  });

  it('makes an item that fits into a message of the largest record with many and long reasons', async () => {
    const largest = Buffer.alloc(MAX_RECORD_BYTES, 'x');
    const { items } = await refine([table('many', failing(5000)), table('long', failing(1, 'y'.repeat(500_000)))], largest);
    expect(items.map(({ reasons }) => reasons.length > 0)).toEqual([true, true]);
    expect(Buffer.from(items[0]?.value ?? '', 'base64')).toEqual(largest);
  });
});
