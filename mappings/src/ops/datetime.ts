// datetime: an instant, `YYYY-MM-DDTHH:mm:ss+08:00`.
import { Fault } from '../fault';
import { DEFAULT_FORMATS, formatClock, formatDay, INSTANT_FORMATS, inZone, readInstant, type InstantFormat } from './instant';
import { textStep, type Op } from './op';
import { CHINA, ZONE_SCHEMA, zoneMinutes } from './zone';

interface Args {
  formats?: InstantFormat[];
  zone?: string;
}

const USUAL = /^(?:19|20|21)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])[ T](?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;

export const datetimeOp: Op<Args> = {
  name: 'datetime',
  title: { zh: '时间', en: 'Date and time' },
  docs: {
    zh: '读成时间 YYYY-MM-DDTHH:mm:ss+08:00：date 的各种写法加时刻，ISO 8601 带时区，24:00 为次日零点；未写时区按 zone（默认 Asia/Shanghai）。有小数秒则保留。',
    en: 'Reads an instant as YYYY-MM-DDTHH:mm:ss+08:00: every form of date with a time, ISO 8601 with a zone, 24:00 as the next midnight; without a zone it is in `zone` (Asia/Shanghai). A fraction is kept if there is one.',
  },
  example: 'ops: [{ datetime: { zone: "+08:00" } }]',
  args: {
    type: 'object',
    additionalProperties: false,
    properties: { formats: { type: 'array', minItems: 1, items: { enum: [...INSTANT_FORMATS] } }, zone: ZONE_SCHEMA },
  },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'text',
  prepare: (args) => {
    const formats = args.formats ?? DEFAULT_FORMATS;
    const zone = zoneMinutes(args.zone);
    const quick = zone === CHINA && formats.includes('ymd');
    return textStep((text) => (quick && USUAL.test(text) ? formatUsual(text) : formatInstant(text, formats, zone)));
  },
};

/** The usual form needs no arithmetic: only the T, the seconds and the zone. */
function formatUsual(text: string): string {
  return `${text.slice(0, 10)}T${text.slice(11)}${text.length === 16 ? ':00' : ''}+08:00`;
}

function formatInstant(text: string, formats: readonly InstantFormat[], zone: number): string | Fault {
  const time = readInstant(text, formats);
  if (!time) return new Fault('DATETIME_FORMAT', `an instant (${formats.join(', ')})`);
  const local = inZone(time, zone, CHINA);
  return `${formatDay(local)}T${formatClock(local)}+08:00`;
}
