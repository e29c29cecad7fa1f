// Every `x-codes` names a code set, and an enum beside it stays within the set.
import { finding, type Finding } from '../definition';
import { walkSchema } from '../walk';
import type { Check } from './check';

export const checkCodes: Check = (entry, context) => {
  const found: Finding[] = [];
  walkSchema(entry.schema, (node, { pointer }) => {
    const id = node['x-codes'];
    if (id === undefined) return;
    const set = context.codeSets.get(id);
    if (!set) return void found.push(finding(`${pointer}/x-codes`, `there is no code set ${id}; add codes/${id}.json.`, `没有代码集 ${id}；请添加 codes/${id}.json。`));
    const codes = new Set<unknown>(set.codes.map((code) => code.code));
    const strangers = (node.enum ?? []).filter((value) => value !== null && !codes.has(String(value)));
    if (strangers.length > 0) {
      const list = strangers.map(String).join(', ');
      found.push(finding(`${pointer}/enum`, `code set ${id} has no ${list}; add them there.`, `代码集 ${id} 中没有 ${list}；请补充。`));
    }
  });
  return found;
};
