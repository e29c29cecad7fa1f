// The embedded bus: an append-only SQLite log with partitions and group offsets, for one process on one machine.
//
// Durability: an acknowledged message survives kill -9 of the process always, and loss of power with `durability: 'power'`
// (the default: each transaction is synced to disk; publishes of one turn share it). Group offsets are not synced: after a
// loss of power the last batches may come again.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fail } from '../errors';
import type { Log } from '../sources/source';
import type { Bus, OutMessage } from './bus';
import { createAppender, type PlacedMessage } from './embedded/append';
import { followLanes } from './embedded/follow';
import { createFollowers } from './embedded/followers';
import { createGroup, type Group } from './embedded/group';
import { createLanes, type Lane } from './embedded/lanes';
import { openLogDatabase, type Durability, type LogDatabase } from './embedded/log-database';
import { committedOffset } from './embedded/read';
import { trimOld } from './embedded/retention';
import { checkSizes, DEFAULT_MAX_BATCH_BYTES } from './message-size';
import { partitionOf } from './murmur2';

export interface EmbeddedBusOptions {
  /** The SQLite file; its folder is made if missing. One process at a time: BUS_FILE_IN_USE otherwise. */
  readonly file: string;
  readonly log: Log;
  readonly durability?: Durability;
  readonly maxBatchBytes?: number;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly newId?: () => string;
  /** How often old messages are trimmed; 10 minutes by default. */
  readonly trimEveryMs?: number;
}

export function createEmbeddedBus(options: EmbeddedBusOptions): Bus {
  const { file, log, now = Date.now, maxBatchBytes = DEFAULT_MAX_BATCH_BYTES } = options;
  mkdirSync(dirname(file), { recursive: true });
  const db = openLogDatabase(file, options.durability ?? 'power');
  const lanes = createLanes(db);
  const cluster = ensureClusterId(db, options.newId ?? randomUUID);
  const groups = new Map<string, Group>();
  const followers = createFollowers();
  let closing: Promise<void> | null = null;

  const wake = (topic: string) => {
    for (const group of groups.values()) group.wake(topic);
    followers.wake(topic);
  };
  const appender = createAppender({ db, now, onAppended: (topics) => topics.forEach(wake) });
  const place = createPlacer();
  const requireOpen = () => { if (closing) throw fail('BUS_CLOSED'); };
  const trimming = startTrimming(() => trimOld(db, lanes, now(), () => closing === null), options.trimEveryMs ?? 600_000, log);

  const shut = async () => {
    await trimming.stop();
    await Promise.all([...[...groups.values()].map((group) => group.close()), followers.close()]);
    await appender.drain();
    db.close();
  };

  return {
    ensureTopics: async (specs) => { requireOpen(); lanes.ensure(specs); },
    publish: async (topic, messages) => {
      requireOpen();
      const placed = place(lanes.of(topic), messages);
      checkSizes(topic, messages, maxBatchBytes);
      if (placed.length > 0) await appender.append(placed);
    },
    consume: async (wanted) => {
      requireOpen();
      const group = groups.get(wanted.group) ?? createGroup({ db, group: wanted.group, log });
      groups.set(wanted.group, group);
      return group.join(wanted, wanted.topics.flatMap((topic) => lanes.of(topic)));
    },
    follow: async (topic, handler) => {
      requireOpen();
      return followers.add(topic, followLanes({ db, lanes: lanes.of(topic), handler, log }));
    },
    endOffsets: async (topic) => lanes.of(topic).map((lane) => BigInt(lane.nextOffset)),
    groupOffsets: async (group, topic) => {
      requireOpen();
      return lanes.of(topic).map((lane) => committedOffset(db, group, lane)).map((offset) => (offset === null ? null : BigInt(offset)));
    },
    clusterId: async () => cluster,
    close: () => (closing ??= shut()),
  };
}

/** Keyed messages by murmur2, as on Kafka; the keyless ones of a publish stay together, each publish on the next partition. */
function createPlacer() {
  let turn = 0;
  return (lanes: readonly Lane[], messages: readonly OutMessage[]): PlacedMessage[] => {
    const keyless = turn++ % lanes.length;
    return messages.flatMap((message) => {
      const lane = lanes[message.key === null ? keyless : partitionOf(message.key, lanes.length)];
      return lane ? [{ lane, message }] : [];
    });
  };
}

function ensureClusterId(db: LogDatabase, newId: () => string): string {
  db.transaction(true, () => db.statement('INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING').run('cluster', newId()));
  return (db.statement('SELECT value FROM meta WHERE name = ?').get('cluster') as { value: string }).value;
}

/** The timer does not keep the process alive; a trim that fails is tried again at the next turn. */
function startTrimming(trim: () => Promise<number>, everyMs: number, log: Log) {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = running.then(trim).then(
      (trimmed) => { if (trimmed > 0) log.info({ trimmed }, 'Old messages trimmed from the embedded log'); },
      (error: unknown) => log.warn({ err: error }, 'Old messages could not be trimmed from the embedded log'),
    );
  };
  const timer = setInterval(run, everyMs).unref();
  run();
  return { stop: async () => { clearInterval(timer); await running; } };
}
