// each: a chain of ops over every element of a list.
import { Fault } from '../fault';
import type { Op } from './op';

interface Args {
  ops?: unknown[];
  field?: string;
}

export const eachOp: Op<Args> = {
  name: 'each',
  title: { zh: '逐个', en: 'Each element' },
  docs: {
    zh: '对列表的每个元素执行 ops；field 先取元素的一个字段；缺失的元素略去。单个值视为一个元素的列表。',
    en: 'Runs ops on every element of a list; field takes one field of each element first; absent elements are left out. A single value counts as a list of one.',
  },
  example: 'ops: [text, { split: ";" }, { each: { ops: [text, { codes: { set: penaltyType } }] } }]',
  args: {
    type: 'object',
    additionalProperties: false,
    minProperties: 1,
    properties: { ops: { type: 'array', minItems: 1, maxItems: 20 }, field: { type: 'string', minLength: 1, maxLength: 100 } },
  },
  gives: () => 'list',
  prepare: (args, env) => {
    const chain = env.chain(args.ops ?? []);
    return (value, scope) => {
      const results: unknown[] = [];
      for (const element of Array.isArray(value) ? value : [value]) {
        const start = args.field === undefined ? element : fieldOf(element, args.field);
        const result = start === undefined || start === null ? undefined : chain(start, scope);
        if (result instanceof Fault) return result;
        if (result !== undefined) results.push(result);
      }
      return results;
    };
  },
};

function fieldOf(element: unknown, field: string): unknown {
  if (typeof element !== 'object' || element === null || !Object.hasOwn(element, field)) return undefined;
  return (element as Readonly<Record<string, unknown>>)[field];
}
