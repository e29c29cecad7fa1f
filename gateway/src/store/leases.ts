// One at a time across processes: a lease row per job, and how far the job has come.
import type { Database, Sql } from './database';
import type { Dialect } from './dialect';

export interface Leases {
  /** Takes or renews the lease for `ms`. False while another owner's lease runs. `now` is wall-clock time, epoch ms. */
  hold(name: string, owner: string, now: number, ms: number): Promise<boolean>;
  /** Gives it back, so that another need not wait. */
  release(name: string, owner: string): Promise<void>;
  /** How far the job has come; 0 at first. */
  position(name: string): Promise<number>;
  setPosition(name: string, position: number): Promise<void>;
}

export function createLeases(db: Database): Leases {
  return {
    hold: (name, owner, now, ms) => db.transaction((sql) => hold(sql, db.dialect, name, owner, now, ms)),
    release: (name, owner) => db.transaction(async (sql) => { await sql.run('UPDATE leases SET until = 0 WHERE name = ? AND owner = ?', [name, owner]); }),
    position: (name) => db.read((sql) => readPosition(sql, name)),
    setPosition: (name, position) => db.transaction((sql) => writePosition(sql, db.dialect, name, position)),
  };
}

async function hold(sql: Sql, dialect: Dialect, name: string, owner: string, now: number, ms: number): Promise<boolean> {
  const [row] = await sql.all(`SELECT owner, until FROM leases WHERE name = ?${dialect.forUpdate}`, [name]);
  if (!row) await sql.run('INSERT INTO leases (name, owner, until) VALUES (?,?,?)', [name, owner, now + ms]);
  else if (row['owner'] !== owner && Number(row['until']) > now) return false;
  else await sql.run('UPDATE leases SET owner = ?, until = ? WHERE name = ?', [owner, now + ms, name]);
  return true;
}

export async function readPosition(sql: Sql, name: string): Promise<number> {
  const [row] = await sql.all('SELECT position FROM positions WHERE name = ?', [name]);
  return Number(row?.['position'] ?? 0);
}

export async function writePosition(sql: Sql, dialect: Dialect, name: string, position: number): Promise<void> {
  await sql.run(`INSERT INTO positions (name, position) VALUES (?,?)${dialect.onConflict(['name'], ['position'])}`, [name, position]);
}
