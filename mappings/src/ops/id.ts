// id: a stable identifier built of parts.
import { createHash } from 'node:crypto';
import { Fault } from '../fault';
import { foldText } from '../fold-text';
import type { Op } from './op';

interface Args {
  prefix: string;
  max?: number;
}

export const idOp: Op<Args> = {
  name: 'id',
  title: { zh: '编号', en: 'Identifier' },
  docs: {
    zh: '由前缀和各段组成编号：段间以冒号连接（段内的冒号转义，不同的段不会得到相同编号）；超过 max（默认 40）则截短并加散列。任何一段缺失则整体缺失。',
    en: 'Builds an identifier of a prefix and parts joined by colons (a colon within a part is escaped: other parts never give the same id); past max (40) it is cut and a hash added. If a part is absent the whole is absent.',
  },
  example: 'from: [PlantCode, BatchNo], ops: [text, { id: { prefix: "MB-" } }]',
  args: {
    type: 'object',
    required: ['prefix'],
    additionalProperties: false,
    properties: { prefix: { type: 'string', maxLength: 20 }, max: { type: 'integer', minimum: 30, maximum: 200 } },
  },
  gives: () => 'text',
  prepare: (args) => {
    const max = args.max ?? 40;
    return (value) => {
      const parts: string[] = [];
      for (const part of Array.isArray(value) ? value : [value]) {
        const text = foldText(part);
        if (text === null) return new Fault('MAP_SHAPE', 'single values');
        if (text === undefined) return undefined;
        parts.push(text.replace(/[%:]/g, (sign) => (sign === ':' ? '%3A' : '%25')));
      }
      return parts.length === 0 ? undefined : shorten(`${args.prefix}${parts.join(':')}`, max);
    };
  },
};

function shorten(id: string, max: number): string {
  if (id.length <= max) return id;
  return `${id.slice(0, max - 17)}~${createHash('sha256').update(id).digest('hex').slice(0, 16)}`;
}
