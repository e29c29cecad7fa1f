// uscc: Checks the 18 characters and check digit of GB 32100-2015 and normalises (capitals, no blanks).
import { checkUscc } from '@lianshu/schemas';
import { identifierStep, INVALID_SCHEMA, type IdentifierArgs } from './identifier-step';
import type { Op } from './op';

export const usccOp: Op<IdentifierArgs> = {
  name: 'uscc',
  title: { zh: '统一社会信用代码', en: 'Unified social credit code' },
  docs: {
    zh: '按 GB 32100-2015 检查 18 位代码及校验位并归一（大写、去空白）。invalid: absent 时无效值视为缺失。',
    en: 'Checks the 18 characters and check digit of GB 32100-2015 and normalises (capitals, no blanks). With invalid: absent a wrong value is absent.',
  },
  example: 'ops: [uscc]',
  args: { type: 'object', additionalProperties: false, properties: { invalid: INVALID_SCHEMA } },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'text',
  prepare: (args) => identifierStep('FORMAT_USCC', (text) => checkUscc(text), args),
};
