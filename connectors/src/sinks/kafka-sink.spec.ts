import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileOptions, type HubEvent, type JsonObject } from '@lianshu/schemas';
import type { Bus } from '../bus/bus';
import { createEmbeddedBus } from '../bus/embedded-bus';
import { createKafkaBus } from '../bus/kafka-bus';
import { testDeps } from '../sources/source.contract';
import { createKafkaSink, kafkaSink } from './kafka-sink';
import { delivery, describeSinkContract, type SinkWorld } from './sink.contract';

const folder = mkdtempSync(join(tmpdir(), 'lianshu-kafka-sink-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const { log } = testDeps();
const newTopic = (): string => `sink-${randomBytes(6).toString('hex')}`;

/** The latest event of each subject, as a department that drops repeats would keep it. */
async function heldIn(bus: Bus, topic: string): Promise<Map<string, JsonObject>> {
  const held = new Map<string, JsonObject>();
  const following = await bus.follow(topic, (messages) => {
    for (const { value } of messages) {
      const event = JSON.parse(String(value)) as HubEvent;
      held.set(event.subject, event.data);
    }
  });
  await following.caughtUp();
  await following.close();
  return held;
}

/** The far cluster, which can be made to fail without being closed by a sink. */
function breakable(bus: Bus, broken: () => boolean): Bus {
  return { ...bus, close: async () => undefined, publish: (topic, messages) => (broken() ? Promise.reject(new Error('no broker answers')) : bus.publish(topic, messages)) };
}

async function world(bus: Bus): Promise<SinkWorld> {
  const topic = newTopic();
  let broken = false;
  await bus.ensureTopics([{ topic, partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
  return {
    open: () => createKafkaSink({ brokers: [], topic, tls: false }, breakable(bus, () => broken)),
    held: () => heldIn(bus, topic),
    breakDown: async (value) => {
      broken = value;
    },
    close: () => bus.close(),
  };
}

describeSinkContract('the kafka sink on an embedded log', () => world(createEmbeddedBus({ file: join(folder, `${newTopic()}.db`), log })), false);

const kafka = process.env.LIANSHU_TEST_KAFKA;
const onKafka = kafka ? describe : describe.skip;

onKafka(kafka ? 'the kafka sink on Kafka' : 'the kafka sink on Kafka (skipped: LIANSHU_TEST_KAFKA is not set)', () => {
  if (kafka) describeSinkContract('the kafka sink on Kafka', () => world(createKafkaBus({ brokers: [kafka], clientId: 'far-cluster', log })), false);

  it('publishes by its options alone, one structured CloudEvent a message, keyed by subject', async () => {
    const bus = createKafkaBus({ brokers: [String(kafka)], clientId: 'far-reader', log });
    const topic = newTopic();
    await bus.ensureTopics([{ topic, partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    const sink = kafkaSink.create(compileOptions(kafkaSink.optionsSchema).parse({ brokers: [String(kafka)], topic }, 'kafka sink'), testDeps());
    expect(await sink.deliver([delivery('A', 1)])).toEqual([{ status: 'receipted' }]);
    await sink.close();
    const seen: { key: string | null; type: unknown; contentType: string | undefined }[] = [];
    const following = await bus.follow(topic, (messages) => {
      for (const { key, value, headers } of messages) seen.push({ key, type: (JSON.parse(String(value)) as HubEvent).specversion, contentType: headers['content-type'] });
    });
    await following.caughtUp();
    await following.close();
    await bus.close();
    expect(seen).toEqual([{ key: 'A', type: '1.0', contentType: 'application/cloudevents+json; charset=UTF-8' }]);
  });
});

describe('the kafka sink', () => {
  it('refuses an oversize event with its reason and delivers its neighbours', async () => {
    const bus = createEmbeddedBus({ file: join(folder, 'small.db'), log, maxBatchBytes: 20_000 });
    const topic = newTopic();
    await bus.ensureTopics([{ topic, partitions: 1, cleanup: 'delete', retentionMs: -1 }]);
    const sink = createKafkaSink({ brokers: [], topic, tls: false }, bus);
    const outcomes = await sink.deliver([delivery('A', 1), delivery('B', 2, { note: 'x'.repeat(50_000) }), delivery('C', 3)]);
    expect(outcomes).toMatchObject([{ status: 'receipted' }, { status: 'refused', reasons: [{ code: 'DELIVER_TOO_LARGE' }] }, { status: 'receipted' }]);
    expect([...(await heldIn(bus, topic)).keys()].sort()).toEqual(['A', 'C']);
    await sink.close();
  });
});
