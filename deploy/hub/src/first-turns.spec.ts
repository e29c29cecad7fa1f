import { createFirstTurns } from './first-turns';

const never = new AbortController().signal;

describe('the first turns', () => {
  it('hold a source back until those it names have had theirs and all of it is through', async () => {
    const seen: string[] = [];
    const turns = createFirstTurns(['bins', 'batches'], async () => void seen.push('settled'));
    const waiting = turns.wait(['bins'], never).then(() => seen.push('fetch'));
    await Promise.resolve();
    expect(seen).toEqual([]);
    turns.done('bins');
    await waiting;
    expect(seen).toEqual(['settled', 'fetch']);
  });

  it('are waited for once, and not at all where nothing is named or the named runs elsewhere', async () => {
    let settled = 0;
    const turns = createFirstTurns(['bins'], async () => void (settled += 1));
    await turns.wait([], never);
    await turns.wait(['elsewhere'], never);
    turns.done('bins');
    await turns.wait(['bins'], never);
    await turns.wait(['bins'], never);
    expect(settled).toBe(2);
  });

  it('let go of a source that is told to stop', async () => {
    const stop = new AbortController();
    const turns = createFirstTurns(['bins'], async () => undefined);
    const waiting = turns.wait(['bins'], stop.signal);
    stop.abort();
    await expect(waiting).resolves.toBeUndefined();
  });
});
