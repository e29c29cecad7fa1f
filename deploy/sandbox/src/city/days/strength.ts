// Strength arithmetic of GB/T 50107-2010: group values from three readings, assessments from groups.
import type { JsonRecord } from '../emission';

/** Half-even rounding (GB/T 8170) of a value known to about 12 digits. */
export function halfEven(value: number, places: number): number {
  const moved = Number((value * 10 ** places).toPrecision(12));
  const floor = Math.floor(moved);
  const rest = moved - floor;
  const up = rest > 0.5 || (rest === 0.5 && floor % 2 === 1);
  return Number(((up ? floor + 1 : floor) / 10 ** places).toFixed(places));
}

/** Mean of 3; the median where one extreme differs from it by more than 15 %; undefined (invalid) where both do. */
export function groupValue(readings: readonly number[]): number | undefined {
  const [min = 0, median = 0, max = 0] = [...readings].sort((a, b) => a - b);
  const [low, high] = [median - min > 0.15 * median, max - median > 0.15 * median];
  if (low && high) return undefined;
  return low || high ? median : halfEven((min + median + max) / 3, 1);
}

const LAMBDA = [[20, 0.95, 0.85], [15, 1.05, 0.85], [10, 1.15, 0.9]] as const;

/** Method (b) for n ≥ 10, else (c); `grade` in MPa. Mean and min to 0.1, S to 0.01. */
export function assess(values: readonly number[], grade: number): JsonRecord {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = n > 1 ? Math.sqrt((values.reduce((sum, value) => sum + value * value, 0) - n * mean * mean) / (n - 1)) : 0;
  const row = LAMBDA.find(([least]) => n >= least);
  const [requiredMean, requiredMin] = row ? [grade + row[1] * Math.max(sd, 2.5), row[2] * grade] : [(grade < 60 ? 1.15 : 1.1) * grade, 0.95 * grade];
  const min = Math.min(...values);
  return {
    method: row ? 'statUnknown' : 'nonStat', n, mean: halfEven(mean, 1), sd: halfEven(sd, 2), min, requiredMean: halfEven(requiredMean, 1), requiredMin: halfEven(requiredMin, 1),
    result: mean >= requiredMean && min >= requiredMin ? 'pass' : 'fail',
  };
}
