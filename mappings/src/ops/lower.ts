// lower: small letters.
import { keepList, NO_ARGS, overLists, textStep, type Op } from './op';

export const lowerOp: Op = {
  name: 'lower',
  title: { zh: '小写', en: 'Lower case' },
  docs: { zh: '字母转为小写。', en: 'Letters become small.' },
  example: 'ops: [text, lower]',
  args: NO_ARGS,
  gives: (_args, input) => keepList(input),
  prepare: () => overLists(textStep((text) => text.toLowerCase())),
};
