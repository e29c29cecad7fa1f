// What a member has been given and what moves: the supervisor's view of stuck partitions.

export const keyOf = (topic: string, partition: number): string => `${topic} ${partition}`;

export interface Progress {
  assign(assignment: Readonly<Record<string, readonly number[]>>): void;
  /** Counts the partition as moving while `work` runs, and as moved since the last look. */
  during<T>(key: string, work: () => Promise<T>): Promise<T>;
  busy(): number;
  /** True if an assigned partition has messages waiting and has not moved since the last look. */
  isStuck(excused: (key: string) => boolean, waiting: (topic: string) => Promise<readonly boolean[]>): Promise<boolean>;
}

export function createProgress(): Progress {
  const moved = new Set<string>();
  const running = new Map<string, number>();
  let assigned: Readonly<Record<string, readonly number[]>> = {};
  return {
    assign: (assignment) => { assigned = assignment; },
    during: async (key, work) => {
      moved.add(key);
      running.set(key, (running.get(key) ?? 0) + 1);
      try {
        return await work();
      } finally {
        const left = (running.get(key) ?? 1) - 1;
        if (left > 0) running.set(key, left);
        else running.delete(key);
      }
    },
    busy: () => running.size,
    isStuck: async (excused, waiting) => {
      const still = (topic: string, partition: number) => [moved, running].every((set) => !set.has(keyOf(topic, partition))) && !excused(keyOf(topic, partition));
      const idle = Object.entries(assigned).map(([topic, partitions]) => ({ topic, partitions: partitions.filter((partition) => still(topic, partition)) }));
      moved.clear();
      const found = await Promise.all(idle.filter(({ partitions }) => partitions.length > 0).map(async ({ topic, partitions }) => {
        const waits = await waiting(topic);
        return partitions.some((partition) => waits[partition] === true && still(topic, partition));
      }));
      return found.includes(true);
    },
  };
}
