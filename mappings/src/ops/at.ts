// at: one element of a list.
import { Fault } from '../fault';
import type { Op } from './op';

export const atOp: Op<number> = {
  name: 'at',
  title: { zh: '取第几个', en: 'Element at' },
  docs: { zh: '取列表的第 n 个元素（从 0 数，负数从末尾数）；没有则缺失。', en: 'The n-th element of a list (from 0; negative from the end); absent when there is none.' },
  example: 'ops: [text, { split: "~" }, { at: 0 }]',
  args: { type: 'integer', minimum: -10000, maximum: 10000 },
  takes: ['list', 'any'],
  gives: () => 'any',
  prepare: (index) => (value) => (Array.isArray(value) ? (value.at(index) ?? undefined) : new Fault('MAP_SHAPE', 'a list')),
};
