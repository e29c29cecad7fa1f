// What each stage of this process has still to do: messages between its group's offsets and the end of its topics.
import type { Bus } from '@lianshu/connectors';
import type { Topics } from '@lianshu/schemas';
import type { Role } from './config-schema';
import type { Definitions } from './definitions';
import type { Backlog } from './metrics';

interface Consumed {
  readonly role: Role;
  readonly group: string;
  readonly topic: string;
}

/** Every group of every role and the topics it reads. */
export function consumedTopics(topics: Topics, { connections, datasets }: Definitions): readonly Consumed[] {
  const { prefix } = topics;
  const raw = new Set(connections.sources.map(({ department, record }) => topics.raw(department, record)));
  return [
    ...[...raw].map((topic): Consumed => ({ role: 'exchange', group: `${prefix}-refine`, topic })),
    ...datasets.map((dataset): Consumed => ({ role: 'gateway', group: `${prefix}-persist`, topic: topics.canonical(dataset) })),
    ...[topics.quarantine, topics.receipts, topics.checkpoints].map((topic): Consumed => ({ role: 'gateway', group: `${prefix}-hub`, topic })),
    ...connections.sinks.map(({ id, feed }): Consumed => ({ role: 'connect', group: `${prefix}-deliver-${id}`, topic: topics.feed(feed) })),
  ];
}

export function backlogsOf(bus: Bus, consumed: readonly Consumed[]): Promise<readonly Backlog[]> {
  return Promise.all(consumed.map(async ({ group, topic }) => ({ group, topic, lag: await lagOf(bus, group, topic) })));
}

async function lagOf(bus: Bus, group: string, topic: string): Promise<number> {
  const [ends, done] = await Promise.all([bus.endOffsets(topic), bus.groupOffsets(group, topic)]);
  return Number(ends.reduce((lag, end, partition) => lag + end - (done[partition] ?? 0n), 0n));
}
