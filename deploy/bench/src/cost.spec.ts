import { median, percentile, startCost } from './cost';

describe('percentile', () => {
  it('is the nearest rank', () => {
    const values = [5, 1, 4, 2, 3];
    expect([percentile(values, 0.01), percentile(values, 0.5), percentile(values, 0.99)]).toEqual([1, 3, 5]);
    expect(median([2, 1])).toBe(1);
  });

  it('of nothing is refused', () => expect(() => percentile([], 0.5)).toThrow('at least one value'));
});

describe('startCost', () => {
  it('counts the work of this process and not its waiting', async () => {
    const stop = startCost();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const waited = stop();
    expect(waited.wallUs).toBeGreaterThan(45_000);
    expect(waited.cpuUs).toBeLessThan(waited.wallUs);
  });
});
