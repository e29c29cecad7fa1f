// round: half to even, as GB/T 8170-2008 §3.2 prescribes.
import Decimal from 'decimal.js';
import { Fault } from '../fault';
import { Exact } from './number-text';
import type { Op, ValueKind } from './op';

export const roundOp: Op<number> = {
  name: 'round',
  title: { zh: '修约', en: 'Round' },
  docs: { zh: '按 GB/T 8170 四舍六入五成双修约到 n 位小数（负数为十位、百位）。', en: 'Rounds to n places, half to even as GB/T 8170 has it (negative n: tens, hundreds).' },
  example: 'ops: [text, decimal, { round: 2 }]',
  args: { type: 'integer', minimum: -9, maximum: 15 },
  takes: ['number', 'integer', 'any'],
  gives: (places): ValueKind => (places <= 0 ? 'integer' : 'number'),
  prepare: (places) => (value) =>
    typeof value === 'number' || value instanceof Decimal
      ? roundHalfEven(value, places)
      : new Fault('MAP_SHAPE', 'a number (use decimal or integer first)'),
};

/** Half-even rounding of the decimal value as written (GB/T 8170-2008 §3.2), so 2.675 to 2 places is 2.68 and 2.665 is 2.66. */
export function roundHalfEven(value: number | Decimal, places: number): Decimal {
  const exact = new Exact(value);
  if (places >= 0) return exact.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
  const unit = new Exact(10).pow(-places);
  return exact.div(unit).toDecimalPlaces(0, Decimal.ROUND_HALF_EVEN).times(unit);
}
