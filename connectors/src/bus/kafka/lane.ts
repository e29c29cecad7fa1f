// One idempotent producer, used by one send at a time: kafkajs mixes up its sequence numbers under concurrent sends
// (tulios/kafkajs#598). Publishes that wait for the running send go out together.
import { Partitioners, type Kafka, type Message, type Producer } from 'kafkajs';
import type { OutMessage } from '../bus';
import { messageBytes, splitBySize } from '../message-size';
import { asHubError } from './client';

export interface PlacedMessage {
  readonly partition: number;
  readonly message: OutMessage;
}

interface Job {
  readonly topic: string;
  readonly placed: readonly PlacedMessage[];
  readonly done: () => void;
  readonly failed: (error: unknown) => void;
}

export interface Lane {
  /** Resolves when all brokers in sync have it. Publishes of a topic keep their order. */
  send(topic: string, placed: readonly PlacedMessage[]): Promise<void>;
  /** Sends what was handed over, then disconnects. */
  close(): Promise<void>;
}

interface LaneParts {
  readonly kafka: Kafka;
  readonly maxBatchBytes: number;
  readonly now: () => number;
}

const MAX_TOGETHER = 10_000;

export function createLane(parts: LaneParts): Lane {
  const queue: Job[] = [];
  let producer: Promise<Producer> | null = null;
  let draining: Promise<void> | null = null;

  const sendTogether = async (jobs: readonly Job[], topic: string) => {
    try {
      producer ??= connectProducer(parts.kafka);
      const ready = await producer;
      for (const messages of roundsOf(jobs.flatMap((job) => job.placed), parts)) await ready.send({ topic, acks: -1, messages });
      jobs.forEach((job) => job.done());
    } catch (error) {
      await discard();
      const fault = asHubError(`publish to ${topic}`, error);
      jobs.forEach((job) => job.failed(fault));
    }
  };
  /** After a failed send its sequence numbers are in doubt: the next send starts a new producer. */
  const discard = async () => {
    const old = producer;
    producer = null;
    await old?.then((one) => one.disconnect()).catch(() => undefined);
  };
  const drain = async () => {
    for (let jobs = takeTogether(queue); jobs.length > 0; jobs = takeTogether(queue)) await sendTogether(jobs, jobs[0]?.topic ?? '');
    draining = null;
  };

  return {
    send: (topic, placed) =>
      new Promise((done, failed) => {
        queue.push({ topic, placed, done, failed });
        draining ??= Promise.resolve().then(drain);
      }),
    close: async () => {
      await draining;
      await discard();
    },
  };
}

/** Takes the first job and all others of its topic, up to a cap. */
function takeTogether(queue: Job[]): Job[] {
  const topic = queue[0]?.topic;
  const taken: Job[] = [];
  let count = 0;
  for (let index = 0; index < queue.length && count < MAX_TOGETHER; ) {
    const job = queue[index];
    if (job?.topic !== topic || job === undefined) {
      index += 1;
      continue;
    }
    queue.splice(index, 1);
    taken.push(job);
    count += job.placed.length;
  }
  return taken;
}

/** kafkajs sends one record batch a partition: round n carries the n-th part of each partition, each below the broker's limit. */
export function roundsOf(placed: readonly PlacedMessage[], { maxBatchBytes, now }: Pick<LaneParts, 'maxBatchBytes' | 'now'>): Message[][] {
  const time = now();
  const byPartition = new Map<number, PlacedMessage[]>();
  for (const one of placed) {
    const sofar = byPartition.get(one.partition);
    if (sofar) sofar.push(one);
    else byPartition.set(one.partition, [one]);
  }
  const parts = [...byPartition.values()].map((all) => splitBySize(all, (one) => messageBytes(one.message), maxBatchBytes));
  const rounds = Math.max(0, ...parts.map((part) => part.length));
  return Array.from({ length: rounds }, (_, round) => parts.flatMap((part) => (part[round] ?? []).map((one) => messageOf(one, time))));
}

function messageOf({ partition, message }: PlacedMessage, time: number): Message {
  return { partition, key: message.key, value: message.value, headers: message.headers, timestamp: String(message.timestamp ?? time) };
}

async function connectProducer(kafka: Kafka): Promise<Producer> {
  const producer = kafka.producer({ idempotent: true, maxInFlightRequests: 1, createPartitioner: Partitioners.DefaultPartitioner, allowAutoTopicCreation: false });
  await producer.connect();
  return producer;
}
