// split: one text into a list.
import { foldText } from '../fold-text';
import { textStep, type Op } from './op';

type Args = string | { by: string | string[]; max?: number };

export const splitOp: Op<Args> = {
  name: 'split',
  title: { zh: '拆分', en: 'Split' },
  docs: {
    zh: '按一个或几个分隔符把文本拆成列表；各段去空白，空段略去。',
    en: 'Splits a text at one or several separators into a list; parts are trimmed, empty parts are left out.',
  },
  example: 'ops: [text, { split: ";" }]',
  args: {
    anyOf: [
      { type: 'string', minLength: 1, maxLength: 10 },
      {
        type: 'object',
        required: ['by'],
        additionalProperties: false,
        properties: {
          by: { anyOf: [{ type: 'string', minLength: 1, maxLength: 10 }, { type: 'array', minItems: 1, items: { type: 'string', minLength: 1, maxLength: 10 } }] },
          max: { type: 'integer', minimum: 1, maximum: 10000 },
        },
      },
    ],
  },
  takes: ['text', 'any'],
  gives: () => 'list',
  prepare: (args) => {
    const separators = typeof args === 'string' ? [args] : [args.by].flat();
    const max = typeof args === 'string' ? 10000 : (args.max ?? 10000);
    return textStep((text) => splitText(text, separators, max));
  },
};

/** Parts of a text, trimmed, without empty ones; undefined when none is left. */
export function splitText(text: string, separators: readonly string[], max: number): readonly string[] | undefined {
  let parts: string[] = [text];
  for (const separator of separators) parts = parts.flatMap((part) => part.split(separator));
  const kept = parts.map((part) => foldText(part)).filter((part): part is string => typeof part === 'string');
  return kept.length === 0 ? undefined : kept.slice(0, max);
}
