import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import Libsql from 'libsql';
import { type Connection, createConnection } from 'mysql2/promise';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { sqlSource } from './sql-source';
import type { Source } from './source';
import { describeSourceContract, drain, keysOf, recordsOf, type SourceWorld, testDeps, unreadableOf } from './source.contract';

const options = compileOptions(sqlSource.optionsSchema);
const folder = mkdtempSync(join(tmpdir(), 'lianshu-sql-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function open(more: JsonObject): Source {
  return sqlSource.create(options.parse({ watermark: { column: 'id' }, key: ['id'], ...more }, 'sql'), testDeps());
}

function newFile(...statements: string[]): string {
  const file = join(folder, `${randomBytes(6).toString('hex')}.db`);
  change(file, ...statements);
  return file;
}

function change(file: string, ...statements: string[]): void {
  const database = new Libsql(file);
  for (const statement of statements) database.exec(statement);
  database.close();
}

describeSourceContract('the SQL source on SQLite', {
  async filled(): Promise<SourceWorld> {
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY, v TEXT)', "INSERT INTO t VALUES (1,'a'),(2,'b'),(3,'c'),(4,'d'),(5,'e')");
    return {
      keys: ['1', '2', '3', '4', '5'],
      open: () => open({ driver: 'sqlite', file, table: 't', pageSize: 2 }),
      async add() {
        change(file, "INSERT INTO t VALUES (6,'f')");
        return '6';
      },
      async addGarbage() {
        change(file, "INSERT INTO t VALUES (6, x'ff'), (7,'g')");
        return '7';
      },
      close: async () => undefined,
    };
  },
  empty: async () => open({ driver: 'sqlite', file: newFile('CREATE TABLE t (id INTEGER PRIMARY KEY)'), table: 't' }),
});

describe('the SQL source', () => {
  it('keeps the database\'s own text: long integers, decimals, NULL', async () => {
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY, big INTEGER, fl REAL, txt TEXT, no TEXT)', "INSERT INTO t VALUES (9007199254740993, 9223372036854775807, 2.5, '10.00', NULL)");
    const records = recordsOf(await drain(open({ driver: 'sqlite', file, table: 't' }), null));
    expect(records).toEqual(new Map([['9007199254740993', '{"id":"9007199254740993","big":"9223372036854775807","fl":"2.5","txt":"10.00","no":null}']]));
  });

  it('pages through equal times by the tiebreak column and meets rows committed late within the overlap', async () => {
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY, at TEXT)', "INSERT INTO t VALUES (1,'2022-02-28 08:00:00'),(2,'2022-02-28 08:00:00'),(3,'2022-02-28 08:00:00'),(5,'2022-02-28 08:00:30')");
    const source = open({ driver: 'sqlite', file, table: 't', pageSize: 2, watermark: { column: 'at', kind: 'time', overlap: 60 }, tiebreak: { column: 'id' } });
    const pages = await drain(source, null);
    expect(keysOf(pages)).toEqual(['1', '2', '3', '5']);
    change(file, "INSERT INTO t VALUES (4,'2022-02-28 08:00:10')");
    const late = await drain(source, pages.at(-1)?.checkpoint ?? null);
    expect(keysOf(late)).toEqual(['4']);
    expect(late[0]?.checkpoint).toEqual({ w: '2022-02-28 08:00:30', k: '5' });
    expect(keysOf(await drain(source, late[0]?.checkpoint ?? null))).toEqual([]);
  });

  it('reads GBK bytes and reports a row that is not valid, reading on', async () => {
    const hex = (text: string): string => iconv.encode(text, 'gbk').toString('hex');
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY, CZFS BLOB)', `INSERT INTO t VALUES (1, x'${hex('自动')}'), (2, x'ff'), (3, x'${hex('手动')}')`);
    const pages = await drain(open({ driver: 'sqlite', file, table: 't', encoding: 'gbk' }), null);
    expect(recordsOf(pages).get('1')).toBe('{"id":"1","CZFS":"自动"}');
    expect(keysOf(pages)).toEqual(['1', '3']);
    expect(unreadableOf(pages)).toMatchObject([{ key: '2', code: 'READ_ENCODING' }]);
  });

  it('polls a query, and quotes names whatever they hold', async () => {
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY, "a""b; DROP" TEXT)', "INSERT INTO t VALUES (1,'x')");
    const pages = await drain(open({ driver: 'sqlite', file, query: 'SELECT * FROM t WHERE id > 0' }), null);
    expect(recordsOf(pages).get('1')).toBe('{"id":"1","a\\"b; DROP":"x"}');
    expect(keysOf(await drain(open({ driver: 'sqlite', file, table: 't', columns: ['id', 'a"b; DROP'] }), null))).toEqual(['1']);
  });

  it('refuses what is no single SELECT, and cannot write even so', async () => {
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY)', 'INSERT INTO t VALUES (1)');
    for (const query of ['DELETE FROM t', 'SELECT 1; DELETE FROM t', '']) expect(() => open({ driver: 'sqlite', file, query })).toThrow(/query/);
    await expect(drain(open({ driver: 'sqlite', file, query: 'WITH x AS (SELECT 1) DELETE FROM t' }), null)).rejects.toMatchObject({ code: 'SOURCE_CONFIG' });
    expect(keysOf(await drain(open({ driver: 'sqlite', file, table: 't' }), null))).toEqual(['1']);
  });

  it('names a missing file, table, column or option', async () => {
    await expect(drain(open({ driver: 'sqlite', file: '/no/such.db', table: 't' }), null)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    const file = newFile('CREATE TABLE t (id INTEGER PRIMARY KEY)');
    await expect(drain(open({ driver: 'sqlite', file, table: 'nope' }), null)).rejects.toMatchObject({ code: 'SOURCE_CONFIG' });
    await expect(drain(open({ driver: 'sqlite', file, table: 't', key: ['PH'] }), null)).rejects.toThrow(/PH/);
    expect(() => open({ driver: 'sqlite', file, table: 't', watermark: { column: 'at', kind: 'time' } })).toThrow(/tiebreak is missing/);
    expect(() => open({ driver: 'mariadb', table: 't' })).toThrow(/host is missing/);
  });
});

const mariadb = process.env.LIANSHU_TEST_MARIADB;

if (mariadb) describeMariadb(new URL(mariadb));
else describe.skip('the SQL source on MariaDB (skipped: LIANSHU_TEST_MARIADB is not set)', () => it('needs a server', () => undefined));

function describeMariadb(url: URL): void {
  const database = `src_${randomBytes(5).toString('hex')}`;
  const at = { host: url.hostname, port: Number(url.port || 3306), user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) };
  let admin: Connection;
  let tables = 0;
  beforeAll(async () => {
    admin = await createConnection(at);
    await admin.query(`CREATE DATABASE ${database}`);
    await admin.query(`USE ${database}`);
  });
  afterAll(async () => {
    await admin.query(`DROP DATABASE ${database}`);
    await admin.end();
  });
  const table = async (columns: string, ...rows: string[]): Promise<string> => {
    const name = `t${++tables}`;
    await admin.query(`CREATE TABLE ${name} (${columns})`);
    for (const row of rows) await admin.query(`INSERT INTO ${name} VALUES ${row}`);
    return name;
  };
  const openDb = (more: JsonObject): Source => open({ driver: 'mariadb', ...at, database, ...more });

  describeSourceContract('the SQL source on MariaDB', {
    async filled(): Promise<SourceWorld> {
      const name = await table('id INT PRIMARY KEY, v VARBINARY(20)', "(1,'a'),(2,'b'),(3,'c'),(4,'d'),(5,'e')");
      return {
        keys: ['1', '2', '3', '4', '5'],
        open: () => openDb({ table: name, pageSize: 2 }),
        async add() {
          await admin.query(`INSERT INTO ${name} VALUES (6,'f')`);
          return '6';
        },
        async addGarbage() {
          await admin.query(`INSERT INTO ${name} VALUES (6,x'ff'),(7,'g')`);
          return '7';
        },
        close: async () => undefined,
      };
    },
    empty: async () => openDb({ table: await table('id INT PRIMARY KEY') }),
  });

  describe('the SQL source on MariaDB', () => {
    it('keeps the database\'s own text and decodes GBK stored in latin1 columns', async () => {
      const gbk = iconv.encode('自动', 'gbk').toString('hex');
      const name = await table(
        'id BIGINT UNSIGNED PRIMARY KEY, fl DECIMAL(30,10), at DATETIME(3), d DATE, CZFS VARCHAR(20) CHARACTER SET latin1, n INT',
        `(18446744073709551615, 10.5, '2022-02-28 08:43:12.5', '2022-02-28', x'${gbk}', NULL)`,
      );
      const source = openDb({ table: name, encoding: 'gbk' });
      expect([...recordsOf(await drain(source, null)).values()]).toEqual([
        '{"id":"18446744073709551615","fl":"10.5000000000","at":"2022-02-28 08:43:12.500","d":"2022-02-28","CZFS":"自动","n":null}',
      ]);
      await source.close();
    });

    it('says what is wrong with credentials and names, and cannot write', async () => {
      const wrong = openDb({ table: 't1', password: 'wrong', user: 'nobody' });
      await expect(drain(wrong, null)).rejects.toMatchObject({ code: 'SOURCE_CONFIG', retriable: false });
      const missing = openDb({ table: 'nope' });
      await expect(drain(missing, null)).rejects.toMatchObject({ code: 'SOURCE_CONFIG' });
      const absent = openDb({ table: 't1', port: 1 });
      await expect(drain(absent, null)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', retriable: true });
      await Promise.all([wrong, missing, absent].map((source) => source.close()));
    });
  });
}
