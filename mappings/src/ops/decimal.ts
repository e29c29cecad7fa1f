// decimal: a number, exactly.
import { Fault } from '../fault';
import { decimalPlaces, readNumber } from './number-text';
import type { Op } from './op';

interface Args {
  scale?: number;
  thousands?: boolean;
  units?: string[];
}

export const decimalOp: Op<Args> = {
  name: 'decimal',
  title: { zh: '小数', en: 'Decimal' },
  docs: {
    zh: '读成数字：去千分位（thousands: false 则拒绝）和单位后缀（units 可声明）；scale 是允许的小数位数，多出的非零位是错误（要修约请用 round）。',
    en: 'Reads a number: takes thousands separators (refused with thousands: false) and a unit suffix off (declare others in units); scale is how many places are allowed, further non-zero ones are a reason (to round, use round).',
  },
  example: 'ops: [text, { decimal: { scale: 2, units: ["㎡"] } }]',
  args: {
    type: 'object',
    additionalProperties: false,
    properties: {
      scale: { type: 'integer', minimum: 0, maximum: 15 },
      thousands: { type: 'boolean' },
      units: { type: 'array', minItems: 1, maxItems: 20, items: { type: 'string', minLength: 1, maxLength: 20 } },
    },
  },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'number',
  prepare: (args) => {
    const form = { thousands: args.thousands !== false, units: args.units };
    const scale = args.scale ?? Infinity;
    return (value) => {
      const number = readNumber(value, form);
      if (number === undefined) return undefined;
      if (number === null) return new Fault('DECIMAL_FORMAT', 'a decimal number');
      if (scale !== Infinity && decimalPlaces(number) > scale) return new Fault('DECIMAL_SCALE', `at most ${scale} decimal places`);
      return number;
    };
  },
};
