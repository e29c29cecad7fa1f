import { createTopics } from '@lianshu/schemas';
import type { Bus, OutMessage } from '../bus/bus';
import type { Page, Source } from '../sources/source';
import type { Checkpoints } from './checkpoints';
import type { SourceDefinition } from './connection';
import { createIngest, type IngestDeps, OWNER_TIMEOUT_MS } from './ingest';
import type { ConnectionState } from './quarantine';

const NOW = 1_000_000;
const definition: SourceDefinition = {
  id: 'd.r', department: 'd', record: 'r', source: '/d/s', kind: 'rest', schema: 'urn:s', tables: [], schedule: '* * * * * *', constants: {}, options: {},
};
const record = (key: string, text: string) => ({ key, version: 0, value: Buffer.from(text) });
const page = (checkpoint: string, ...records: Page['records'][number][]): Page => ({ records, unreadable: [], checkpoint });

/** Everything that happens, in order, on one line each. */
function world(pages: readonly Page[], over: { fails?: string; state?: ConnectionState } = {}) {
  const done: string[] = [];
  const messages: OutMessage[] = [];
  const states = new Map(over.state ? [[over.state.id, over.state]] : []);
  const note = (what: string) => {
    if (over.fails === what) throw new Error(`no ${what}`);
    done.push(what);
  };
  const bus: Pick<Bus, 'publish'> = {
    async publish(topic, sent) {
      if (sent.length === 0) return;
      note(topic);
      messages.push(...sent);
    },
  };
  const checkpoints: Checkpoints = {
    get: (id) => states.get(id),
    all: () => [...states.values()],
    async put(state) {
      if (!state.lastError) note(`checkpoint ${String(state.checkpoint)}`);
      states.set(state.id, state);
    },
    close: async () => undefined,
  };
  const source: Source = {
    async *fetch() { yield* pages; },
    acknowledge: async (one) => note(`told ${String(one.checkpoint)}`),
    close: async () => undefined,
  };
  const silent = () => undefined;
  const deps: IngestDeps = {
    bus: bus as Bus, topics: createTopics('t'), checkpoints, clock: { now: () => NOW, sleep: async () => undefined }, wallClock: () => NOW,
    log: { error: silent, warn: silent, info: silent, debug: silent }, owner: 'me',
  };
  const run = () => createIngest(definition, source, deps).run(new AbortController().signal);
  return { run, done, messages, state: () => states.get('d.r') };
}

describe('ingest', () => {
  it('writes the checkpoint after the records are on the bus, and tells the source last', async () => {
    const { run, done } = world([page('1', record('a', 'x')), page('2', record('b', 'y'))]);
    expect(await run()).toBe(2);
    expect(done).toEqual(['t.raw.d.r', 'checkpoint 1', 'told 1', 't.raw.d.r', 'checkpoint 2', 'told 2']);
  });

  it('moves no checkpoint when the bus does not take the page, and keeps the fault in the state', async () => {
    const { run, done, state } = world([page('1', record('a', 'x'))], { fails: 't.raw.d.r' });
    await expect(run()).rejects.toThrow('no t.raw.d.r');
    expect(done).toEqual([]);
    expect(state()).toMatchObject({ checkpoint: null, lastError: { message: 'no t.raw.d.r', at: NOW } });
  });

  it('does not tell the source about a page whose checkpoint was not written', async () => {
    const { run, done } = world([page('1', record('a', 'x'))], { fails: 'checkpoint 1' });
    await expect(run()).rejects.toThrow('no checkpoint 1');
    expect(done).toEqual(['t.raw.d.r']);
  });

  it('makes a later record of the same key newer, within a page and from page to page, though the clock stands still', async () => {
    const { run, messages, state } = world([page('1', record('a', 'old'), record('b', 'x'), record('a', 'new')), page('2', record('a', 'newest'))]);
    await run();
    expect(messages.map(({ key, timestamp }) => [key, timestamp])).toEqual([['a', NOW], ['b', NOW], ['a', NOW + 1], ['a', NOW + 2]]);
    expect(new Set(messages.map(({ headers }) => headers?.ce_id)).size).toBe(4);
    expect(state()?.fetchedAt).toBe(NOW + 2);
  });

  it('leaves a connection to the process that runs it, until nothing was heard of that for long', async () => {
    const other = (heartbeatAt: number): ConnectionState => ({
      id: 'd.r', source: '/d/s', record: 'd.r', kind: 'rest', schedule: '', checkpoint: null, fetchedAt: 0, fetched: 0, unreadable: 0, lastRunAt: 0, lastError: null, owner: 'other', heartbeatAt,
    });
    expect(await world([page('1', record('a', 'x'))], { state: other(NOW - OWNER_TIMEOUT_MS + 1) }).run()).toBe(0);
    expect(await world([page('1', record('a', 'x'))], { state: other(NOW - OWNER_TIMEOUT_MS) }).run()).toBe(1);
  });
});
