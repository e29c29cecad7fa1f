// The bus on Kafka, by kafkajs with our kept patch (patches/kafkajs+2.2.4.patch).
import { randomUUID } from 'node:crypto';
import { fail } from '../errors';
import type { Log } from '../sources/source';
import type { Bus } from './bus';
import { asHubError, createAdministration, createClient, type KafkaConnection } from './kafka/client';
import { consumeGroup, type ConsumerParts } from './kafka/consume';
import { followTopic } from './kafka/follow';
import { createPublishing } from './kafka/publish';
import { createTopics } from './kafka/topics';
import { DEFAULT_MAX_BATCH_BYTES } from './message-size';

export interface KafkaBusOptions extends KafkaConnection {
  readonly log: Log;
  /** Below the brokers' message.max.bytes; a single message may have as much. */
  readonly maxBatchBytes?: number;
  /** Producers; a topic always uses the same one. 4 by default. */
  readonly lanes?: number;
  /** How often consumers are looked after (30 s), and how long they may be silent (60 s). */
  readonly checkEveryMs?: number;
  readonly silentMs?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly newId?: () => string;
}

/** Connects at first use. While no broker answers, operations retry for about 20 s, then reject with BUS_UNAVAILABLE (retriable);
 *  consumers come back by themselves. */
export function createKafkaBus(options: KafkaBusOptions): Bus {
  const { log, now = Date.now, newId = randomUUID } = options;
  const kafka = createClient(options, log, now);
  const administration = createAdministration(kafka);
  const topics = createTopics(administration);
  const publishing = createPublishing({ kafka, topics, now, lanes: options.lanes ?? 4, maxBatchBytes: options.maxBatchBytes ?? DEFAULT_MAX_BATCH_BYTES });
  const parts: ConsumerParts = { kafka, topics, log, now, checkEveryMs: options.checkEveryMs ?? 30_000, silentMs: options.silentMs ?? 60_000 };
  const open = new Set<{ close(): Promise<void> }>();
  let closing: Promise<void> | null = null;

  const requireOpen = () => { if (closing) throw fail('BUS_CLOSED'); };
  /** Remembers what must be closed with the bus. */
  const keep = async <T extends { close(): Promise<void> }>(what: string, opening: () => Promise<T>): Promise<T> => {
    requireOpen();
    const opened = await opening().catch((error: unknown) => { throw asHubError(what, error); });
    const once = onlyOnce(opened.close);
    const kept = { ...opened, close: () => once().finally(() => open.delete(kept)) };
    open.add(kept);
    if (closing) {
      await kept.close();
      throw fail('BUS_CLOSED');
    }
    return kept;
  };
  const shut = async () => {
    await Promise.all([...open].map((one) => one.close()));
    await publishing.close();
    await administration.close();
  };

  return {
    ensureTopics: async (specs) => { requireOpen(); await topics.ensure(specs); },
    publish: async (topic, messages) => { requireOpen(); await publishing.publish(topic, messages); },
    consume: (wanted) => keep(`consume as ${wanted.group}`, () => consumeGroup(parts, wanted)),
    follow: (topic, handler) => keep(`follow ${topic}`, () => followTopic({ ...parts, administration, topic, handler, group: `${options.clientId}.follow.${newId()}` })),
    endOffsets: async (topic) => { requireOpen(); return (await topics.ends(topic)).map(({ end }) => end); },
    groupOffsets: async (group, topic) => { requireOpen(); return topics.committed(group, topic); },
    clusterId: async () => { requireOpen(); return topics.clusterId(); },
    close: () => (closing ??= shut()),
  };
}

function onlyOnce(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  return () => (running ??= work());
}
