// The embedded bus: the contract, and what only a file can do: crash, trim, be locked.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'libsql';
import { describeBusContract, until } from './bus.contract';
import type { InMessage } from './bus';
import { createEmbeddedBus, type EmbeddedBusOptions } from './embedded-bus';

const silent = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };
let dir = '';
beforeAll(() => { dir = mkdtempSync(join(tmpdir(), 'bus-')); });
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const open = (name: string, over: Partial<EmbeddedBusOptions> = {}) => createEmbeddedBus({ file: join(dir, name, 'log.db'), log: silent, ...over });
const text = (message: InMessage) => message.value?.toString() ?? 'null';

describeBusContract('the embedded log', async () => ({
  open: async () => open('contract'),
  cleanUp: async () => undefined,
  poisonRounds: 1000,
}));

describe('The embedded log', () => {
  it.each([['power'], ['process']] as const)('has everything it acknowledged after kill -9 in the middle of publishing (durability %s)', async (durability) => {
    const file = join(dir, `killed-${durability}`, 'log.db');
    const acknowledged = await publishUntilKilled(file, durability, 2000);
    const bus = createEmbeddedBus({ file, log: silent });
    const seen: InMessage[] = [];
    const following = await bus.follow('t', (messages) => { seen.push(...messages); });
    await following.caughtUp();
    const values = new Set(seen.map(text));
    expect(acknowledged.length).toBeGreaterThanOrEqual(2000);
    expect(acknowledged.filter((value) => !values.has(value))).toEqual([]);
    expect(values.size).toBe(seen.length);
    await bus.publish('t', [{ key: 'k', value: Buffer.from('after the crash') }]);
    await bus.close();
  });

  it('is refused to a second process while it is open', async () => {
    const bus = open('locked');
    expect(() => open('locked')).toThrow(expect.objectContaining({ code: 'BUS_FILE_IN_USE' }));
    await bus.close();
    await open('locked').close();
  });

  it('keeps only the last message of a key on a compacted topic, and the deletion of one', async () => {
    const bus = open('compacted');
    await bus.ensureTopics([{ topic: 'c', partitions: 2, cleanup: 'compact', retentionMs: -1 }]);
    for (let round = 0; round < 50; round++) await bus.publish('c', ['a', 'b'].map((key) => ({ key, value: Buffer.from(String(round)) })));
    await bus.publish('c', [{ key: 'b', value: null }]);
    await bus.close();
    const db = new Database(join(dir, 'compacted', 'log.db'));
    expect(db.prepare('SELECT count(*) AS n FROM log').get()).toMatchObject({ n: 2 });
    db.close();
    const again = open('compacted');
    const seen = new Map<string | null, string>();
    const following = await again.follow('c', (messages) => { for (const message of messages) seen.set(message.key, text(message)); });
    await following.caughtUp();
    expect(Object.fromEntries(seen)).toEqual({ a: '49', b: 'null' });
    await again.close();
  });

  it('goes on past a compacted end after a restart', async () => {
    const bus = open('holes');
    await bus.ensureTopics([{ topic: 'c', partitions: 1, cleanup: 'compact', retentionMs: -1 }]);
    await bus.publish('c', [{ key: 'a', value: Buffer.from('1') }, { key: 'a', value: Buffer.from('2') }, { key: 'a', value: Buffer.from('3') }]);
    const got: InMessage[] = [];
    await bus.consume({ group: 'g', topics: ['c'], handler: async (batch) => { got.push(...batch.messages); } });
    await until(() => got.length === 1, 'the last message');
    expect(got[0]?.offset).toBe(2n);
    expect(await bus.endOffsets('c')).toEqual([3n]);
    await bus.close();
  });

  it('trims messages older than the retention, and its readers go on', async () => {
    let now = 1_000_000;
    const options = { now: () => now, trimEveryMs: 5 };
    const bus = open('trimmed', options);
    await bus.ensureTopics([{ topic: 'r', partitions: 1, cleanup: 'delete', retentionMs: 1000 }, { topic: 'kept', partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    for (const topic of ['r', 'kept']) await bus.publish(topic, [{ key: 'a', value: Buffer.from('old') }]);
    now += 500;
    await bus.publish('r', [{ key: 'a', value: Buffer.from('young') }]);
    now += 600;
    const first = async (topic: string) => {
      const seen: string[] = [];
      const following = await bus.follow(topic, (messages) => { seen.push(...messages.map(text)); });
      await following.caughtUp();
      await following.close();
      return seen;
    };
    await until(async () => (await first('r')).length === 1, 'the trim');
    expect(await first('r')).toEqual(['young']);
    expect(await first('kept')).toEqual(['old']);
    expect(await bus.endOffsets('r')).toEqual([2n]);
    await bus.close();
  });

  it('refuses what a follower waits for when it is closed first', async () => {
    const bus = open('waiting');
    await bus.ensureTopics([{ topic: 'w', partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    await bus.publish('w', [{ key: 'a', value: Buffer.from('1') }]);
    const following = await bus.follow('w', () => { throw new Error('refused'); });
    const caughtUp = following.caughtUp();
    const refused = expect(caughtUp).rejects.toMatchObject({ code: 'BUS_CLOSED' });
    await bus.close();
    await refused;
  });
});

const BUILT = join(__dirname, '..', '..', 'dist', 'bus', 'embedded-bus.js');

/** Prints what was acknowledged, until it is killed. It runs the built bus: `npx tsc -b connectors` makes it. */
const PUBLISH_FOR_EVER = `
  const [built, file, durability] = process.argv.slice(1);
  const { createEmbeddedBus } = require(built);
  const log = { error: console.error, warn: console.error, info() {}, debug() {} };
  (async () => {
    const bus = createEmbeddedBus({ file, log, durability });
    await bus.ensureTopics([{ topic: 't', partitions: 3, cleanup: 'delete', retentionMs: -1 }]);
    for (let round = 0; ; round++) {
      const values = Array.from({ length: 100 }, (_, index) => round + '-' + index);
      await bus.publish('t', values.map((value) => ({ key: value, value: Buffer.from(value) })));
      process.stdout.write(values.join(' ') + '\\n');
    }
  })();`;

/** Publishes in a child process that is killed with SIGKILL once `enough` messages were acknowledged; resolves with all acknowledged values. */
async function publishUntilKilled(file: string, durability: string, enough: number): Promise<string[]> {
  const child = spawn(process.execPath, ['-e', PUBLISH_FOR_EVER, BUILT, file, durability], { stdio: ['ignore', 'pipe', 'inherit'] });
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(...line.split(' '));
    if (acknowledged.length >= enough) child.kill('SIGKILL');
  }
  return acknowledged;
}
