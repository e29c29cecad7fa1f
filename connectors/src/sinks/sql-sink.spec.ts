import { randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Libsql from 'libsql';
import { createConnection } from 'mysql2/promise';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { testDeps } from '../sources/source.contract';
import { sqlSink } from './sql-sink';
import type { Sink } from './sink';
import { delivery, describeSinkContract, type SinkWorld } from './sink.contract';

const options = compileOptions(sqlSink.optionsSchema);
const folder = mkdtempSync(join(tmpdir(), 'lianshu-sink-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const COLUMNS = { '合格证编号': 'certNo', fl: 'volume', uscc: 'plant.uscc', seq: '$sequence', zf: '$voided' };
const TABLE = 'CREATE TABLE hgz (`合格证编号` VARCHAR(30) PRIMARY KEY, fl DECIMAL(10,2) NOT NULL, uscc VARCHAR(18), seq INT, zf INT)';

function open(more: JsonObject): Sink {
  return sqlSink.create(options.parse({ table: 'hgz', columns: COLUMNS, key: ['合格证编号'], ...more }, 'sql sink'), testDeps());
}

function newFile(): string {
  const file = join(folder, `${randomBytes(6).toString('hex')}.db`);
  const database = new Libsql(file);
  database.exec(`${TABLE.replace(/`/g, '"').replace('fl DECIMAL(10,2) NOT NULL', "fl NUMERIC NOT NULL CHECK (typeof(fl) <> 'text')")}`);
  database.close();
  return file;
}

function rows(file: string): Record<string, unknown>[] {
  const database = new Libsql(file);
  const found = database.prepare('SELECT * FROM hgz').all() as Record<string, unknown>[];
  database.close();
  return found;
}

const held = (found: readonly Record<string, unknown>[]): Map<string, JsonObject> => new Map(found.map((row) => [String(row['合格证编号']), { volume: Number(row.fl) }]));

describeSinkContract('the SQL sink on SQLite', async (): Promise<SinkWorld> => {
  const file = newFile();
  return {
    open: () => open({ driver: 'sqlite', file }),
    held: async () => held(rows(file)),
    breakDown: async (broken) => (broken ? renameSync(file, `${file}.away`) : renameSync(`${file}.away`, file)),
    close: async () => undefined,
  };
}, true);

describe('the SQL sink', () => {
  it('maps nested fields and event attributes, and absent ones to NULL', async () => {
    const file = newFile();
    const sink = open({ driver: 'sqlite', file });
    await sink.deliver([delivery('A', 1), delivery('B', 2, { plant: null })]);
    expect(rows(file)).toEqual([{ 合格证编号: 'A', fl: 10, uscc: '91330212MA2G00021Q', seq: 1, zf: 0 }, { 合格证编号: 'B', fl: 10, uscc: null, seq: 2, zf: 0 }]);
    await sink.close();
  });

  it.each([['upsert', [1]], ['delete', []], ['ignore', [0]]])('does with a withdrawn document what onVoid: %s says', async (onVoid, expected) => {
    const file = newFile();
    const sink = open({ driver: 'sqlite', file, onVoid });
    await sink.deliver([delivery('A', 1), delivery('A', 2, {}, 'void')]);
    expect(rows(file).map((row) => row.zf)).toEqual(expected);
    await sink.close();
  });

  it('writes values as values, whatever they hold', async () => {
    const file = newFile();
    const sink = open({ driver: 'sqlite', file });
    await sink.deliver([delivery("x'); DROP TABLE hgz; --", 1)]);
    expect(rows(file)[0]).toMatchObject({ 合格证编号: "x'); DROP TABLE hgz; --" });
    await sink.close();
  });

  it('quotes names whatever they hold', async () => {
    const file = newFile();
    const database = new Libsql(file);
    database.exec('CREATE TABLE "a""b" ("k""1" TEXT PRIMARY KEY)');
    database.close();
    const sink = open({ driver: 'sqlite', file, table: 'a"b', columns: { 'k"1': 'certNo' }, key: ['k"1'] });
    expect(await sink.deliver([delivery('A', 1), delivery('A', 2)])).toEqual([{ status: 'receipted' }, { status: 'receipted' }]);
    await sink.close();
  });

  it('lets the feed wait when the table is missing, and refuses a key that is not mapped', async () => {
    const sink = open({ driver: 'sqlite', file: newFile(), table: 'nope' });
    await expect(sink.deliver([delivery('A', 1)])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE' });
    expect(() => open({ driver: 'sqlite', file: 'x', key: ['nope'] })).toThrow(/nope/);
    await sink.close();
  });
});

const mariadb = process.env.LIANSHU_TEST_MARIADB;

if (mariadb) describeMariadb(new URL(mariadb));
else describe.skip('the SQL sink on MariaDB (skipped: LIANSHU_TEST_MARIADB is not set)', () => it('needs a server', () => undefined));

function describeMariadb(url: URL): void {
  const at = { host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  describeSinkContract('the SQL sink on MariaDB', async (): Promise<SinkWorld> => {
    const database = `sink_${randomBytes(5).toString('hex')}`;
    const admin = await createConnection(at);
    await admin.query(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
    await admin.query(`USE ${database}`);
    await admin.query(TABLE);
    return {
      open: () => open({ driver: 'mariadb', ...at, database }),
      held: async () => held((await admin.query('SELECT * FROM hgz'))[0] as Record<string, unknown>[]),
      breakDown: async (broken) => void (await admin.query(broken ? 'RENAME TABLE hgz TO away' : 'RENAME TABLE away TO hgz')),
      async close() {
        await admin.query(`DROP DATABASE ${database}`);
        await admin.end();
      },
    };
  }, true);
}
