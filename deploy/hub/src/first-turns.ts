// A source that joins effective-dated lookups waits for the first turn of those that feed them: half a table would answer with older values.

export interface FirstTurns {
  /** Resolves when the named connections have had a turn without a fault and `settled` says that it is through; at once when aborted. */
  wait(after: readonly string[], signal: AbortSignal): Promise<void>;
  /** A connection's turn went through. */
  done(id: string): void;
}

/** `settled`: everything fetched so far is persisted and its lookups are read. A connection that is not run here is not waited for. */
export function createFirstTurns(ids: readonly string[], settled: (signal: AbortSignal) => Promise<void>): FirstTurns {
  const turns = new Map(ids.map((id) => [id, deferred()]));
  const passed = new Set<string>();
  return {
    done: (id) => turns.get(id)?.resolve(),
    async wait(after, signal) {
      const key = after.join(' ');
      if (after.length === 0 || passed.has(key)) return;
      const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      await Promise.race([Promise.all(after.map((id) => turns.get(id)?.promise)), aborted]);
      await Promise.race([settled(signal), aborted]);
      if (!signal.aborted) passed.add(key);
    },
  };
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
