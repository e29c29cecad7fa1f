// integer: a whole number.
import { Fault } from '../fault';
import { decimalPlaces, readNumber } from './number-text';
import { NO_ARGS, type Op } from './op';

const FORM = { thousands: true, units: undefined };

export const integerOp: Op = {
  name: 'integer',
  title: { zh: '整数', en: 'Integer' },
  docs: { zh: '读成整数；`190.0` 可以，`190.5` 是错误。', en: 'Reads a whole number; `190.0` will do, `190.5` is a reason.' },
  example: 'ops: [text, integer]',
  args: NO_ARGS,
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'integer',
  prepare: () => (value) => {
    const number = readNumber(value, FORM);
    if (number === undefined) return undefined;
    if (number === null || decimalPlaces(number) > 0) return new Fault('INTEGER_FORMAT', 'a whole number');
    return number;
  },
};
