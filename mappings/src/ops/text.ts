// text: the folding that every text field wants.
import { Fault } from '../fault';
import { foldText } from '../fold-text';
import { keepList, NO_ARGS, overLists, type Op, type Step } from './op';

const one: Step = (value) => {
  const text = foldText(value);
  return text === null ? new Fault('MAP_SHAPE', 'a single value') : text;
};
const many = overLists(one);

export const textOp: Op = {
  name: 'text',
  title: { zh: '文本', en: 'Text' },
  docs: {
    zh: 'NFKC 归一、去首尾空白、BOM、零宽与不间断空格，统一括号；空值标记视为缺失。',
    en: 'Folds NFKC, trims, removes BOM, zero-width and non-breaking spaces, unifies brackets; empty tokens become absent.',
  },
  example: 'ops: [text]',
  args: NO_ARGS,
  gives: (_args, input) => (input === 'list' ? 'list' : keepList(input) === 'any' ? 'any' : 'text'),
  prepare: () => (value, scope) => (typeof value === 'string' ? foldText(value) : many(value, scope)),
};
