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
  it('counts the processor time of this process since its start, in microseconds', () => {
    const before = process.cpuUsage();
    const stop = startCost();
    const spent = (): number => {
      const { user, system } = process.cpuUsage(before);
      return user + system;
    };
    const idle = spent();
    while (spent() < idle + 2000) JSON.stringify({ work: 'done' });
    const cost = stop();
    expect(cost.cpuUs).toBeGreaterThanOrEqual(2000);
    expect(cost.cpuUs).toBeLessThanOrEqual(spent());
    expect(cost.wallUs).toBeGreaterThan(0);
  });
});
