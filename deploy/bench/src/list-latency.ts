// list-latency: a list entry accepted from its source → every live subscriber has it, over server-sent events on loopback.
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { rawMessage } from '@lianshu/connectors';
import { type Hub, loadConfig, realClock, startHub } from '@lianshu/hub';
import { createTopics, type JsonObject } from '@lianshu/schemas';
import type { Bench, Figure } from './bench';
import { type Cost, percentile, startCost } from './cost';
import { ROOT } from './exchange-path';
import { openEvents } from './event-stream';
import { deleteTopics } from './kafka-topics';
import { statement } from './persist-mariadb';
import { nativeListEntry } from './samples';
import { quietLog } from './quiet-log';

const ENTRIES = 400;
const WARM_UP = 50;
const SUBSCRIBERS = 5;
/** Entries come at irregular moments, so that no poll or timer of the hub falls into step with them. */
const PAUSES_MS = [3, 37, 11, 71, 23, 5, 53, 17, 97, 29];

export const listLatency: Bench = {
  name: 'list-latency',
  title: `list entry published by its source → ${SUBSCRIBERS} subscribers have it (the last of them), one at a time`,
  needs: [],
  async run({ kafka, mariadb }, note) {
    const embedded = await withFolder((folder) => measureHub({ dataDir: folder }, 'embedded', 50));
    if (!kafka || !mariadb) {
      note('Kafka + MariaDB did not run: both are needed');
      return embedded;
    }
    return [...embedded, ...(await onKafkaAndMariadb(kafka, mariadb))];
  },
};

async function onKafkaAndMariadb(kafka: string, mariadb: string): Promise<readonly Figure[]> {
  const name = `lianshu_bench_list_${process.pid}_${Date.now()}`;
  const prefix = `bench-list-${process.pid}-${Date.now()}`;
  const server = mariadb.replace(/\/$/, '');
  await statement(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  try {
    const pair = { prefix, bus: { kind: 'kafka', brokers: [kafka] }, store: { url: `${server}/${name}` } };
    return await withFolder((folder) => measureHub({ dataDir: folder, ...pair }, 'Kafka + MariaDB', 100));
  } finally {
    await statement(server, `DROP DATABASE ${name}`);
    await deleteTopics(kafka, prefix);
  }
}

async function measureHub(settings: JsonObject & { readonly dataDir: string }, pair: string, atMostMs: number): Promise<readonly Figure[]> {
  const inbox = path.join(settings.dataDir, 'inbox');
  mkdirSync(inbox);
  const connections = [path.join(ROOT, 'deploy', 'bench', 'connections')];
  const config = loadConfig({ environment: {}, overrides: { http: { port: 41_000 }, connections, values: { folder: inbox }, ...settings } });
  const hub = await startHub(config, { clock: realClock, log: quietLog, environment: {} });
  try {
    const { latencies, cost } = await measureEntries(hub, config.prefix);
    return figuresOf(latencies, cost, pair, atMostMs);
  } finally {
    await hub.close();
  }
}

async function measureEntries(hub: Hub, prefix: string): Promise<{ latencies: readonly number[]; cost: Cost }> {
  const key = await operatorKey(hub);
  const url = `${hub.url}/feeds/blacklist/events`;
  const streams = await Promise.all(Array.from({ length: SUBSCRIBERS }, () => openEvents(url, key)));
  const latencies: number[] = [];
  let stop = startCost();
  for (let n = 0; n < WARM_UP + ENTRIES; n += 1) {
    if (n === WARM_UP) stop = startCost();
    const entry = nativeListEntry(n);
    const from = performance.now();
    const received = await Promise.all([...streams.map((stream) => stream.next(String(entry['MDBH']))), publish(hub, prefix, entry)]);
    const latency = Math.max(...received) - from;
    if (n >= WARM_UP) latencies.push(latency);
    await realClock.sleep(PAUSES_MS[n % PAUSES_MS.length] ?? 0);
  }
  const cost = stop();
  streams.forEach((stream) => stream.close());
  return { latencies, cost };
}

/** As ingest does it. Resolves with the moment at which the log has it: the source is then told that it is accepted. */
async function publish(hub: Hub, prefix: string, entry: JsonObject): Promise<number> {
  const [definition] = hub.definitions.connections.sources;
  if (!definition) throw new Error('the connection of the bench has no source');
  const record = { key: String(entry['MDBH']), version: 1, value: Buffer.from(JSON.stringify(entry)) };
  await hub.bus.publish(createTopics(prefix).raw(definition.department, definition.record), [rawMessage(definition, record, Date.now())]);
  return performance.now();
}

async function operatorKey(hub: Hub): Promise<string> {
  if (!hub.store) throw new Error('the hub of the bench has no gateway');
  await hub.store.partners.add({ id: 'bench', name: 'bench' });
  return (await hub.store.partners.issueKey({ partnerId: 'bench', role: 'operator' })).secret;
}

function figuresOf(latencies: readonly number[], cost: Cost, pair: string, atMostMs: number): Figure[] {
  const figure = (p: number, more: Partial<Figure> = {}): Figure => ({ what: `${pair}: p${p * 100}`, value: percentile(latencies, p), unit: 'ms', n: latencies.length, rounds: 1, ...more });
  return [figure(0.5, { cpuUs: cost.cpuUs / latencies.length }), figure(0.99, { budget: { at: 'most', value: atMostMs } }), figure(1)];
}

async function withFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lianshu-bench-'));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
