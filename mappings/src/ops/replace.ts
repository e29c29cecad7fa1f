// replace: every match of an RE2 pattern gives way to a text.
import { keepList, overLists, textStep, type Op } from './op';
import { checkPattern, compilePattern, PATTERN_SCHEMA } from './pattern';

export const replaceOp: Op<{ pattern: string; with: string }> = {
  name: 'replace',
  title: { zh: '替换', en: 'Replace' },
  docs: { zh: '把 RE2 模式的每处匹配换成给定文本（$1 为分组）；结果为空视为缺失。', en: 'Every match of an RE2 pattern gives way to a text ($1 is a group); an empty result is absent.' },
  example: 'ops: [text, { replace: { pattern: "\\\\s+", with: "" } }]',
  args: {
    type: 'object',
    required: ['pattern', 'with'],
    additionalProperties: false,
    properties: { pattern: PATTERN_SCHEMA, with: { type: 'string', maxLength: 100 } },
  },
  gives: (_args, input) => keepList(input),
  check: (args) => [...checkPattern(args.pattern), ...checkReplacement(args)],
  prepare: (args) => {
    const pattern = compilePattern(args.pattern);
    return overLists(textStep((text) => pattern.matcher(text).replaceAll(args.with) || undefined));
  },
};

function checkReplacement(args: { pattern: string; with: string }) {
  try {
    compilePattern(`${args.pattern}|`).matcher('').replaceAll(args.with);
    return [];
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [{ zh: `替换文本引用了不存在的分组：${cause}`, en: `the replacement names a group that is not there: ${cause}` }];
  }
}
