// The two pairs that every scenario runs on: SQLite log + libsql, and real Kafka + MariaDB where the environment gives them.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { JsonObject } from '@lianshu/schemas';
import { createConnection } from 'mysql2/promise';

export interface Pair {
  /** Configuration keys of this pair: bus, store, data folder, prefix. */
  readonly config: JsonObject;
  readonly dir: string;
  /** Removes folder and database. Topics of a real Kafka carry the unique prefix and go with its work folder. */
  remove(): Promise<void>;
}

/** Runs the scenarios on both pairs; without the addresses the real pair is skipped, saying why. */
export function onBothPairs(title: string, scenarios: (open: () => Promise<Pair>) => void): void {
  const kafka = process.env.LIANSHU_TEST_KAFKA;
  const mariadb = process.env.LIANSHU_TEST_MARIADB;
  describe(`${title}, on the embedded pair`, () => scenarios(openEmbedded));
  if (kafka && mariadb) describe(`${title}, on Kafka and MariaDB`, () => scenarios(() => openReal(kafka, mariadb)));
  else describe.skip(`${title}, on Kafka and MariaDB (skipped: LIANSHU_TEST_KAFKA or LIANSHU_TEST_MARIADB is not set)`, () => scenarios(openEmbedded));
}

export async function openEmbedded(): Promise<Pair> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'lianshu-e2e-'));
  return { dir, config: { prefix: 'e2e', dataDir: dir, http: { port: 0 }, log: { level: 'warn' } }, remove: async () => rmSync(dir, { recursive: true, force: true }) };
}

export async function openReal(kafka: string, mariadb: string): Promise<Pair> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'lianshu-e2e-'));
  const name = `lianshu_e2e_${randomBytes(4).toString('hex')}`;
  await administer(mariadb, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
  return {
    dir,
    config: {
      prefix: name.replace(/_/g, '-'),
      dataDir: dir,
      bus: { kind: 'kafka', brokers: [kafka] },
      partitions: { raw: 2, canonical: 2 },
      store: { url: `${mariadb.replace(/\/+$/, '')}/${name}` },
      http: { port: 0 },
      log: { level: 'warn' },
    },
    async remove() {
      await administer(mariadb, `DROP DATABASE ${name}`);
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function administer(url: string, statement: string): Promise<void> {
  const connection = await createConnection(url);
  await connection.query(statement);
  await connection.end();
}
