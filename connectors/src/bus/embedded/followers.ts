// The followers of an embedded log, by topic: who is woken by an append and closed with the log.
import type { Following } from '../bus';
import type { EmbeddedFollowing } from './follow';

export function createFollowers() {
  const byTopic = new Map<string, Set<EmbeddedFollowing>>();
  return {
    add: (topic: string, follower: EmbeddedFollowing): Following => {
      const set = byTopic.get(topic) ?? new Set();
      byTopic.set(topic, set.add(follower));
      return { caughtUp: follower.caughtUp, close: () => { set.delete(follower); return follower.close(); } };
    },
    wake: (topic: string): void => { for (const follower of byTopic.get(topic) ?? []) follower.wake(); },
    close: async (): Promise<void> => { await Promise.all([...byTopic.values()].flatMap((set) => [...set].map((one) => one.close()))); },
  };
}
