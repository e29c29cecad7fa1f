// Patterns of replace and extract: RE2, so that no pattern can take more than linear time.
import { RE2JS } from 're2js';
import type { Bilingual } from '@lianshu/schemas';

export const PATTERN_SCHEMA = { type: 'string', minLength: 1, maxLength: 300 } as const;

export function compilePattern(pattern: string): RE2JS {
  return RE2JS.compile(pattern);
}

/** Problems of a pattern, and of the group that is asked of it. */
export function checkPattern(pattern: string, group = 0): readonly Bilingual[] {
  try {
    const groups = compilePattern(pattern).groupCount();
    if (group <= groups) return [];
    return [{ zh: `模式只有 ${groups} 个分组，没有第 ${group} 个`, en: `the pattern has ${groups} groups, there is no group ${group}` }];
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return [{ zh: `模式不是 RE2 表达式：${cause}`, en: `the pattern is not an RE2 expression: ${cause}` }];
  }
}
