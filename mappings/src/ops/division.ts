// division: Checks a six-digit division code (GB/T 2260); a retired code becomes the one in force.
import { checkDivisionCode } from '@lianshu/schemas';
import { identifierStep, INVALID_SCHEMA, type IdentifierArgs } from './identifier-step';
import type { Op } from './op';

export const divisionOp: Op<IdentifierArgs> = {
  name: 'division',
  title: { zh: '行政区划', en: 'Division code' },
  docs: {
    zh: '检查六位行政区划代码（GB/T 2260），已撤销的换成现行代码。invalid: absent 时无效值视为缺失。',
    en: 'Checks a six-digit division code (GB/T 2260); a retired code becomes the one in force. With invalid: absent a wrong value is absent.',
  },
  example: 'ops: [division]',
  args: { type: 'object', additionalProperties: false, properties: { invalid: INVALID_SCHEMA } },
  takes: ['text', 'number', 'integer', 'any'],
  gives: () => 'text',
  prepare: (args) => identifierStep('FORMAT_DIVISION', (text) => checkDivisionCode(text), args),
};
