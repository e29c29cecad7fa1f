// date: a day, `YYYY-MM-DD`, in China's zone.
import { Fault } from '../fault';
import { DEFAULT_FORMATS, formatDay, INSTANT_FORMATS, inZone, readInstant, type InstantFormat } from './instant';
import { textStep, type Op } from './op';
import { CHINA } from './zone';

interface Args {
  formats?: InstantFormat[];
}

export const dateOp: Op<Args> = {
  name: 'date',
  title: { zh: '日期', en: 'Date' },
  docs: {
    zh: '读成日期 YYYY-MM-DD：2022-2-28、2022.02.28、2022/2/28、2022年2月28日、20220228、Excel 序号、纪元秒或毫秒；时刻取北京时间的日期。formats 限定写法，dmy、mdy、yymmdd 须声明。',
    en: 'Reads a day as YYYY-MM-DD: 2022-2-28, 2022.02.28, 2022/2/28, 2022年2月28日, 20220228, Excel serial, epoch s or ms; of an instant the day in Beijing time. formats narrows the forms; dmy, mdy and yymmdd must be asked for.',
  },
  example: 'ops: [date]',
  args: {
    type: 'object',
    additionalProperties: false,
    properties: { formats: { type: 'array', minItems: 1, items: { enum: [...INSTANT_FORMATS] } } },
  },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'text',
  prepare: (args) => {
    const formats = args.formats ?? DEFAULT_FORMATS;
    return textStep((text) => {
      const time = readInstant(text, formats);
      return time ? formatDay(inZone(time, CHINA, CHINA)) : new Fault('DATE_FORMAT', `a day (${formats.join(', ')})`);
    });
  },
};
