import type { CompiledTable, MapResult } from '@lianshu/mappings';
import type { CatalogueEntry, JsonObject, Reason, Verdict } from '@lianshu/schemas';
import { type RawRecord, refineRecord, type RefineDeps } from './refine-record';
import type { Route } from './routes';

const entry = (id: string, key: string[]): CatalogueEntry => ({ id, kind: 'canonical', name: 'x', version: 1, schema: {}, key });
const reason = (code: string, path = '/a'): Reason => ({ stage: 'map', code, path, expected: 'x', got: 'y', hint: { zh: '改', en: 'mend' } });
const table = (name: string, result: MapResult): CompiledTable => ({ table: name, version: 1, from: 's', to: `urn:${name}`, dataset: name, map: () => result });
const mapped = (...values: JsonObject[]): MapResult => ({ ok: true, skipped: values.length === 0, documents: values.map((value) => ({ op: 'upsert', value })) });

const raw: RawRecord = { id: 'r1', key: 'K1', version: { declared: 0, fetchedAt: 1000 }, value: Buffer.from('{"a":"1"}') };
const deps: RefineDeps = {
  parse: (_format, value) => ({ ok: true, value: JSON.parse(value.toString()) as JsonObject }),
  check: (_id, value) => ({ ok: true, value: value as JsonObject }),
  canonical: (id) => entry(id, ['no']),
  lookups: { get: () => undefined },
  pseudonym: (text) => text,
};
const route = (...tables: CompiledTable[]): Route => ({ source: '/d/s', record: 'd.r', schema: entry('urn:s', ['a']), tables, constants: {} });

describe('refineRecord', () => {
  it('lets one table fail while another of the same record succeeds', () => {
    const refined = refineRecord(raw, route(table('good', mapped({ no: '7' })), table('bad', { ok: false, reasons: [reason('MAP_REQUIRED')] })), deps);
    expect(refined.events.map(({ dataset, event }) => [dataset, event.subject, event.mapping])).toEqual([['good', '7', 'good@1']]);
    expect(refined.failures).toEqual([{ mapping: 'bad@1', schema: 'urn:bad', reasons: [reason('MAP_REQUIRED')] }]);
  });

  it('gives the same record and version the same event ids, another version others', () => {
    const of = (record: RawRecord): string[] => refineRecord(record, route(table('t', mapped({ no: '1' }, { no: '2' }))), deps).events.map(({ event }) => event.id);
    expect(of(raw)).toEqual(of(raw));
    expect(new Set([...of(raw), ...of({ ...raw, version: { declared: 0, fetchedAt: 1001 } })]).size).toBe(4);
  });

  it('refuses all documents of a table when one of them breaks the canonical schema', () => {
    const check = (id: string, value: unknown): Verdict<JsonObject> =>
      id === 'urn:t' && (value as JsonObject).no === '2' ? { ok: false, reasons: [reason('SCHEMA_TYPE')] } : { ok: true, value: value as JsonObject };
    const refined = refineRecord(raw, route(table('t', mapped({ no: '1' }, { no: '2' }))), { ...deps, check });
    expect(refined.events).toEqual([]);
    expect(refined.failures).toHaveLength(1);
  });

  it('stops before any table when the native record breaks its source schema', () => {
    const check = (): Verdict<JsonObject> => ({ ok: false, reasons: [reason('SCHEMA_REQUIRED')] });
    const refined = refineRecord(raw, route(table('t', mapped({ no: '1' }))), { ...deps, check });
    expect(refined.failures).toEqual([{ mapping: null, schema: 'urn:s', reasons: [reason('SCHEMA_REQUIRED')] }]);
  });

  it('counts a record that a table is not for', () => {
    expect(refineRecord(raw, route(table('t', mapped())), deps)).toEqual({ events: [], failures: [], skipped: 1 });
  });

  it('withdraws a document by its key alone', () => {
    const withdrawn: MapResult = { ok: true, skipped: false, documents: [{ op: 'void', value: { no: '9' } }] };
    const check = (id: string, value: unknown): Verdict<JsonObject> => (id === 'urn:t' ? { ok: false, reasons: [reason('SCHEMA_REQUIRED', '')] } : { ok: true, value: value as JsonObject });
    expect(refineRecord(raw, route(table('t', withdrawn)), { ...deps, check }).events.map(({ event }) => event.type)).toEqual(['lianshu.t.void']);
  });

  it('carries the quarantine item of a replay on into the event', () => {
    expect(refineRecord({ ...raw, quarantineItem: 'q1' }, route(table('t', mapped({ no: '1' }))), deps).events[0]?.event.quarantineitem).toBe('q1');
  });
});
