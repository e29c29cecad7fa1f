// Only keywords that the hub supports, no `multipleOf`, no `$data`, no unbounded comparison of objects, only known formats.
import type { SchemaNode } from '../../catalogue-types';
import { FORMAT_NAMES } from '../../validator/formats';
import { finding, type Finding } from '../definition';
import { ANNOTATIONS, KEYWORDS } from '../keywords';
import { isNode, walkSchema } from '../walk';
import type { Check } from './check';

const OWN = new Set<string>(ANNOTATIONS);

export const checkSupportedKeywords: Check = (entry) => {
  const found: Finding[] = [];
  walkSchema(entry.schema, (node, { pointer }) => {
    for (const keyword of Object.keys(node)) {
      const problem = problemOf(keyword, node);
      if (problem) found.push(finding(`${pointer}/${keyword}`, ...problem));
    }
  });
  return found;
};

type Says = [en: string, zh: string];

function problemOf(keyword: string, node: SchemaNode): Says | undefined {
  if (keyword === 'multipleOf') return ['multipleOf refuses sound decimals; use x-scale.', 'multipleOf 会误拒小数；请用 x-scale。'];
  if (!(keyword in KEYWORDS) && !OWN.has(keyword)) return [`keyword ${keyword} is not supported; remove it or correct its spelling.`, `不支持关键字 ${keyword}；请删除或更正拼写。`];
  return valueProblem(keyword, node[keyword]) ?? comparisonProblem(keyword, node);
}

/** A value may hold anything only where it is data. */
const DATA = new Set(['default', 'const', 'enum', 'examples']);

function valueProblem(keyword: string, value: unknown): Says | undefined {
  if (KEYWORDS[keyword] === 'value' && !DATA.has(keyword) && isNode(value) && '$data' in value) return ['$data is not supported; write the value.', '不支持 $data；请直接写值。'];
  if (keyword !== 'format' || typeof value !== 'string' || FORMAT_NAMES.has(value)) return undefined;
  const names = [...FORMAT_NAMES];
  return [`format ${value} is unknown; use one of ${names.join(', ')}.`, `未知格式 ${value}；可用：${names.join('、')}。`];
}

function comparisonProblem(keyword: string, node: SchemaNode): Says | undefined {
  if (keyword !== 'uniqueItems' || node['uniqueItems'] !== true || isCheapToCompare(node)) return undefined;
  return ['uniqueItems over objects needs maxItems of at most 1000.', '对象列表使用 uniqueItems 时须有不超过 1000 的 maxItems。'];
}

function isCheapToCompare(node: SchemaNode): boolean {
  const bounded = typeof node['maxItems'] === 'number' && node['maxItems'] <= 1000;
  const type = node.items?.type;
  return bounded || (typeof type === 'string' && type !== 'object' && type !== 'array');
}
