// persist-mariadb: canonical → rows by the persist protocol, two partitions at once, each a batch of 1000 in one transaction.
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createStore, FEEDS_FOLDER, loadFeeds, type PersistBatch, type Store } from '@lianshu/gateway';
import { realClock } from '@lianshu/hub';
import { type Catalogue, type JsonObject, loadCatalogue } from '@lianshu/schemas';
import { createConnection } from 'mysql2/promise';
import type { Bench, Figure } from './bench';
import { type Cost, median, startCost } from './cost';
import { ROOT } from './exchange-path';
import { canonicalCertificate, canonicalMessage, canonicalPosition } from './samples';
import { quietLog } from './quiet-log';

const BATCH = 1000;
const PARTITIONS = 2;
/** Batches of each partition in a round. */
const BATCHES = 8;
const ROUNDS = 5;
const WARM_UP = 2;

export const persistMariadb: Bench = {
  name: 'persist-mariadb',
  title: `canonical → rows, ${PARTITIONS} partitions at once, batches of ${BATCH}, fresh keys`,
  needs: ['mariadb'],
  async run({ mariadb }) {
    const catalogue = loadCatalogue(path.join(ROOT, 'schemas', 'catalogue'));
    const onMariadb = await withDatabase(mariadb ?? '', (url) => measureStore(catalogue, url, 'MariaDB'));
    const onLibsql = await withFile((url) => measureStore(catalogue, url, 'libsql'));
    return [...onMariadb, ...onLibsql];
  },
};

interface Kind {
  readonly dataset: string;
  readonly what: string;
  readonly make: (n: number) => JsonObject;
  readonly least: number;
}

const KINDS: readonly Kind[] = [
  { dataset: 'vehiclePosition', what: 'vehiclePosition, plain', make: canonicalPosition, least: 15_000 },
  { dataset: 'concreteCert', what: 'concreteCert, ten index rows each', make: canonicalCertificate, least: 9_000 },
];

/** Without feeds, as the budget has it; then, for information, with the feeds that the hub ships. */
async function measureStore(catalogue: Catalogue, url: string, database: 'MariaDB' | 'libsql'): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const feeds of [false, true]) {
    const store = await createStore({ url, catalogue, feeds: feeds ? (plans) => loadFeeds(FEEDS_FOLDER, plans) : [], clock: realClock, log: quietLog });
    try {
      const kinds = feeds ? KINDS.filter(({ dataset }) => dataset === 'concreteCert') : KINDS;
      for (const kind of kinds) {
        const what = `${database}: ${kind.what}${feeds ? ', shipped feeds' : ''}`;
        figures.push(await measureKind(store, kind, what, feeds ? 'feeds' : 'plain', database === 'MariaDB' && !feeds));
      }
    } finally {
      await store.close();
    }
  }
  return figures;
}

async function measureKind(store: Store, kind: Kind, what: string, group: string, budgeted: boolean): Promise<Figure> {
  const rows = BATCH * PARTITIONS * BATCHES;
  const first = group === 'feeds' ? rows * (ROUNDS + WARM_UP) : 0;
  const costs: Cost[] = [];
  for (let round = 0; round < ROUNDS + WARM_UP; round += 1) {
    const batches = batchesOf(store, kind, group, first, round);
    const stop = startCost();
    await Promise.all(batches.map((partition) => persistAll(store, partition)));
    if (round >= WARM_UP) costs.push(stop());
  }
  const wallUs = median(costs.map((cost) => cost.wallUs)) / rows;
  const cpuUs = median(costs.map((cost) => cost.cpuUs)) / rows;
  return { what, value: 1e6 / wallUs, unit: 'rows/s', n: rows, rounds: ROUNDS, cpuUs, wallUs, ...(budgeted ? { budget: { at: 'least', value: kind.least } } : {}) };
}

async function persistAll(store: Store, batches: readonly PersistBatch[]): Promise<void> {
  for (const batch of batches) {
    const { accepted } = await store.persistCanonical(batch);
    if (accepted !== batch.messages.length) throw new Error(`only ${accepted} of ${batch.messages.length} rows of ${batch.topic} were accepted`);
  }
}

/** Made before the clock starts, as the bus would hand them over. */
function batchesOf(store: Store, { dataset, make }: Kind, group: string, first: number, round: number): PersistBatch[][] {
  const key = store.catalogue.canonical(dataset).key;
  const topic = `bench.canonical.${dataset}`;
  return Array.from({ length: PARTITIONS }, (_p, partition) =>
    Array.from({ length: BATCHES }, (_b, index) => {
      const offset = (round * BATCHES + index) * BATCH;
      const messages = Array.from({ length: BATCH }, (_m, n) => canonicalMessage(dataset, key, make(first + (offset + n) * PARTITIONS + partition), offset + n));
      return { clusterId: 'bench', group, topic, partition, messages, endOffset: BigInt(offset + BATCH) };
    }),
  );
}

async function withDatabase<T>(server: string, use: (url: string) => Promise<T>): Promise<T> {
  const database = `lianshu_bench_${process.pid}_${Date.now()}`;
  const base = server.replace(/\/$/, '');
  await statement(base, `CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  try {
    return await use(`${base}/${database}`);
  } finally {
    await statement(base, `DROP DATABASE ${database}`);
  }
}

export async function statement(server: string, sql: string): Promise<void> {
  const connection = await createConnection(server);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}

async function withFile<T>(use: (url: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'lianshu-bench-'));
  try {
    return await use(`file:${path.join(folder, 'store.db')}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
