// Follows a topic of the embedded log from its first message: places are kept in memory only.
import { fail } from '../../errors';
import type { Following, InMessage } from '../bus';
import type { Log } from '../../sources/source';
import { DEFAULT_MAX_MESSAGES, DEFAULT_MAX_PAUSE_MS, pauseAfter } from '../redelivery';
import type { Lane } from './lanes';
import type { LogDatabase } from './log-database';
import { readLane } from './read';
import { createWaiter } from './waiter';

export interface EmbeddedFollowing extends Following {
  wake(): void;
}

interface FollowParts {
  readonly db: LogDatabase;
  readonly lanes: readonly Lane[];
  readonly handler: (messages: readonly InMessage[]) => void;
  readonly log: Log;
}

export function followLanes({ db, lanes, handler, log }: FollowParts): EmbeddedFollowing {
  const waiter = createWaiter();
  const places = new Map(lanes.map((lane) => [lane, 0]));
  const waiting = new Set<{ readonly ends: ReadonlyMap<Lane, number>; readonly done: () => void; readonly refuse: (error: unknown) => void }>();
  let open = true;

  const placeOf = (lane: Lane) => places.get(lane) ?? 0;
  const settle = () => {
    for (const one of waiting) {
      if (open && [...one.ends].some(([lane, end]) => placeOf(lane) < end)) continue;
      waiting.delete(one);
      if (open) one.done();
      else one.refuse(fail('BUS_CLOSED'));
    }
  };
  const advance = (): boolean => {
    let moved = false;
    for (const lane of lanes) {
      const { messages, nextOffset } = readLane(db, lane, placeOf(lane), DEFAULT_MAX_MESSAGES);
      if (messages.length > 0) handler(messages);
      moved ||= messages.length > 0;
      places.set(lane, nextOffset);
    }
    return moved;
  };
  const run = async () => {
    for (let failures = 0; open; ) {
      try {
        const moved = advance();
        failures = 0;
        settle();
        await (moved ? nextTurn() : waiter.wait());
      } catch (error) {
        failures += 1;
        log.error({ topic: lanes[0]?.topic, failures, err: error }, 'A follower refused messages; they come again');
        await waiter.pause(pauseAfter(failures, DEFAULT_MAX_PAUSE_MS));
      }
    }
    settle();
  };
  const ended = nextTurn().then(run);

  return {
    wake: waiter.wake,
    caughtUp: () =>
      new Promise((done, refuse) => {
        if (!open) return refuse(fail('BUS_CLOSED'));
        waiting.add({ ends: new Map(lanes.map((lane) => [lane, lane.nextOffset])), done, refuse });
        waiter.wake();
      }),
    close: async () => {
      open = false;
      waiter.interrupt();
      await ended;
    },
  };
}

const nextTurn = () => new Promise<void>((resolve) => { setImmediate(resolve); });
