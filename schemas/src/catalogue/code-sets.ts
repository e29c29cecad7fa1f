// Code sets: codes are unique, aliases mean one code, successors exist.
import type { CodeSet } from '../catalogue-types';
import { finding, type CatalogueProblem, type Finding } from './definition';

/** `file` of a problem is `codes/<id>.json`. */
export function codeSetProblems(sets: readonly CodeSet[]): CatalogueProblem[] {
  const seen = new Set<string>();
  return sets.flatMap((set) => {
    const twice = seen.has(set.id) ? [finding('/id', 'another code set has this id.', '该标识已被另一代码集使用。')] : [];
    seen.add(set.id);
    return [...twice, ...problemsOf(set)].map((found) => ({ file: `codes/${set.id}.json`, ...found }));
  });
}

function problemsOf(set: CodeSet): Finding[] {
  const found: Finding[] = [];
  const codes = new Set(set.codes.map((one) => one.code));
  const meanings = new Map<string, string>();
  set.codes.forEach((one, index) => {
    const pointer = `/codes/${index}`;
    if (one.successor !== undefined && !codes.has(one.successor)) found.push(finding(`${pointer}/successor`, `there is no code ${one.successor}.`, `没有代码 ${one.successor}。`));
    for (const spelling of [one.code, ...(one.aliases ?? [])]) {
      const other = meanings.get(spelling);
      if (other !== undefined && (other !== one.code || spelling === one.code)) found.push(finding(pointer, `${spelling} already means ${other}; one spelling means one code.`, `${spelling} 已表示 ${other}；一种写法只能对应一个代码。`));
      meanings.set(spelling, one.code);
    }
  });
  return found;
}

/** Forms of a code set file; undefined when it has them, else what is wrong. */
export function codeSetFault(value: unknown): Finding | undefined {
  if (!isRecord(value)) return finding('', 'a code set is an object with id, titleZh, titleEn and codes.', '代码集须为含 id、titleZh、titleEn、codes 的对象。');
  for (const name of ['id', 'titleZh', 'titleEn']) if (!isText(value[name])) return finding(`/${name}`, `${name} must be a text.`, `${name} 须为文本。`);
  const codes = value['codes'];
  if (!Array.isArray(codes) || codes.length === 0) return finding('/codes', 'codes must be a list that is not empty.', 'codes 须为非空列表。');
  const bad = codes.findIndex((code) => !isCode(code));
  return bad < 0 ? undefined : finding(`/codes/${bad}`, 'a code has code, zh, en, and maybe aliases (list of texts) and successor.', '每个代码须有 code、zh、en，可有 aliases（文本列表）和 successor。');
}

function isCode(value: unknown): boolean {
  if (!isRecord(value) || !isText(value['code']) || !isText(value['zh']) || !isText(value['en'])) return false;
  const { aliases, successor } = value;
  return (aliases === undefined || (Array.isArray(aliases) && aliases.every(isText))) && (successor === undefined || isText(successor));
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
