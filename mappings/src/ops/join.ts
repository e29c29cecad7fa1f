// join: a list into one text.
import { Fault } from '../fault';
import { foldText } from '../fold-text';
import type { Op } from './op';

type Args = string | { by: string; skip?: boolean };

export const joinOp: Op<Args> = {
  name: 'join',
  title: { zh: '连接', en: 'Join' },
  docs: {
    zh: '把列表连成一段文本。任何一段缺失则整体缺失（主键不会残缺）；skip: true 则略去缺失的段。',
    en: 'Joins a list into one text. If a part is absent the whole is absent, so that no key is half a key; skip: true leaves absent parts out.',
  },
  example: 'from: [RWDH, PH], ops: [text, { join: "-" }]',
  args: {
    anyOf: [
      { type: 'string', maxLength: 10 },
      { type: 'object', required: ['by'], additionalProperties: false, properties: { by: { type: 'string', maxLength: 10 }, skip: { type: 'boolean' } } },
    ],
  },
  takes: ['list', 'any'],
  gives: () => 'text',
  prepare: (args) => {
    const by = typeof args === 'string' ? args : args.by;
    const skip = typeof args !== 'string' && args.skip === true;
    return (value) => (Array.isArray(value) ? joinParts(value, by, skip) : new Fault('MAP_SHAPE', 'a list'));
  },
};

function joinParts(list: readonly unknown[], by: string, skip: boolean): string | undefined | Fault {
  const parts: string[] = [];
  for (const element of list) {
    const text = foldText(element);
    if (text === null) return new Fault('MAP_SHAPE', 'a list of single values');
    if (text === undefined && !skip) return undefined;
    if (text !== undefined) parts.push(text);
  }
  return parts.length === 0 ? undefined : parts.join(by);
}
