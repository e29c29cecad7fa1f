// upper: capital letters.
import { keepList, NO_ARGS, overLists, textStep, type Op } from './op';

export const upperOp: Op = {
  name: 'upper',
  title: { zh: '大写', en: 'Upper case' },
  docs: { zh: '字母转为大写。', en: 'Letters become capitals.' },
  example: 'ops: [text, upper]',
  args: NO_ARGS,
  gives: (_args, input) => keepList(input),
  prepare: () => overLists(textStep((text) => text.toUpperCase())),
};
