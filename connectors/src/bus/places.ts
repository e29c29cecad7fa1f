// Where a follower is in each partition, and who waits for it to get further.
import { fail } from '../errors';

export interface Places {
  /** Next offset that is wanted. */
  of(partition: number): bigint;
  reach(partition: number, next: bigint): void;
  /** Resolves when every partition is at or past its target; rejects with BUS_CLOSED when closed before. */
  reached(targets: readonly bigint[]): Promise<void>;
  isClosed(): boolean;
  close(): void;
}

interface Waiting {
  readonly targets: readonly bigint[];
  readonly done: () => void;
  readonly refuse: (error: unknown) => void;
}

export function createPlaces(partitions: number): Places {
  const places = Array.from({ length: partitions }, () => 0n);
  let waiting: Waiting[] = [];
  let closed = false;

  const of = (partition: number): bigint => places[partition] ?? 0n;
  const isReached = ({ targets }: Waiting) => targets.every((target, partition) => of(partition) >= target);
  const settle = () => {
    const ready = waiting.filter(isReached);
    waiting = waiting.filter((one) => !ready.includes(one));
    ready.forEach((one) => one.done());
  };
  return {
    of,
    reach: (partition, next) => {
      if (next > of(partition)) places[partition] = next;
      settle();
    },
    reached: (targets) =>
      new Promise((done, refuse) => {
        if (closed) return refuse(fail('BUS_CLOSED'));
        waiting.push({ targets, done, refuse });
        settle();
      }),
    isClosed: () => closed,
    close: () => {
      closed = true;
      waiting.forEach((one) => one.refuse(fail('BUS_CLOSED')));
      waiting = [];
    },
  };
}
