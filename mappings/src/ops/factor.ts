// factor: unit conversion by an exact factor (万元 → 元 is 10000, kg → t is 0.001).
import Decimal from 'decimal.js';
import { Fault } from '../fault';
import { Exact } from './number-text';
import type { Op } from './op';

export const factorOp: Op<{ by: number | string }> = {
  name: 'factor',
  title: { zh: '单位换算', en: 'Unit factor' },
  docs: { zh: '乘以系数，十进制精确计算（万元 → 元：10000；kg → t：0.001）。', en: 'Multiplies by a factor in exact decimal arithmetic (万元 → yuan: 10000; kg → t: 0.001).' },
  example: 'ops: [text, decimal, { factor: { by: 10000 } }]',
  args: {
    type: 'object',
    required: ['by'],
    additionalProperties: false,
    properties: { by: { anyOf: [{ type: 'number', not: { const: 0 } }, { type: 'string', pattern: '^-?\\d{1,15}(\\.\\d{1,15})?$' }] } },
  },
  takes: ['number', 'integer', 'any'],
  gives: () => 'number',
  prepare: (args) => {
    const by = new Exact(args.by);
    return (value) =>
      typeof value === 'number' || value instanceof Decimal ? by.times(value) : new Fault('MAP_SHAPE', 'a number (use decimal or integer first)');
  },
};
