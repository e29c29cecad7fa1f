// What the REST departments remember: change lists, what they received, how far each system has been written. One SQLite file.
import Database from 'libsql';
import { join } from 'node:path';

interface Change {
  readonly seq: number;
  readonly body: string;
}

export interface Received {
  readonly what: string;
  readonly idempotencyKey: string;
  readonly body: string;
  readonly reference: string;
  readonly at: number;
}

export interface FeedStore {
  /** Entries after `seq`, oldest first. */
  changes(resource: string, after: number, limit: number): Change[];
  last(resource: string): number;
  append(resource: string, body: string): void;
  received(department: string, what: string): Received[];
  find(department: string, what: string, idempotencyKey: string): Received | undefined;
  receive(department: string, received: Received): void;
  count(department: string, what: string): number;
  /** Ordinal of the last emission that the system holds. */
  progress(system: string): number;
  setProgress(system: string, n: number): void;
  transaction(work: () => void): void;
  close(): void;
}

const DDL = `
CREATE TABLE IF NOT EXISTS change (resource TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (resource, seq)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS received (id INTEGER PRIMARY KEY, department TEXT NOT NULL, what TEXT NOT NULL, idem TEXT NOT NULL, body TEXT NOT NULL, reference TEXT NOT NULL, at INTEGER NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS received_once ON received (department, what, idem);
CREATE TABLE IF NOT EXISTS progress (system TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;`;
const RECEIVED = 'SELECT what, idem AS idempotencyKey, body, reference, at FROM received WHERE department = ? AND what = ?';

export function openFeedStore(dir: string): FeedStore {
  const db = new Database(join(dir, 'sandbox.db'), {});
  db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;');
  db.exec(DDL);
  const statement = {
    changes: db.prepare('SELECT seq, body FROM change WHERE resource = ? AND seq > ? ORDER BY seq LIMIT ?'),
    last: db.prepare('SELECT MAX(seq) AS seq FROM change WHERE resource = ?'),
    append: db.prepare('INSERT INTO change (resource, seq, body) VALUES (?, ?, ?)'),
    received: db.prepare(`${RECEIVED} ORDER BY id`),
    find: db.prepare(`${RECEIVED} AND idem = ?`),
    receive: db.prepare('INSERT INTO received (department, what, idem, body, reference, at) VALUES (?, ?, ?, ?, ?, ?)'),
    count: db.prepare('SELECT COUNT(*) AS n FROM received WHERE department = ? AND what = ?'),
    progress: db.prepare('SELECT n FROM progress WHERE system = ?'),
    setProgress: db.prepare('INSERT INTO progress (system, n) VALUES (?, ?) ON CONFLICT (system) DO UPDATE SET n = excluded.n'),
  };
  const lasts = new Map<string, number>();
  const last = (resource: string): number => {
    const known = lasts.get(resource) ?? ((statement.last.get(resource) as { seq: number | null }).seq ?? 0);
    lasts.set(resource, known);
    return known;
  };
  return {
    changes: (resource, after, limit) => statement.changes.all(resource, after, limit) as Change[],
    last,
    append(resource, body) {
      const seq = last(resource) + 1;
      statement.append.run(resource, seq, body);
      lasts.set(resource, seq);
    },
    received: (department, what) => statement.received.all(department, what) as Received[],
    find: (department, what, key) => statement.find.get(department, what, key) as Received | undefined,
    receive: (department, r) => void statement.receive.run(department, r.what, r.idempotencyKey, r.body, r.reference, r.at),
    count: (department, what) => (statement.count.get(department, what) as { n: number }).n,
    progress: (system) => (statement.progress.get(system) as { n: number } | undefined)?.n ?? 0,
    setProgress: (system, n) => void statement.setProgress.run(system, n),
    transaction(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        work();
        db.exec('COMMIT');
      } catch (error) {
        db.exec('ROLLBACK');
        lasts.clear();
        throw error;
      }
    },
    close: () => void db.close(),
  };
}
