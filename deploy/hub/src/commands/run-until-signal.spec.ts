import { runUntilSignal } from './run-until-signal';

describe('runUntilSignal', () => {
  const closable = () => {
    const done: string[] = [];
    return { done, close: async () => { done.push('closed'); } };
  };

  it('closes and throws when what it does first fails', async () => {
    const running = closable();
    await expect(runUntilSignal(running, async () => { throw new Error('no key'); })).rejects.toThrow('no key');
    expect(running.done).toEqual(['closed']);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('closes at %s, though what it does first never ends', async (signal) => {
    const running = closable();
    const ended = runUntilSignal(running, () => new Promise(() => undefined));
    process.emit(signal);
    await ended;
    expect(running.done).toEqual(['closed']);
  });
});
