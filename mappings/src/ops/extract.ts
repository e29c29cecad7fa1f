// extract: the part of a text that an RE2 pattern finds.
import { Fault } from '../fault';
import { textStep, type Op } from './op';
import { checkPattern, compilePattern, PATTERN_SCHEMA } from './pattern';

interface Args {
  pattern: string;
  group?: number;
  unmatched?: 'reason' | 'absent';
}

export const extractOp: Op<Args> = {
  name: 'extract',
  title: { zh: '提取', en: 'Extract' },
  docs: {
    zh: '取 RE2 模式首次匹配的分组（默认第 1 组，没有分组时取全部）；不匹配是错误，unmatched: absent 则视为缺失。',
    en: 'A group of the first match of an RE2 pattern (group 1 by default, the whole match without groups); no match is a reason, or absent with unmatched: absent.',
  },
  example: 'ops: [text, { extract: { pattern: "^(\\\\d+)#", unmatched: absent } }]',
  args: {
    type: 'object',
    required: ['pattern'],
    additionalProperties: false,
    properties: { pattern: PATTERN_SCHEMA, group: { type: 'integer', minimum: 0, maximum: 20 }, unmatched: { enum: ['reason', 'absent'] } },
  },
  takes: ['text', 'any', 'number', 'integer'],
  gives: () => 'text',
  check: (args) => checkPattern(args.pattern, args.group ?? 0),
  prepare: (args) => {
    const pattern = compilePattern(args.pattern);
    const group = args.group ?? Math.min(1, pattern.groupCount());
    return textStep((text) => {
      const matcher = pattern.matcher(text);
      if (matcher.find()) return matcher.group(group) || undefined;
      return args.unmatched === 'absent' ? undefined : new Fault('PATTERN_NO_MATCH', `text that matches ${args.pattern}`);
    });
  },
};
