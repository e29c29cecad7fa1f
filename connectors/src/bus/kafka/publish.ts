// Publishing to Kafka: sizes are checked, each message gets its partition, each topic its lane.
import type { Kafka } from 'kafkajs';
import type { OutMessage } from '../bus';
import { checkSizes } from '../message-size';
import { murmur2, partitionOf } from '../murmur2';
import { createLane, type Lane } from './lane';
import type { Topics } from './topics';

export interface Publishing {
  publish(topic: string, messages: readonly OutMessage[]): Promise<void>;
  close(): Promise<void>;
}

interface PublishParts {
  readonly kafka: Kafka;
  readonly topics: Topics;
  readonly lanes: number;
  readonly maxBatchBytes: number;
  readonly now: () => number;
}

export function createPublishing(parts: PublishParts): Publishing {
  const lanes: Lane[] = Array.from({ length: parts.lanes }, () => createLane(parts));
  let turn = 0;
  return {
    publish: async (topic, messages) => {
      checkSizes(topic, messages, parts.maxBatchBytes);
      const count = await parts.topics.partitions(topic);
      const lane = lanes[(murmur2(Buffer.from(topic)) & 0x7fffffff) % lanes.length];
      if (messages.length === 0 || !lane) return;
      const keyless = turn++ % count;
      await lane.send(topic, messages.map((message) => ({ message, partition: message.key === null ? keyless : partitionOf(message.key, count) })));
    },
    close: async () => { await Promise.all(lanes.map((lane) => lane.close())); },
  };
}
