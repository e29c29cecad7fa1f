// Topics and offsets of a Kafka cluster, through its administration.
import type { Admin } from 'kafkajs';
import { fail } from '../../errors';
import type { TopicSpec } from '../bus';
import type { Administration } from './client';

/** Tombstones stay for good (100 years, in ms): if the last record of a partition were a tombstone and vanished, a reader could never tell that it
 *  has caught up, and kafkajs would fetch the empty batch without a pause. */
const KEEP_TOMBSTONES_MS = 3_153_600_000_000;

interface TopicEnds {
  readonly low: bigint;
  readonly end: bigint;
}

export interface Topics {
  ensure(specs: readonly TopicSpec[]): Promise<void>;
  /** How many partitions; remembered. BUS_TOPIC_UNKNOWN if the topic does not exist. */
  partitions(topic: string): Promise<number>;
  /** First and next offset, per partition. */
  ends(topic: string): Promise<readonly TopicEnds[]>;
  committed(group: string, topic: string): Promise<readonly (bigint | null)[]>;
  clusterId(): Promise<string>;
}

export function createTopics(administration: Administration): Topics {
  const known = new Map<string, Promise<number>>();

  /** One promise for all callers, so that concurrent publishes go on in the order in which they were called. */
  const partitions = (topic: string): Promise<number> => {
    const remembered = known.get(topic);
    if (remembered !== undefined) return remembered;
    const counting = administration.use(`topic ${topic}`, (admin) => countPartitions(admin, topic)).catch((error: unknown) => {
      known.delete(topic);
      throw error;
    });
    known.set(topic, counting);
    return counting;
  };

  return {
    partitions,
    ensure: (specs) => administration.use('create topics', (admin) => createMissing(admin, specs)),
    ends: async (topic) => {
      const count = await partitions(topic);
      const rows = await administration.use(`offsets of ${topic}`, (admin) => admin.fetchTopicOffsets(topic));
      return perPartition(count, rows, (row) => (row ? { low: BigInt(row.low), end: BigInt(row.high) } : { low: 0n, end: 0n }));
    },
    committed: async (group, topic) => {
      const count = await partitions(topic);
      const [found] = await administration.use(`offsets of group ${group}`, (admin) => admin.fetchOffsets({ groupId: group, topics: [topic] }));
      return perPartition(count, found?.partitions ?? [], (row) => (row && BigInt(row.offset) >= 0n ? BigInt(row.offset) : null));
    },
    clusterId: async () => (await administration.use('cluster id', (admin) => admin.describeCluster())).clusterId,
  };
}

/** Two processes may create at the same time: kafkajs takes "exists already" for done. */
async function createMissing(admin: Admin, specs: readonly TopicSpec[]): Promise<void> {
  const existing = new Set(await admin.listTopics());
  const missing = specs.filter((spec, index) => !existing.has(spec.topic) && specs.findIndex((other) => other.topic === spec.topic) === index);
  if (missing.length === 0) return;
  await admin.createTopics({
    waitForLeaders: true,
    topics: missing.map((spec) => ({
      topic: spec.topic,
      numPartitions: spec.partitions,
      configEntries: Object.entries(configOf(spec)).map(([name, value]) => ({ name, value })),
    })),
  });
  await listed(admin, missing.map(({ topic }) => topic));
}

const LIST_TRIES = 60;
const LIST_PAUSE_MS = 250;

/** kafkajs answers a creation that was refused as already there without an error: the topics are looked for, 15 s at most. */
async function listed(admin: Admin, topics: readonly string[]): Promise<void> {
  for (let tried = 0; tried < LIST_TRIES; tried += 1) {
    const known = new Set(await admin.listTopics());
    if (topics.every((topic) => known.has(topic))) return;
    await new Promise((resolve) => setTimeout(resolve, LIST_PAUSE_MS));
  }
  throw fail('BUS_UNAVAILABLE', { what: `create ${topics.join(', ')}`, problem: 'the broker does not list them' });
}

export function configOf(spec: TopicSpec): Record<string, string> {
  const config = { 'cleanup.policy': spec.cleanup, 'retention.ms': String(spec.retentionMs) };
  return spec.cleanup === 'compact' ? { ...config, 'delete.retention.ms': String(KEEP_TOMBSTONES_MS), 'min.cleanable.dirty.ratio': '0.1' } : config;
}

/** Asks for all names first: kafkajs would go on asking for an unknown topic until its retries end. */
async function countPartitions(admin: Admin, topic: string): Promise<number> {
  if (!(await admin.listTopics()).includes(topic)) throw fail('BUS_TOPIC_UNKNOWN', { topic });
  const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
  const found = topics.find((one) => one.name === topic);
  if (!found) throw fail('BUS_TOPIC_UNKNOWN', { topic });
  return found.partitions.length;
}

function perPartition<R extends { readonly partition: number }, T>(count: number, rows: readonly R[], read: (row: R | undefined) => T): T[] {
  const byPartition = new Map(rows.map((row) => [row.partition, row]));
  return Array.from({ length: count }, (_, partition) => read(byPartition.get(partition)));
}
