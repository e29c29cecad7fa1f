// Where each connection stands: a compacted topic, written after the page is safe, followed from its beginning.
import type { Bus, Following } from '../bus/bus';
import type { ConnectionState } from './quarantine';

export interface Checkpoints {
  get(id: string): ConnectionState | undefined;
  put(state: ConnectionState): Promise<void>;
  all(): readonly ConnectionState[];
  close(): Promise<void>;
}

/** Resolves once everything written so far has been read. */
export async function openCheckpoints(bus: Bus, topic: string): Promise<Checkpoints> {
  const states = new Map<string, ConnectionState>();
  const following: Following = await bus.follow(topic, (messages) => {
    for (const { key, value } of messages) {
      if (key === null) continue;
      if (value === null) states.delete(key);
      else remember(states, JSON.parse(value.toString('utf8')) as ConnectionState);
    }
  });
  await following.caughtUp();
  return {
    get: (id) => states.get(id),
    all: () => [...states.values()],
    async put(state) {
      await bus.publish(topic, [{ key: state.id, value: Buffer.from(JSON.stringify(state)) }]);
      remember(states, state);
    },
    close: () => following.close(),
  };
}

/** The topic's echo of our own older write must not take back a newer one. */
function remember(states: Map<string, ConnectionState>, state: ConnectionState): void {
  const known = states.get(state.id);
  if (!known || known.owner !== state.owner || known.heartbeatAt <= state.heartbeatAt) states.set(state.id, state);
}
