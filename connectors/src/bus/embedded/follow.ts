// Follows a topic of the embedded log from its first message: places are kept in memory only.
import type { Following, InMessage } from '../bus';
import type { Log } from '../../sources/source';
import { createPlaces } from '../places';
import { DEFAULT_MAX_MESSAGES, DEFAULT_MAX_PAUSE_MS, pauseAfter } from '../redelivery';
import { createWaiter } from '../waiter';
import type { Lane } from './lanes';
import type { LogDatabase } from './log-database';
import { readLane } from './read';

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
  const places = createPlaces(lanes.length);

  const advance = (): boolean => {
    let moved = false;
    for (const lane of lanes) {
      const { messages, nextOffset } = readLane(db, lane, Number(places.of(lane.partition)), DEFAULT_MAX_MESSAGES);
      if (messages.length > 0) handler(messages);
      moved ||= messages.length > 0;
      places.reach(lane.partition, BigInt(nextOffset));
    }
    return moved;
  };
  const run = async () => {
    await nextTurn();
    for (let failures = 0; !places.isClosed(); ) {
      try {
        const moved = advance();
        failures = 0;
        await (moved ? nextTurn() : waiter.wait());
      } catch (error) {
        failures += 1;
        log.error({ topic: lanes[0]?.topic, failures, err: error }, 'A follower refused messages; they come again');
        await waiter.pause(pauseAfter(failures, DEFAULT_MAX_PAUSE_MS));
      }
    }
  };
  const ended = run();

  return {
    wake: waiter.wake,
    caughtUp: () => places.reached(lanes.map((lane) => BigInt(lane.nextOffset))),
    close: async () => {
      places.close();
      waiter.interrupt();
      await ended;
    },
  };
}

const nextTurn = () => new Promise<void>((resolve) => { setImmediate(resolve); });
