// The pure parts of both buses: hashing, sizes, pauses, rounds, levels, places, supervision.
import fc from 'fast-check';
import { logLevel, Partitioners } from 'kafkajs';
import { trueLevel, clientLog } from './kafka/client-log';
import { roundsOf } from './kafka/lane';
import { createPlaces } from './places';
import { createProgress } from './kafka/progress';
import type { Session } from './kafka/session';
import { supervise, type SupervisorParts } from './kafka/supervise';
import { configOf } from './kafka/topics';
import { checkSizes, messageBytes, splitBySize } from './message-size';
import { murmur2, partitionOf } from './murmur2';
import { pauseAfter } from './redelivery';
import { until } from './bus.contract';
import { createWaiter } from './waiter';

const noLog = { error: () => undefined, warn: () => undefined, info: () => undefined, debug: () => undefined };

describe('The place of a key', () => {
  // From Kafka's own UtilsTest.testMurmur2.
  it.each([['21', -973932308], ['foobar', -790332482], ['a-little-bit-long-string', -985981536], ['a-little-bit-longer-string', -1486304829], ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971], ['abc', 479470107]])(
    'hashes %s as Kafka does', (text, hash) => { expect(murmur2(Buffer.from(text))).toBe(hash); },
  );

  it('is where kafkajs puts it, for any key', () => {
    const theirs = Partitioners.DefaultPartitioner();
    fc.assert(fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), fc.integer({ min: 1, max: 64 }), (key, count) => {
      const partitionMetadata = Array.from({ length: count }, (_, partitionId) => ({ partitionId, leader: 1, isr: [], replicas: [], partitionErrorCode: 0 }));
      expect(partitionOf(key, count)).toBe(theirs({ topic: 't', partitionMetadata, message: { key, value: null } }));
    }));
  });
});

describe('Sizes', () => {
  it('cut in order, lose nothing, and stay below the limit unless one item alone is over it', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 1, max: 30 })), fc.integer({ min: 1, max: 40 }), (sizes, limit) => {
      const parts = splitBySize(sizes, (size) => size, limit);
      expect(parts.flat()).toEqual(sizes);
      for (const part of parts) expect(part.length === 1 || part.reduce((sum, size) => sum + size, 0) <= limit).toBe(true);
      expect(parts.every((part) => part.length > 0)).toBe(true);
    }));
  });

  it('count bytes, not characters, of key, value and headers', () => {
    expect(messageBytes({ key: '砼', value: Buffer.from('abcd'), headers: { 名: '值' } })).toBe(36 + 3 + 4 + 10 + 6);
    expect(messageBytes({ key: null, value: null })).toBe(36);
  });

  it('refuse without telling the key, which may be personal', () => {
    const tooLarge = () => checkSizes('t', [{ key: '330203199001010011', value: Buffer.alloc(100) }], 50);
    expect(tooLarge).toThrow(expect.objectContaining({ code: 'BUS_MESSAGE_TOO_LARGE' }));
    expect(tooLarge).not.toThrow('330203199001010011');
  });
});

describe('Rounds of a publish', () => {
  it('carry each partition in order, with at most a batch a partition and round', () => {
    const placed = Array.from({ length: 9 }, (_, index) => ({ partition: index % 2, message: { key: `k${index}`, value: Buffer.alloc(64) } }));
    const rounds = roundsOf(placed, { maxBatchBytes: 210, now: () => 5 });
    for (const round of rounds) for (const partition of [0, 1]) expect(round.filter((one) => one.partition === partition).length).toBeLessThanOrEqual(2);
    expect(rounds.flat().filter((one) => one.partition === 0).map((one) => one.key)).toEqual(['k0', 'k2', 'k4', 'k6', 'k8']);
    expect(rounds).toHaveLength(3);
    expect(rounds[0]?.[0]?.timestamp).toBe('5');
  });
});

describe('Pauses and waiting', () => {
  it('grow to the ceiling and never past it', () => {
    expect([1, 2, 3, 4].map((failures) => pauseAfter(failures, 500))).toEqual([100, 200, 400, 500]);
    expect(pauseAfter(100_000, 30_000)).toBe(30_000);
  });

  it('remember news that came while nobody waited, and let only control cut a pause', async () => {
    const waiter = createWaiter();
    waiter.wake();
    await waiter.wait();
    const order: string[] = [];
    const pause = waiter.pause(60_000).then(() => order.push('pause'));
    waiter.wake();
    await Promise.resolve();
    order.push('news');
    waiter.interrupt();
    await pause;
    expect(order).toEqual(['news', 'pause']);
  });
});

describe('What kafkajs says', () => {
  it.each([
    [logLevel.ERROR, 'The group is rebalancing, so a rejoin is needed', 'debug'],
    [logLevel.ERROR, 'The coordinator is loading and hence can’t process requests', 'debug'],
    [logLevel.WARN, 'Limiting retries for the idempotent producer may invalidate EoS guarantees', 'debug'],
    [logLevel.INFO, 'Consumer has joined the group', 'debug'],
    [logLevel.ERROR, 'Connection error: connect ECONNREFUSED', 'warn'],
  ])('gets its true level (%i, %s: %s)', (level, message, expected) => { expect(trueLevel(level, message)).toBe(expected); });

  it('is not repeated more than once in ten seconds', () => {
    let now = 0;
    const said: string[] = [];
    const write = clientLog({ ...noLog, warn: (_, message) => said.push(message) }, () => now)();
    const entry = { namespace: 'x', level: logLevel.ERROR, label: 'ERROR', log: { message: 'Connection timeout', timestamp: '' } };
    for (; now <= 20_000; now += 1000) write(entry);
    expect(said).toHaveLength(3);
  });
});

describe('Topic settings', () => {
  it('keep tombstones on compacted topics, so that the end can be reached', () => {
    expect(configOf({ topic: 't', partitions: 1, cleanup: 'compact', retentionMs: -1 })).toMatchObject({ 'cleanup.policy': 'compact', 'delete.retention.ms': '3153600000000' });
    expect(configOf({ topic: 't', partitions: 1, cleanup: 'delete', retentionMs: 5 })).toEqual({ 'cleanup.policy': 'delete', 'retention.ms': '5' });
  });
});

describe('The places of a follower', () => {
  it('settle who waits once all partitions are there, and refuse the rest at the end', async () => {
    const places = createPlaces(2);
    const reached = places.reached([1n, 2n]);
    places.reach(0, 1n);
    places.reach(1, 2n);
    await reached;
    places.reach(1, 1n);
    expect(places.of(1)).toBe(2n);
    const never = places.reached([9n, 0n]);
    places.close();
    await expect(never).rejects.toMatchObject({ code: 'BUS_CLOSED' });
  });
});

describe('The supervisor of a consumer', () => {
  const session = (over: Partial<Session> = {}): Session => ({ consumer: {} as Session['consumer'], lastSign: () => 0, isDead: () => false, close: async () => undefined, ...over });
  const parts = (over: Partial<SupervisorParts>): SupervisorParts => ({
    name: 'g', open: async () => session(), isStuck: async () => false, isBusy: () => false, checkEveryMs: 1, silentMs: 1000, now: () => 0, log: noLog, ...over,
  });
  const opened = async (over: Partial<SupervisorParts>, first: Partial<Session> = {}) => {
    let count = 0;
    const supervisor = await supervise(parts({ ...over, open: async () => session(count++ === 0 ? first : {}) }));
    return { supervisor, count: () => count };
  };

  it('replaces a session that kafkajs gave up', async () => {
    const { supervisor, count } = await opened({}, { isDead: () => true });
    await until(() => count() === 2, 'the second session');
    await supervisor.close();
  });

  it('replaces a silent session, but not while its handler runs', async () => {
    let busy = true;
    let looks = 0;
    const { supervisor, count } = await opened({ now: () => 5000, isBusy: () => busy, isStuck: async () => { looks += 1; return false; } });
    await until(() => looks > 5, 'five checks');
    expect(count()).toBe(1);
    busy = false;
    await until(() => count() > 1, 'the second session');
    await supervisor.close();
  });

  it('replaces a session that leaves messages lying for three checks', async () => {
    let looks = 0;
    const { supervisor, count } = await opened({ isStuck: async () => { looks += 1; return true; } });
    await until(() => count() >= 2, 'the second session');
    expect(looks).toBeGreaterThanOrEqual(3);
    await supervisor.close();
  });

  it('tries again when opening fails, and leaves a session behind that hangs in closing only after a while', async () => {
    let count = 0;
    const supervisor = await supervise(parts({ open: async () => {
      count += 1;
      if (count === 2) throw new Error('no broker');
      return session({ isDead: () => count === 1 });
    } }));
    await until(() => count === 3, 'the third attempt');
    await supervisor.close();
  });
});

describe('Progress', () => {
  it('calls a partition stuck only if it waits, did not move and is not excused', async () => {
    const progress = createProgress();
    progress.assign({ t: [0, 1] });
    const waiting = async () => [true, false];
    const nobody = () => false;
    expect(await progress.isStuck(nobody, waiting)).toBe(true);
    expect(await progress.isStuck((key) => key === 't 0', waiting)).toBe(false);
    await progress.during('t 0', async () => undefined);
    expect(await progress.isStuck(nobody, waiting)).toBe(false);
    expect(await progress.isStuck(nobody, waiting)).toBe(true);
  });
});
