// The departments' databases on a real MariaDB hold the same rows as the SQLite files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { createConnection } from 'mysql2/promise';
import { openMariadbSystem } from './mariadb-system';
import { openSqliteSystem } from './sqlite-system';
import { PLANT_TABLES, PROJECT_TABLES, type SqlSystem } from './tables';
import { createCity } from '../city/city';
import { instant } from '../city/calendar';

const server = process.env.LIANSHU_TEST_MARIADB;
const tables = [...PROJECT_TABLES, ...PLANT_TABLES];
const story = [...createCity({ only: 'chain' }).advanceTo(instant('2022-03-01'))].flatMap((emission) => {
  const table = tables.find((candidate) => candidate.record === emission.record);
  return table ? [{ table, native: emission.native }] : [];
});

async function fill(system: SqlSystem): Promise<void> {
  await system.write(story.slice(0, 9), 9);
  await system.write(story.slice(9), 42);
  expect(await system.progress()).toBe(42);
}

(server ? describe : describe.skip)(`departments on MariaDB${server ? '' : ' (skipped: LIANSHU_TEST_MARIADB is not set)'}`, () => {
  it('hold the same rows as in SQLite, and count upwards', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sandbox-sql-'));
    const name = `sandbox_spec_${process.pid}_${Date.now()}`;
    const sqlite = openSqliteSystem(join(dir, 'a.db'), tables);
    const mariadb = await openMariadbSystem(server ?? '', name, tables);
    const reader = await createConnection({ uri: mariadb.location, charset: 'utf8mb4' });
    const local = new Database(join(dir, 'a.db'), {});
    try {
      await fill(sqlite);
      await fill(mariadb);
      for (const { name: table, key } of tables) {
        const order = key ?? 'ID';
        const [far] = await reader.query(`SELECT * FROM \`${table}\` ORDER BY \`${order}\``);
        expect(JSON.parse(JSON.stringify(far))).toEqual(JSON.parse(JSON.stringify(local.prepare(`SELECT * FROM "${table}" ORDER BY "${order}"`).all())));
      }
    } finally {
      await reader.query(`DROP DATABASE \`${name}\``);
      await reader.end();
      await mariadb.close();
      await sqlite.close();
      local.close();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});

describe('departments on SQLite', () => {
  it('replace a row of the same key and append rows without one', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'sandbox-sql-'));
    const system = openSqliteSystem(join(dir, 'a.db'), tables);
    const db = new Database(join(dir, 'a.db'), {});
    const [project] = PROJECT_TABLES.filter((table) => table.name === 'TBProjectInfo');
    const [batch] = PLANT_TABLES;
    if (!project || !batch) throw new Error('tables are missing');
    const row = (version: number, name: string) => ({ table: project, native: { RowVer: version, PrjNum: 'p', PrjName: name } });
    await system.write([row(1, 'a'), row(2, 'b'), { table: batch, native: { RWDH: 'x' } }, { table: batch, native: { RWDH: 'x' } }], 1);
    expect(db.prepare('SELECT RowVer, PrjName FROM TBProjectInfo').all()).toEqual([{ RowVer: 2, PrjName: 'b' }]);
    expect(db.prepare('SELECT ID, RWDH FROM SCJL').all()).toEqual([{ ID: 1, RWDH: 'x' }, { ID: 2, RWDH: 'x' }]);
    db.close();
    await system.close();
    rmSync(dir, { recursive: true, force: true });
  });
});
