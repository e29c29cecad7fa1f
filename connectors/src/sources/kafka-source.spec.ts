import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import type { Bus, OutMessage } from '../bus/bus';
import { createEmbeddedBus } from '../bus/embedded-bus';
import { createKafkaBus } from '../bus/kafka-bus';
import { createKafkaSource, kafkaSource } from './kafka-source';
import type { KafkaSourceOptions } from './kafka/kafka-options';
import type { Source } from './source';
import { describeSourceContract, drain, keysOf, recordsOf, type SourceWorld, testDeps, unreadableOf } from './source.contract';

const options = compileOptions(kafkaSource.optionsSchema);
const folder = mkdtempSync(join(tmpdir(), 'lianshu-kafka-source-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const message = (id: string): OutMessage => ({ key: id, value: Buffer.from(`{"id":"${id}","v":1.10}`) });
const settings = (more: JsonObject): KafkaSourceOptions =>
  options.parse({ brokers: ['localhost:1'], topic: 't', group: 'hub', pageSize: 2, waitMs: 150, ...more }, 'kafka') as unknown as KafkaSourceOptions;
const shared = (bus: Bus): Bus => ({ ...bus, close: async () => undefined });

/** A cluster of the department's own; `open` gives a source with a connection of its own, whose close leaves the group. */
interface Cluster {
  readonly bus: Bus;
  open(topic: string, group: string, more?: JsonObject): Source;
  close(): Promise<void>;
}

function embedded(): Cluster {
  const bus = createEmbeddedBus({ file: join(folder, `${randomBytes(6).toString('hex')}.db`), log: testDeps().log });
  const open = (topic: string, group: string, more: JsonObject = {}): Source => {
    let consumption: { close(): Promise<void> } | undefined;
    const own: Bus = {
      ...shared(bus),
      consume: async (consume) => (consumption = await bus.consume(consume)) as Awaited<ReturnType<Bus['consume']>>,
      close: async () => consumption?.close(),
    };
    return createKafkaSource(settings({ topic, group, ...more }), own);
  };
  return { bus, open, close: () => bus.close() };
}

function real(broker: string): Cluster {
  const connect = (): Bus => createKafkaBus({ brokers: [broker], clientId: 'spec', log: testDeps().log });
  const bus = connect();
  return { bus, open: (topic, group, more = {}) => createKafkaSource(settings({ topic, group, waitMs: 700, ...more }), connect()), close: () => bus.close() };
}

async function filled(cluster: Cluster, ids: readonly string[]): Promise<SourceWorld> {
  const topic = `src-${randomBytes(6).toString('hex')}`;
  await cluster.bus.ensureTopics([{ topic, partitions: 2, cleanup: 'delete', retentionMs: -1 }]);
  if (ids.length > 0) await cluster.bus.publish(topic, ids.map(message));
  return {
    keys: ids,
    open: () => cluster.open(topic, `${topic}-group`),
    async add() {
      await cluster.bus.publish(topic, [message('f')]);
      return 'f';
    },
    async addGarbage() {
      await cluster.bus.publish(topic, [{ key: 'bad', value: Buffer.from('{"id"') }, message('g')]);
      return 'g';
    },
    close: () => cluster.close(),
  };
}

/** A source on an empty topic; closing it closes its cluster too. */
async function emptyOn(cluster: Cluster): Promise<Source> {
  const source = await (await filled(cluster, [])).open();
  return { ...source, close: () => source.close().then(() => cluster.close()) };
}

const IDS = ['a', 'b', 'c', 'd', 'e'];

describeSourceContract('the Kafka source on the embedded log', {
  filled: () => filled(embedded(), IDS),
  empty: () => emptyOn(embedded()),
});

describe('the Kafka source', () => {
  it('takes the record out of an envelope with its digits, and its key from its fields', async () => {
    const cluster = embedded();
    await cluster.bus.ensureTopics([{ topic: 'ce', partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    await cluster.bus.publish('ce', [
      { key: null, value: Buffer.from('{"specversion":"1.0","data":{"company":"甲","month":"2022-02","output_m3":1.10}}') },
      { key: 'gone', value: null },
      { key: 'latin', value: Buffer.from([0x22, 0xff, 0x22]) },
      { key: 'bare', value: Buffer.from('{}') },
    ]);
    const source = cluster.open('ce', 'hub', { path: 'data', key: ['company', 'month'] });
    const pages = await drain(source, null);
    expect(recordsOf(pages)).toEqual(new Map([['甲|2022-02', '{"company":"甲","month":"2022-02","output_m3":1.10}']]));
    expect(unreadableOf(pages)).toMatchObject([{ key: 'gone', code: 'READ_EMPTY' }, { key: 'latin', code: 'READ_ENCODING' }, { key: 'bare', code: 'READ_MALFORMED' }]);
    await source.close();
    await cluster.close();
  });

  it('moves the group only when the hub has the records', async () => {
    const cluster = embedded();
    await cluster.bus.ensureTopics([{ topic: 'ack', partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    await cluster.bus.publish('ack', [message('a')]);
    const source = cluster.open('ack', 'hub');
    for await (const _page of source.fetch(null, new AbortController().signal)) break;
    expect(await cluster.bus.groupOffsets('hub', 'ack')).toEqual([null]);
    expect(keysOf(await drain(source, null))).toEqual(['a']);
    expect(await cluster.bus.groupOffsets('hub', 'ack')).toEqual([1n]);
    await source.close();
    await cluster.close();
  });

  it('names the option that is missing', () => {
    expect(() => options.parse({ brokers: ['a:1'], topic: 't' }, 'kafka')).toThrow(/group is missing/);
    expect(() => options.parse({ brokers: ['a:1'], topic: 't', group: 'g', username: 'u' }, 'kafka')).toThrow(/password/);
  });
});

const broker = process.env.LIANSHU_TEST_KAFKA;
if (broker) {
  describeSourceContract('the Kafka source on Kafka', { filled: () => filled(real(broker), IDS), empty: () => emptyOn(real(broker)) });
} else {
  describe.skip('the Kafka source on Kafka (skipped: LIANSHU_TEST_KAFKA is not set)', () => it('needs a broker', () => undefined));
}
