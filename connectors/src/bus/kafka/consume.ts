// A member of a Kafka group: whole partition batches to the handler, explicit commits, failed partitions paused on their own.
import type { EachBatchPayload, Kafka, KafkaMessage } from 'kafkajs';
import type { Log } from '../../sources/source';
import type { ConsumeOptions, Consumption } from '../bus';
import { DEFAULT_MAX_MESSAGES, DEFAULT_MAX_PAUSE_MS } from '../redelivery';
import { inMessage } from './in-message';
import { HEARTBEAT_MS, openSession } from './session';
import { createFailing } from './failing';
import { createProgress, keyOf } from './progress';
import { supervise } from './supervise';
import type { Topics } from './topics';

export interface ConsumerParts {
  readonly kafka: Kafka;
  readonly topics: Topics;
  readonly log: Log;
  readonly now: () => number;
  readonly checkEveryMs: number;
  readonly silentMs: number;
}

export async function consumeGroup(parts: ConsumerParts, options: ConsumeOptions): Promise<Consumption> {
  const { kafka, topics, now } = parts;
  const { group, maxMessages = DEFAULT_MAX_MESSAGES } = options;
  for (const topic of options.topics) await topics.partitions(topic);
  const paused = new Set<string>();
  const progress = createProgress();
  const failing = createFailing((topic, partition) => { if (!paused.has(keyOf(topic, partition))) supervisor?.session()?.consumer.resume([{ topic, partitions: [partition] }]); });

  const eachBatch = async (payload: EachBatchPayload) => {
    const { batch, isRunning, isStale } = payload;
    const key = keyOf(batch.topic, batch.partition);
    for (let from = 0; from < batch.messages.length; from += maxMessages) {
      if (!isRunning() || isStale() || paused.has(key)) return;
      const chunk = batch.messages.slice(from, from + maxMessages);
      if (!(await progress.during(key, () => deliver(options, payload, chunk)))) {
        payload.pause();
        return failing.again(batch.topic, batch.partition, options.maxPauseMs ?? DEFAULT_MAX_PAUSE_MS);
      }
      failing.over(key);
      const last = from + maxMessages < batch.messages.length ? (chunk.at(-1)?.offset ?? batch.lastOffset()) : batch.lastOffset();
      await commit(payload, last);
      await payload.heartbeat();
    }
  };

  const supervisor = await supervise({
    ...parts,
    name: group,
    open: (onDead) => openSession(kafka, { group, topics: options.topics, eachBatch, now, onDead, onAssigned: (assignment, consumer) => {
      progress.assign(assignment);
      for (const key of paused) consumer.pause([topicPartition(key)]);
    } }),
    isBusy: () => progress.busy() > 0,
    isStuck: () => progress.isStuck((key) => paused.has(key) || failing.has(key), (topic) => waitingIn(topics, group, topic)),
  });

  return {
    pause: (topic, partition) => {
      paused.add(keyOf(topic, partition));
      supervisor.session()?.consumer.pause([{ topic, partitions: [partition] }]);
    },
    resume: (topic, partition) => {
      paused.delete(keyOf(topic, partition));
      if (!failing.has(keyOf(topic, partition))) supervisor.session()?.consumer.resume([{ topic, partitions: [partition] }]);
    },
    close: async () => {
      failing.close();
      await supervisor.close();
    },
  };
}

/** Per partition, whether messages lie behind the group's committed offset. */
async function waitingIn(topics: Topics, group: string, topic: string): Promise<readonly boolean[]> {
  const [ends, committed] = await Promise.all([topics.ends(topic), topics.committed(group, topic)]);
  return ends.map(({ low, end }, partition) => end > (committed[partition] ?? low) && end > low);
}

/** A long handler keeps its place in the group by heartbeats; a heartbeat that fails shows again at the commit. */
async function deliver({ handler, onError }: ConsumeOptions, { batch, heartbeat }: EachBatchPayload, chunk: readonly KafkaMessage[]): Promise<boolean> {
  const handed = { topic: batch.topic, partition: batch.partition, messages: chunk.map(inMessage), endOffset: BigInt(batch.highWatermark) };
  const beating = setInterval(() => { heartbeat().catch(() => undefined); }, HEARTBEAT_MS);
  try {
    await handler(handed);
    return true;
  } catch (error) {
    onError?.(error, handed);
    return false;
  } finally {
    clearInterval(beating);
  }
}

/** Resolved first: if the commit fails because of a rebalance, kafkajs joins again from the committed offset. */
async function commit({ batch, resolveOffset, commitOffsetsIfNecessary }: EachBatchPayload, last: string): Promise<void> {
  resolveOffset(last);
  await commitOffsetsIfNecessary({ topics: [{ topic: batch.topic, partitions: [{ partition: batch.partition, offset: String(BigInt(last) + 1n) }] }] });
}

function topicPartition(key: string) {
  const [topic = '', partition] = key.split(' ');
  return { topic, partitions: [Number(partition)] };
}
