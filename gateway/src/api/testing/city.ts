// For specs: a small city (plants, certificates, reports, a secret dataset) in a libsql store, and its API on a loopback port.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastify from 'fastify';
import { createConnection } from 'mysql2/promise';
import { createCatalogue, createTopics, eventId, type HubEvent, type JsonObject, type Level } from '@lianshu/schemas';
import { createStore } from '../../store/create-store';
import type { QuarantineFilter, Role } from '../../store/hub-types';
import type { Reader } from '../../store/read-types';
import type { Store } from '../../store/store';
import { createApi, type Api, type ApiParts } from '../create-api';
import { CITY_SCHEMAS } from './city-schemas';

export interface City {
  readonly url: string;
  readonly store: Store;
  readonly api: Api;
  /** Statements asked of the reader since the last call. */
  statements(): number;
  /** Replays asked of the hub services. */
  readonly replays: { readonly filter: QuarantineFilter; readonly by: string }[];
  /** What the API logged as faults. */
  readonly faults: unknown[];
  /** A partner with one key. */
  partner(id: string, grants: Readonly<Record<string, Level>>, role?: Role): Promise<{ readonly secret: string; readonly keyId: string }>;
  /** Stores documents through the persist protocol. */
  put(dataset: string, documents: readonly JsonObject[], op?: 'upsert' | 'void'): Promise<void>;
  ask(secret: string | undefined, query: string, variables?: JsonObject): Promise<Answer>;
  get(path: string, secret?: string, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape of an answer is what a spec asserts
  readonly data: any;
  readonly errors: readonly { readonly message: string; readonly path?: unknown; readonly extensions: Readonly<Record<string, unknown>> }[];
  readonly text: string;
}

const NOW = Date.parse('2022-02-28T09:00:00+08:00');

export interface CityOptions extends Partial<Pick<ApiParts, 'limits' | 'streams'>> {
  /** mysql://user:password@host:port: a database of its own there, dropped at the end; a libsql file without. */
  readonly server?: string;
}

export async function openCity({ server: databaseServer, ...overrides }: CityOptions = {}): Promise<City> {
  const place = databaseServer ? await mariadbPlace(databaseServer) : await filePlace();
  const log = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
  const clock = { now: () => NOW, sleep: async () => undefined };
  const opened = await createStore({
    url: place.url, catalogue: createCatalogue(CITY_SCHEMAS.map((schema) => ({ schema, file: '' }))),
    feeds: [{ feed: 'certs', dataset: 'cert' }, { feed: 'wages', dataset: 'wage' }], clock, log,
  });
  const counted = counting(opened.reader);
  const store: Store = { ...opened, reader: counted.reader };
  const replays: { filter: QuarantineFilter; by: string }[] = [];
  const faults: unknown[] = [];
  const api = createApi({
    store, clock, elapsed: () => performance.now(), ids: randomUUID, log: { error: (details) => faults.push(details) }, ...overrides,
    services: {
      quarantine: {
        replay: async (filter, by) => { replays.push({ filter, by }); return { replayed: 1, skipped: [] }; },
        preview: async () => ({ matching: 1, replayable: 1, samples: [] }),
      },
    },
  });
  const server = fastify();
  await api.register(server);
  await server.listen({ port: 0, host: '127.0.0.1' });
  const url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  return {
    url, store, api, replays, faults,
    statements: counted.taken,
    partner: (id, grants, role) => addPartner(store, id, grants, role),
    put: createPut(store),
    ask: (secret, query, variables) => ask(url, secret, query, variables),
    get: (path, secret, headers) => fetch(url + path, { headers: { ...(secret && { authorization: `Bearer ${secret}` }), ...headers } }),
    async close() {
      await api.close();
      await server.close();
      await store.close();
      await place.remove();
    },
  };
}

interface Place {
  readonly url: string;
  remove(): Promise<void>;
}

async function filePlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'city-'));
  return { url: `file:${join(folder, 'store.db')}`, remove: () => rm(folder, { recursive: true }) };
}

async function mariadbPlace(server: string): Promise<Place> {
  const database = `lianshu_city_${process.pid}_${randomUUID().slice(0, 8)}`;
  const run = async (statement: string): Promise<void> => {
    const connection = await createConnection(server);
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  return { url: `${server.replace(/\/$/, '')}/${database}`, remove: () => run(`DROP DATABASE ${database}`) };
}

async function addPartner(store: Store, id: string, grants: Readonly<Record<string, Level>>, role: Role = 'partner') {
  await store.partners.add({ id, name: `${id} office` });
  for (const [dataset, maxLevel] of Object.entries(grants)) await store.partners.grant({ partnerId: id, dataset, maxLevel });
  const { secret, key } = await store.partners.issueKey({ partnerId: id, role, ...(role !== 'partner' && { person: 'Lin Hai' }) });
  return { secret, keyId: key.id };
}

function createPut(store: Store): City['put'] {
  const topics = createTopics('spec');
  const offsets = new Map<string, bigint>();
  let fetchedAt = NOW - 3_600_000;
  return async (dataset, documents, op = 'upsert') => {
    const topic = topics.canonical(dataset);
    const start = offsets.get(topic) ?? 0n;
    const messages = documents.map((data, at) => {
      fetchedAt += 1;
      return { offset: start + BigInt(at), key: String(at), value: Buffer.from(JSON.stringify(eventOf(dataset, data, op, fetchedAt))), headers: {}, timestamp: fetchedAt };
    });
    offsets.set(topic, start + BigInt(messages.length));
    const outcome = await store.persistCanonical({ topic, partition: 0, messages, endOffset: start + BigInt(messages.length), clusterId: 'spec', group: 'persist' });
    if (outcome.accepted !== documents.length) throw new Error(`Not all accepted: ${JSON.stringify(outcome)}`);
  };
}

function eventOf(dataset: string, data: JsonObject, op: 'upsert' | 'void', fetchedAt: number): HubEvent {
  const id = eventId(dataset, JSON.stringify(data), fetchedAt);
  return {
    specversion: '1.0', id, source: '/construction/platform', type: `lianshu.${dataset}.${op}`, subject: id, time: new Date(fetchedAt).toISOString(),
    datacontenttype: 'application/json', dataschema: `urn:lianshu:canonical:${dataset}:1`, sourceversion: `0.${fetchedAt}`,
    sourcerecord: `construction.${dataset}`, sourcekey: `native-secret-${id}`, mapping: 'construction/table@1', data,
  };
}

async function ask(url: string, secret: string | undefined, query: string, variables?: JsonObject): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) }, body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: Answer['errors'] };
  return { status: response.status, headers: response.headers, data, errors: errors ?? [], text };
}

function counting(reader: Reader): { reader: Reader; taken(): number } {
  let count = 0;
  const counted = <A extends unknown[], R>(call: (...args: A) => R) => (...args: A): R => { count += 1; return call(...args); };
  return {
    taken: () => { const before = count; count = 0; return before; },
    reader: {
      find: counted(reader.find), count: counted(reader.count), aggregate: counted(reader.aggregate), byKeys: counted(reader.byKeys),
      linked: counted(reader.linked), unresolved: counted(reader.unresolved),
    },
  };
}
