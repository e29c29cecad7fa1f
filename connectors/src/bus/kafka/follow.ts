// Follows a Kafka topic from its beginning: kafkajs insists on a group, so each session has a group of its own, never committed to
// and deleted at the end. (Kafka drops what a crash leaves behind: an empty group without offsets.)
import type { EachBatchPayload } from 'kafkajs';
import { fail } from '../../errors';
import type { Following, InMessage } from '../bus';
import { DEFAULT_MAX_PAUSE_MS, pauseAfter } from '../redelivery';
import type { Administration } from './client';
import type { ConsumerParts } from './consume';
import { inMessage } from './in-message';
import { createPlaces } from '../places';
import { createProgress } from './progress';
import { openSession, type SessionOptions } from './session';
import { supervise } from './supervise';

export interface FollowParts extends ConsumerParts {
  readonly administration: Administration;
  readonly group: string;
  readonly topic: string;
  readonly handler: (messages: readonly InMessage[]) => void;
}

export async function followTopic(parts: FollowParts): Promise<Following> {
  const { kafka, topics, topic, group, handler, log, now } = parts;
  const places = createPlaces(await topics.partitions(topic));
  const progress = createProgress();
  const groups: string[] = [];
  let failures = 0;

  const eachBatch = async ({ batch, resolveOffset, heartbeat, pause }: EachBatchPayload) => {
    const fresh = batch.messages.filter((message) => BigInt(message.offset) >= places.of(batch.partition));
    try {
      await progress.during(`${topic} ${batch.partition}`, async () => { if (fresh.length > 0) handler(fresh.map(inMessage)); });
    } catch (error) {
      failures += 1;
      log.error({ topic, failures, err: error }, 'A follower refused messages; they come again');
      setTimeout(pause(), pauseAfter(failures, DEFAULT_MAX_PAUSE_MS)).unref();
      return;
    }
    failures = 0;
    places.reach(batch.partition, BigInt(batch.lastOffset()) + 1n);
    resolveOffset(batch.lastOffset());
    await heartbeat();
  };

  // Without commits every joining starts at the beginning: go on where this follower is.
  const onAssigned: SessionOptions['onAssigned'] = (assignment, consumer) => {
    progress.assign(assignment);
    for (const partition of assignment[topic] ?? []) if (places.of(partition) > 0n) consumer.seek({ topic, partition, offset: String(places.of(partition)) });
  };
  const supervisor = await supervise({
    ...parts,
    name: group,
    open: (onDead) => {
      const own = `${group}.${groups.length}`;
      groups.push(own);
      return openSession(kafka, { group: own, topics: [topic], eachBatch, now, onAssigned, onDead });
    },
    isBusy: () => progress.busy() > 0,
    isStuck: () => progress.isStuck(() => failures > 0, async () => (await topics.ends(topic)).map(({ low, end }, partition) => end > low && end > places.of(partition))),
  });

  return {
    caughtUp: async () => {
      if (places.isClosed()) throw fail('BUS_CLOSED');
      // What lies below the first offset was trimmed and will not come.
      await places.reached((await topics.ends(topic)).map(({ low, end }) => (low >= end ? 0n : end)));
    },
    close: async () => {
      places.close();
      await supervisor.close();
      await Promise.all(groups.map((own) => deleteGroup(parts, own)));
    },
  };
}

async function deleteGroup({ administration, log }: FollowParts, group: string): Promise<void> {
  try {
    await administration.use('delete the group of a follower', (admin) => admin.deleteGroups([group]));
  } catch (error) {
    log.debug({ group, err: error }, 'The group of a follower is left to Kafka, which drops empty groups without offsets');
  }
}
