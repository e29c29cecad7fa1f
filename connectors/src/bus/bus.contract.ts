// What every bus promises, tried on each: the duties of bus.ts.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Batch, Bus, Consumption, InMessage, OutMessage, TopicSpec } from './bus';
import { partitionOf } from './murmur2';

export interface BusUnderTest {
  /** Opens the same log (again). The caller closes it before the next open. */
  open(): Promise<Bus>;
  /** Removes what the run left. */
  cleanUp(): Promise<void>;
  /** How many redeliveries of a poison message the suite waits for. */
  readonly poisonRounds: number;
}

const text = (message: InMessage | OutMessage): string => message.value?.toString() ?? 'null';
const out = (key: string | null, value: string | null): OutMessage => ({ key, value: value === null ? null : Buffer.from(value) });

export async function until(condition: () => boolean | Promise<boolean>, what: string, seconds = 40): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`Waited ${seconds} s in vain for: ${what}`);
    await sleep(5);
  }
}

export function describeBusContract(name: string, setup: () => Promise<BusUnderTest>): void {
  describe(`The bus contract on ${name}`, () => {
    let under: BusUnderTest;
    let bus: Bus;
    let g = '';
    beforeAll(async () => { under = await setup(); });
    beforeEach(async () => {
      g = `g-${randomUUID()}`;
      bus = await under.open();
    });
    afterEach(async () => { await bus.close(); });
    afterAll(async () => { await under.cleanUp(); });

    const newTopic = async (over: Partial<TopicSpec> = {}): Promise<string> => {
      const topic = `t-${randomUUID()}`;
      await bus.ensureTopics([{ topic, partitions: 3, cleanup: 'delete', retentionMs: -1, ...over }]);
      return topic;
    };
    const collect = async (topic: string, group: string, into: InMessage[], maxMessages = 1000): Promise<Consumption> =>
      bus.consume({ group, topics: [topic], maxMessages, handler: async (batch) => { into.push(...batch.messages); } });

    describe('publishing', () => {
      it('brings back key, value, headers, time and rising offsets', async () => {
        const topic = await newTopic({ partitions: 1 });
        await bus.publish(topic, [
          { key: '钥匙', value: Buffer.from([0, 255, 1]), headers: { ce_id: 'a', 部门: '建设' }, timestamp: 1_700_000_000_000 },
          { key: null, value: Buffer.from('') },
        ]);
        const got: InMessage[] = [];
        await collect(topic, g, got);
        await until(() => got.length === 2, 'both messages');
        expect(got[0]).toEqual({ offset: 0n, key: '钥匙', value: Buffer.from([0, 255, 1]), headers: { ce_id: 'a', 部门: '建设' }, timestamp: 1_700_000_000_000 });
        expect(got[1]).toMatchObject({ offset: 1n, key: null, value: Buffer.from(''), headers: {} });
        expect(Math.abs(Date.now() - (got[1]?.timestamp ?? 0))).toBeLessThan(60_000);
      });

      it('keeps the order per key, also across concurrent publishes, and puts a key where Kafka puts it', async () => {
        const topic = await newTopic();
        const keys = ['a', 'b', 'c', 'd', 'e'];
        // Right after opening, so that what the bus must first learn about the topic cannot turn them around.
        await bus.close();
        bus = await under.open();
        await Promise.all(Array.from({ length: 40 }, (_, round) => bus.publish(topic, keys.map((key) => out(key, `${key}${round}`)))));
        const seen = new Map<string, string[]>();
        const places = new Map<string, Set<number>>();
        await bus.consume({
          group: g, topics: [topic], maxMessages: 7,
          handler: async ({ partition, messages }) => {
            for (const message of messages) {
              const key = String(message.key);
              seen.set(key, [...(seen.get(key) ?? []), text(message)]);
              places.set(key, (places.get(key) ?? new Set()).add(partition));
            }
          },
        });
        await until(() => [...seen.values()].flat().length === 200, 'all 200 messages');
        for (const key of keys) {
          expect(seen.get(key)).toEqual(Array.from({ length: 40 }, (_, round) => `${key}${round}`));
          expect(places.get(key)).toEqual(new Set([partitionOf(key, 3)]));
        }
      });

      it('splits a publish that is larger than a batch may be, without loss or disorder', async () => {
        const topic = await newTopic({ partitions: 2 });
        const filler = 'x'.repeat(300_000);
        await bus.publish(topic, Array.from({ length: 12 }, (_, index) => out('same', `${index}:${filler}`)));
        const got: InMessage[] = [];
        await collect(topic, g, got);
        await until(() => got.length === 12, 'all twelve');
        expect(got.map((message) => text(message).split(':')[0])).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
      });

      it('refuses a message over the limit before anything is sent', async () => {
        const topic = await newTopic();
        const messages = [out('a', 'small'), out('b', 'y'.repeat(1_100_000))];
        await expect(bus.publish(topic, messages)).rejects.toMatchObject({ code: 'BUS_MESSAGE_TOO_LARGE', retriable: false, details: { index: 1 } });
        expect(await bus.endOffsets(topic)).toEqual([0n, 0n, 0n]);
      });

      it('names a topic that does not exist', async () => {
        await expect(bus.publish(`t-${randomUUID()}`, [out('a', 'x')])).rejects.toMatchObject({ code: 'BUS_TOPIC_UNKNOWN' });
        await expect(bus.endOffsets(`t-${randomUUID()}`)).rejects.toMatchObject({ code: 'BUS_TOPIC_UNKNOWN' });
      });
    });

    describe('topics and offsets', () => {
      it('creates missing topics with their partitions and leaves existing ones', async () => {
        const topic = await newTopic({ partitions: 2 });
        const other = `t-${randomUUID()}`;
        await bus.publish(topic, [out('a', '1')]);
        await bus.ensureTopics([
          { topic, partitions: 5, cleanup: 'delete', retentionMs: -1 },
          { topic: other, partitions: 4, cleanup: 'compact', retentionMs: -1 },
        ]);
        expect((await bus.endOffsets(topic)).reduce((sum, end) => sum + end, 0n)).toBe(1n);
        expect(await bus.endOffsets(topic)).toHaveLength(2);
        expect(await bus.endOffsets(other)).toEqual([0n, 0n, 0n, 0n]);
      });

      it('tells committed offsets apart from none yet, and the end seen by a batch', async () => {
        const topic = await newTopic({ partitions: 2 });
        const key = ['a', 'b', 'c', 'd'].find((one) => partitionOf(one, 2) === 0) ?? '';
        expect(await bus.groupOffsets(g, topic)).toEqual([null, null]);
        await bus.publish(topic, [out(key, '1'), out(key, '2')]);
        const ends: bigint[] = [];
        await bus.consume({ group: g, topics: [topic], handler: async (batch) => { ends.push(batch.endOffset); } });
        await until(async () => (await bus.groupOffsets(g, topic))[0] === 2n, 'the commit');
        expect(await bus.groupOffsets(g, topic)).toEqual([2n, null]);
        expect(ends[0]).toBe(2n);
      });

      it('keeps its cluster id', async () => {
        const before = await bus.clusterId();
        expect(before).not.toBe('');
        await bus.close();
        bus = await under.open();
        expect(await bus.clusterId()).toBe(before);
      });
    });

    describe('consuming', () => {
      it('caps a batch at maxMessages and hands over one partition at a time', async () => {
        const topic = await newTopic();
        await bus.publish(topic, Array.from({ length: 50 }, (_, index) => out(`k${index}`, String(index))));
        const batches: Batch[] = [];
        const active = new Map<number, number>();
        let overlapped = false;
        await bus.consume({
          group: g, topics: [topic], maxMessages: 4,
          handler: async (batch) => {
            overlapped ||= (active.get(batch.partition) ?? 0) > 0;
            active.set(batch.partition, 1);
            batches.push(batch);
            await new Promise((resolve) => setImmediate(resolve));
            active.set(batch.partition, 0);
          },
        });
        await until(() => batches.flatMap((batch) => batch.messages).length === 50, 'all fifty');
        expect(Math.max(...batches.map((batch) => batch.messages.length))).toBeLessThanOrEqual(4);
        expect(overlapped).toBe(false);
      });

      it('commits only after the handler resolves', async () => {
        const topic = await newTopic({ partitions: 1 });
        await bus.publish(topic, [out('a', '1')]);
        let finish: () => void = () => undefined;
        let started = false;
        await bus.consume({ group: g, topics: [topic], handler: () => new Promise((resolve) => { started = true; finish = resolve; }) });
        await until(() => started, 'the handler');
        expect(await bus.groupOffsets(g, topic)).toEqual([null]);
        finish();
        await until(async () => (await bus.groupOffsets(g, topic))[0] === 1n, 'the commit');
      });

      it('delivers the same messages again after a failure, and tells each failure', async () => {
        const topic = await newTopic({ partitions: 1 });
        await bus.publish(topic, [out('a', '1'), out('a', '2')]);
        const deliveries: string[][] = [];
        const errors: unknown[] = [];
        await bus.consume({
          group: g, topics: [topic], maxPauseMs: 1,
          handler: async (batch) => {
            deliveries.push(batch.messages.map(text));
            if (deliveries.length < 4) throw new Error(`failure ${deliveries.length}`);
          },
          onError: (error) => errors.push(error),
        });
        await until(async () => (await bus.groupOffsets(g, topic))[0] === 2n, 'the commit');
        expect(deliveries).toEqual(Array.from({ length: 4 }, () => ['1', '2']));
        expect(errors).toEqual([1, 2, 3].map((count) => new Error(`failure ${count}`)));
      });

      it('lets a poison partition fail again and again while the others go on', async () => {
        const topic = await newTopic({ partitions: 2 });
        const poison = ['a', 'b', 'c', 'd'].find((one) => partitionOf(one, 2) === 0) ?? '';
        const sound = ['a', 'b', 'c', 'd'].find((one) => partitionOf(one, 2) === 1) ?? '';
        await bus.publish(topic, [out(poison, 'poison')]);
        let rounds = 0;
        const good: string[] = [];
        await bus.consume({
          group: g, topics: [topic], maxPauseMs: 1,
          handler: async (batch) => {
            if (batch.partition === 0) {
              rounds += 1;
              throw new Error('poison');
            }
            good.push(...batch.messages.map(text));
          },
        });
        for (let round = 0; round < 20; round++) {
          await bus.publish(topic, [out(sound, String(round))]);
          await until(() => good.length === round + 1, `sound message ${round}`);
        }
        await until(() => rounds >= under.poisonRounds, `${under.poisonRounds} redeliveries`);
        expect(good).toEqual(Array.from({ length: 20 }, (_, round) => String(round)));
        expect((await bus.groupOffsets(g, topic))[0]).toBeNull();
      });

      it('goes on after a restart where it stopped, and drains on close', async () => {
        const topic = await newTopic({ partitions: 1 });
        await bus.publish(topic, Array.from({ length: 10 }, (_, index) => out('k', String(index))));
        const first: string[] = [];
        let finish: () => void = () => undefined;
        await bus.consume({
          group: g, topics: [topic], maxMessages: 5,
          handler: async (batch) => {
            first.push(...batch.messages.map(text));
            await new Promise<void>((resolve) => { finish = resolve; });
          },
        });
        await until(() => first.length === 5, 'the first five');
        let closed = false;
        const closing = bus.close().then(() => { closed = true; });
        await sleep(50);
        expect(closed).toBe(false);
        finish();
        await closing;
        bus = await under.open();
        const second: InMessage[] = [];
        await collect(topic, g, second);
        await until(() => second.length >= 5, 'the rest');
        expect([...first, ...second.map(text)]).toEqual(Array.from({ length: 10 }, (_, index) => String(index)));
      });

      it('gives every group all messages, and shares a group among its members', async () => {
        const topic = await newTopic({ partitions: 4 });
        const one: InMessage[] = [];
        const left: InMessage[] = [];
        const right: InMessage[] = [];
        await collect(topic, `${g}-alone`, one);
        const leaving = await collect(topic, `${g}-shared`, left);
        await collect(topic, `${g}-shared`, right);
        let sent = 0;
        await until(async () => {
          await bus.publish(topic, Array.from({ length: 20 }, (_, index) => out(`k${index}`, String(sent + index))));
          sent += 20;
          return left.length > 0 && right.length > 0;
        }, 'both members at work');
        await leaving.close();
        await bus.publish(topic, Array.from({ length: 20 }, (_, index) => out(`k${index}`, String(sent + index))));
        sent += 20;
        const values = (messages: InMessage[]) => new Set(messages.map(text)).size;
        await until(() => values(one) === sent && values([...left, ...right]) === sent, 'all messages in both groups');
      });

      it('pauses and resumes one partition', async () => {
        const topic = await newTopic({ partitions: 2 });
        const keys = [0, 1].map((partition) => ['a', 'b', 'c', 'd'].find((one) => partitionOf(one, 2) === partition) ?? '');
        const got: string[] = [];
        const consumption = await bus.consume({ group: g, topics: [topic], handler: async (batch) => { got.push(...batch.messages.map(() => `${batch.partition}`)); } });
        await bus.publish(topic, keys.map((key) => out(key, '1')));
        await until(() => got.length === 2, 'both partitions at work');
        consumption.pause(topic, 0);
        await sleep(100);
        await bus.publish(topic, keys.map((key) => out(key, '2')));
        await until(() => got.filter((partition) => partition === '1').length === 2, 'the partition that is not paused');
        await sleep(700);
        expect(got.filter((partition) => partition === '0')).toHaveLength(1);
        consumption.resume(topic, 0);
        await until(() => got.filter((partition) => partition === '0').length === 2, 'the resumed partition');
      });
    });

    describe('following', () => {
      it('sees everything from the beginning in each follower, stays on it, and says when it has caught up', async () => {
        const topic = await newTopic({ cleanup: 'compact' });
        await bus.publish(topic, Array.from({ length: 30 }, (_, index) => out(`k${index}`, String(index))));
        const views = [new Map<string, string>(), new Map<string, string>()];
        const followings = await Promise.all(views.map((view) => bus.follow(topic, (messages) => { for (const message of messages) view.set(String(message.key), text(message)); })));
        await Promise.all(followings.map((following) => following.caughtUp()));
        for (const view of views) expect(view.size).toBe(30);
        await bus.publish(topic, [out('k0', 'new'), out('k1', null)]);
        await followings[0]?.caughtUp();
        expect(views[0]?.get('k0')).toBe('new');
        expect(views[0]?.get('k1')).toBe('null');
        await followings[0]?.close();
        await bus.publish(topic, [out('k0', 'newer')]);
        await followings[1]?.caughtUp();
        expect(views[1]?.get('k0')).toBe('newer');
        expect(views[0]?.get('k0')).toBe('new');
      });

      it('has caught up at once with an empty topic', async () => {
        const following = await bus.follow(await newTopic(), () => undefined);
        await following.caughtUp();
        await following.close();
      });

      it('keeps the order per key', async () => {
        const topic = await newTopic();
        const seen: string[] = [];
        const following = await bus.follow(topic, (messages) => { seen.push(...messages.map(text)); });
        for (let round = 0; round < 5; round++) await bus.publish(topic, [out('k', String(round))]);
        await following.caughtUp();
        expect(seen).toEqual(['0', '1', '2', '3', '4']);
      });
    });

    it('refuses work once closed', async () => {
      const topic = await newTopic();
      await bus.close();
      await expect(bus.publish(topic, [out('a', '1')])).rejects.toMatchObject({ code: 'BUS_CLOSED' });
      await expect(bus.consume({ group: g, topics: [topic], handler: async () => undefined })).rejects.toMatchObject({ code: 'BUS_CLOSED' });
    });
  });
}
