// empty: further tokens that mean "nothing" in one source (2099/12/31 as 长期, -9999 as no reading).
import { foldText } from '../fold-text';
import { overLists, type Op } from './op';

export const emptyOp: Op<{ tokens: (string | number)[] }> = {
  name: 'empty',
  title: { zh: '空值', en: 'Empty tokens' },
  docs: { zh: '列出的值视为缺失，例如长期有效的 2099/12/31、无读数的 -9999。', en: 'The values listed count as absent, such as 2099/12/31 for 长期 or -9999 for no reading.' },
  example: 'ops: [text, { empty: { tokens: ["2099/12/31", "长期"] } }, date]',
  args: {
    type: 'object',
    required: ['tokens'],
    additionalProperties: false,
    properties: { tokens: { type: 'array', minItems: 1, maxItems: 100, items: { type: ['string', 'number'] } } },
  },
  gives: (_args, input) => input,
  prepare: (args) => {
    const tokens = new Set(args.tokens.map((token) => foldText(token) ?? ''));
    return overLists((value) => {
      const text = foldText(value);
      return typeof text === 'string' && tokens.has(text) ? undefined : value;
    });
  },
};
