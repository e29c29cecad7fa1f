// plate: Checks a plate by GA 36 and normalises it (dot and blanks off, O→0 and I→1).
import { checkPlate } from '@lianshu/schemas';
import { identifierStep, INVALID_SCHEMA, type IdentifierArgs } from './identifier-step';
import type { Op } from './op';

export const plateOp: Op<IdentifierArgs> = {
  name: 'plate',
  title: { zh: '车牌', en: 'Plate' },
  docs: {
    zh: '按 GA 36 检查车牌并归一（去圆点与空白，O→0、I→1）。invalid: absent 时无效值视为缺失。',
    en: 'Checks a plate by GA 36 and normalises it (dot and blanks off, O→0 and I→1). With invalid: absent a wrong value is absent.',
  },
  example: 'ops: [{ plate: { invalid: absent } }]',
  args: { type: 'object', additionalProperties: false, properties: { invalid: INVALID_SCHEMA } },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'text',
  prepare: (args) => identifierStep('FORMAT_PLATE', (text) => checkPlate(text), args),
};
