// Every topic the hub uses, with explicit partitions, retention and cleanup.
import type { TopicSpec } from '@lianshu/connectors';
import type { Topics } from '@lianshu/schemas';
import type { Config } from './config-schema';
import type { Definitions } from './definitions';

const DAY_MS = 86_400_000;

export function topicSpecs(config: Config, topics: Topics, definitions: Definitions, feeds: readonly string[]): TopicSpec[] {
  const keep = (days: number): number => (days === 0 ? -1 : days * DAY_MS);
  const log = (topic: string, partitions: number, days: number): TopicSpec => ({ topic, partitions, cleanup: 'delete', retentionMs: keep(days) });
  const compacted = (topic: string, partitions = 1): TopicSpec => ({ topic, partitions, cleanup: 'compact', retentionMs: -1 });
  const records = new Set(definitions.connections.sources.map(({ department, record }) => topics.raw(department, record)));
  return [
    ...[...records].map((topic) => log(topic, config.partitions.raw, config.retentionDays.raw)),
    ...definitions.datasets.map((dataset) => log(topics.canonical(dataset), config.partitions.canonical, config.retentionDays.canonical)),
    ...feeds.map((feed) => log(topics.feed(feed), 1, 0)),
    ...definitions.lookups.map(({ table }) => compacted(topics.lookup(table))),
    log(topics.quarantine, config.partitions.canonical, 0),
    log(topics.receipts, 1, 0),
    compacted(topics.checkpoints),
  ];
}
