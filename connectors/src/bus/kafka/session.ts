// One kafkajs consumer from joining to leaving: hands over partition batches and shows signs of life to its supervisor.
import type { Consumer, EachBatchPayload, Kafka } from 'kafkajs';
import { RETRY } from './client';

export interface SessionOptions {
  readonly group: string;
  readonly topics: readonly string[];
  readonly eachBatch: (payload: EachBatchPayload) => Promise<void>;
  /** The partitions given to this member, at each (re)joining. */
  readonly onAssigned: (assignment: Readonly<Record<string, readonly number[]>>, consumer: Consumer) => void;
  /** This session will not come back by itself. */
  readonly onDead: () => void;
  readonly now: () => number;
}

export interface Session {
  readonly consumer: Consumer;
  /** Epoch milliseconds of the last fetch, heartbeat or batch. */
  lastSign(): number;
  /** kafkajs gave up: this session will not come back by itself. */
  isDead(): boolean;
  close(): Promise<void>;
}

/** How long a fetch waits for news at the broker: the time that closing an idle consumer and resuming a partition may take. */
const MAX_WAIT_MS = 300;
/** A member that was killed blocks its group's next rebalance for this long, and so the start of the hub that follows it. The least that
 *  brokers take by default (group.min.session.timeout.ms); kafkajs 2.2.4 knows no static membership, which would need no wait. */
const SESSION_TIMEOUT_MS = 6000;
/** How long a rebalance waits for the running handlers of members. */
const REBALANCE_TIMEOUT_MS = 30_000;
export const HEARTBEAT_MS = 1500;
const CONCURRENT_PARTITIONS = 16;

export async function openSession(kafka: Kafka, { group, topics, eachBatch, onAssigned, onDead, now }: SessionOptions): Promise<Session> {
  const consumer = kafka.consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: MAX_WAIT_MS,
    sessionTimeout: SESSION_TIMEOUT_MS,
    heartbeatInterval: HEARTBEAT_MS,
    rebalanceTimeout: REBALANCE_TIMEOUT_MS,
    retry: { ...RETRY, restartOnFailure: async () => false },
  });
  let sign = now();
  let dead = false;
  const alive = () => { sign = now(); };
  const { FETCH, HEARTBEAT, START_BATCH_PROCESS, GROUP_JOIN, CRASH } = consumer.events;
  consumer.on(FETCH, alive);
  consumer.on(HEARTBEAT, alive);
  consumer.on(START_BATCH_PROCESS, alive);
  consumer.on(GROUP_JOIN, ({ payload }) => {
    alive();
    onAssigned(payload.memberAssignment, consumer);
  });
  consumer.on(CRASH, () => {
    dead = true;
    onDead();
  });

  try {
    await consumer.connect();
    // From the beginning where the group has no offset: `false` would skip live records after a trim.
    await consumer.subscribe({ topics: [...topics], fromBeginning: true });
    await consumer.run({ autoCommit: false, eachBatchAutoResolve: false, partitionsConsumedConcurrently: CONCURRENT_PARTITIONS, eachBatch });
  } catch (error) {
    await consumer.disconnect();
    throw error;
  }
  return { consumer, lastSign: () => sign, isDead: () => dead, close: () => consumer.disconnect() };
}
