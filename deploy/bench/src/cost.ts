// CPU and wall time of work in this process, and the few statistics that the benches need.
import { performance } from 'node:perf_hooks';

export interface Cost {
  /** User + system time of the whole process, µs: its garbage collection and compilation count, its neighbours do not. */
  readonly cpuUs: number;
  readonly wallUs: number;
}

export function startCost(): () => Cost {
  const cpu = process.cpuUsage();
  const wall = performance.now();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpuUs: user + system, wallUs: (performance.now() - wall) * 1000 };
  };
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** Nearest rank, 0 < p ≤ 1. Throws on an empty list. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(p * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('a percentile needs at least one value');
  return value;
}
