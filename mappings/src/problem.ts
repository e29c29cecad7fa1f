// One thing that is wrong with a definition: where, and what to do. All of a file's are listed at once.
import type { Bilingual } from '@lianshu/schemas';

export interface Problem {
  readonly line: number;
  /** Place in the file, e.g. `rows.3.ops.1`. */
  readonly key: string;
  readonly text: Bilingual;
}

/** Details for MAPPING_LANGUAGE and MAPPING_INVALID: the first place, the count, and the whole list. */
export function listProblems(file: string, problems: readonly Problem[]) {
  const [first] = problems;
  const list = problems.map((problem) => `  ${file}:${problem.line} ${problem.key}: ${problem.text.en} / ${problem.text.zh}`).join('\n');
  return { file, line: first?.line ?? 1, key: first?.key ?? '', count: problems.length, list, problems };
}
