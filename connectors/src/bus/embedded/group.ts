// A consumer group of the embedded log: one loop a partition, its batches handed to the member that owns it at that moment.
import type { Log } from '../../sources/source';
import type { Batch, ConsumeOptions, Consumption } from '../bus';
import { DEFAULT_MAX_MESSAGES, DEFAULT_MAX_PAUSE_MS, pauseAfter } from '../redelivery';
import type { Lane } from './lanes';
import type { LogDatabase } from './log-database';
import { commitOffset, committedOffset, readLane } from './read';
import { createWaiter, type Waiter } from '../waiter';

type Outcome = 'delivered' | 'empty' | 'failed';
const NOTHING = { messages: [], nextOffset: 0 };

interface Member {
  readonly options: ConsumeOptions;
  readonly paused: Set<string>;
  readonly running: Set<Promise<Outcome>>;
}

export interface Group {
  join(options: ConsumeOptions, lanes: readonly Lane[]): Consumption;
  /** News on a topic. */
  wake(topic: string): void;
  /** Sends every member away and waits for their running handlers. */
  close(): Promise<void>;
}

interface GroupParts {
  readonly db: LogDatabase;
  readonly group: string;
  readonly log: Log;
}

export function createGroup({ db, group, log }: GroupParts): Group {
  const members: Member[] = [];
  const loops = new Map<string, { readonly lane: Lane; readonly waiter: Waiter; readonly ended: Promise<void> }>();

  const ownerOf = (lane: Lane): Member | undefined => {
    const subscribed = members.filter((member) => member.options.topics.includes(lane.topic));
    return subscribed[lane.partition % subscribed.length];
  };
  const interruptAll = () => { for (const { waiter } of loops.values()) waiter.interrupt(); };
  const startLoop = (lane: Lane) => {
    const key = keyOf(lane.topic, lane.partition);
    if (loops.has(key)) return;
    const waiter = createWaiter();
    const ended = runPartition({ db, group, log, lane, waiter, ownerOf, onEnd: () => { loops.delete(key); } });
    loops.set(key, { lane, waiter, ended });
  };
  const leave = async (member: Member) => {
    const index = members.indexOf(member);
    if (index >= 0) members.splice(index, 1);
    interruptAll();
    await Promise.all(member.running);
    await Promise.all([...loops.values()].filter(({ lane }) => !ownerOf(lane)).map(({ ended }) => ended));
  };

  return {
    join: (options, lanes) => {
      const member: Member = { options, paused: new Set(), running: new Set() };
      members.push(member);
      lanes.forEach(startLoop);
      interruptAll();
      return {
        pause: (topic, partition) => { member.paused.add(keyOf(topic, partition)); },
        resume: (topic, partition) => {
          member.paused.delete(keyOf(topic, partition));
          loops.get(keyOf(topic, partition))?.waiter.wake();
        },
        close: () => leave(member),
      };
    },
    wake: (topic) => { for (const { lane, waiter } of loops.values()) if (lane.topic === topic) waiter.wake(); },
    close: async () => { await Promise.all([...members].map(leave)); },
  };
}

interface PartitionParts extends GroupParts {
  readonly lane: Lane;
  readonly waiter: Waiter;
  readonly ownerOf: (lane: Lane) => Member | undefined;
  /** Called in the same turn as the decision to end, so that a member who joins later starts a new loop. */
  readonly onEnd: () => void;
}

/** Ends when no member is left for the partition. */
async function runPartition(parts: PartitionParts): Promise<void> {
  const { lane, waiter, ownerOf, onEnd } = parts;
  // A joining member is put in place before its first delivery.
  await nextTurn();
  let failures = 0;
  for (let owner = ownerOf(lane); owner; owner = ownerOf(lane)) {
    const outcome = await track(owner, step(parts, owner.options, owner.paused.has(keyOf(lane.topic, lane.partition))));
    failures = outcome === 'failed' ? failures + 1 : 0;
    if (outcome === 'delivered') await nextTurn();
    else if (outcome === 'empty') await waiter.wait();
    else await waiter.pause(pauseAfter(failures, owner.options.maxPauseMs ?? DEFAULT_MAX_PAUSE_MS));
  }
  onEnd();
}

/** Reads, hands over, commits. A fault of the file is as temporary as a failure of the handler. */
async function step({ db, group, log, lane }: PartitionParts, options: ConsumeOptions, paused: boolean): Promise<Outcome> {
  try {
    const offset = committedOffset(db, group, lane) ?? 0;
    const { messages, nextOffset } = paused ? NOTHING : readLane(db, lane, offset, options.maxMessages ?? DEFAULT_MAX_MESSAGES);
    if (messages.length === 0) return 'empty';
    const batch: Batch = { topic: lane.topic, partition: lane.partition, messages, endOffset: BigInt(lane.nextOffset) };
    return await deliver(options, batch, () => commitOffset(db, group, lane, nextOffset));
  } catch (error) {
    log.error({ group, topic: lane.topic, partition: lane.partition, err: error }, 'The embedded log cannot be read; trying again');
    return 'failed';
  }
}

async function deliver(options: ConsumeOptions, batch: Batch, commit: () => void): Promise<Outcome> {
  try {
    await options.handler(batch);
    commit();
    return 'delivered';
  } catch (error) {
    options.onError?.(error, batch);
    return 'failed';
  }
}

async function track(member: Member, running: Promise<Outcome>): Promise<Outcome> {
  member.running.add(running);
  try {
    return await running;
  } finally {
    member.running.delete(running);
  }
}

const keyOf = (topic: string, partition: number): string => `${topic} ${partition}`;
const nextTurn = () => new Promise<void>((resolve) => { setImmediate(resolve); });
