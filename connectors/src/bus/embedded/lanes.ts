// The topics of the embedded log: each partition is a lane with its next offset, kept in memory and in the file.
import { fail } from '../../errors';
import type { TopicSpec } from '../bus';
import type { LogDatabase } from './log-database';
import { MAX_LANES } from './log-schema';

export interface Lane {
  readonly lane: number;
  readonly topic: string;
  readonly partition: number;
  readonly compacted: boolean;
  readonly retentionMs: number;
  /** Offset of the next message. Only a committed append moves it. */
  nextOffset: number;
}

export interface Lanes {
  ensure(specs: readonly TopicSpec[]): void;
  /** The lanes of a topic by partition; BUS_TOPIC_UNKNOWN if there is none. */
  of(topic: string): readonly Lane[];
  all(): Iterable<Lane>;
}

interface LaneRow {
  readonly lane: number;
  readonly topic: string;
  readonly part: number;
  readonly next_offset: number;
  readonly cleanup: string;
  readonly retention_ms: number;
}

export function createLanes(db: LogDatabase): Lanes {
  const topics = new Map<string, Lane[]>();
  let count = 0;

  const load = () => {
    const rows = db.statement('SELECT l.lane, l.topic, l.part, l.next_offset, t.cleanup, t.retention_ms FROM lanes l JOIN topics t ON t.topic = l.topic ORDER BY l.lane').all() as LaneRow[];
    for (const row of rows) {
      if (row.lane <= count && topics.get(row.topic)?.some((lane) => lane.lane === row.lane)) continue;
      const lanes = topics.get(row.topic) ?? [];
      lanes.push({ lane: row.lane, topic: row.topic, partition: row.part, compacted: row.cleanup === 'compact', retentionMs: row.retention_ms, nextOffset: row.next_offset });
      topics.set(row.topic, lanes);
      count = Math.max(count, row.lane);
    }
  };
  load();

  return {
    ensure: (specs) => {
      const missing = specs.filter((spec, index) => !topics.has(spec.topic) && specs.findIndex((other) => other.topic === spec.topic) === index);
      if (missing.length === 0) return;
      if (count + missing.reduce((sum, spec) => sum + spec.partitions, 0) >= MAX_LANES) throw fail('BUS_LIMIT', { problem: `${MAX_LANES} partitions` });
      db.transaction(true, () => insertTopics(db, missing, count));
      load();
    },
    of: (topic) => {
      const lanes = topics.get(topic);
      if (!lanes) throw fail('BUS_TOPIC_UNKNOWN', { topic });
      return lanes;
    },
    all: function* () { for (const lanes of topics.values()) yield* lanes; },
  };
}

function insertTopics(db: LogDatabase, specs: readonly TopicSpec[], used: number): void {
  let lane = used;
  for (const spec of specs) {
    db.statement('INSERT INTO topics (topic, partitions, cleanup, retention_ms) VALUES (?, ?, ?, ?)').run(spec.topic, spec.partitions, spec.cleanup, spec.retentionMs);
    for (let partition = 0; partition < spec.partitions; partition++) {
      lane += 1;
      db.statement('INSERT INTO lanes (lane, topic, part, next_offset) VALUES (?, ?, ?, 0)').run(lane, spec.topic, partition);
    }
  }
}
