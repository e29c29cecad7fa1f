// What decision 0002 asks of canonical schemas: a closed object, titles in both languages, numbers with scale and precision, bounded columns.
import type { SchemaNode } from '../../catalogue-types';
import { finding, type Finding } from '../definition';
import { resolveNode, walkSchema } from '../walk';
import type { Check } from './check';

export const checkCanonicalShape: Check = (entry) => {
  if (entry.kind !== 'canonical') return [];
  const found = rootProblems(entry.schema);
  walkSchema(entry.schema, (node, place) => {
    if (!place.property || place.field === '' || !isDeclared(place.pointer)) return;
    const resolved = resolveNode(entry.schema, node);
    if (!resolved['x-title-zh'] || !resolved['x-title-en']) found.push(finding(place.pointer, 'x-title-zh and x-title-en are missing.', '缺少 x-title-zh 和 x-title-en。'));
    if (!place.field.includes('.')) found.push(...columnProblems(resolved, place.pointer));
  });
  return found;
};

function rootProblems(root: SchemaNode): Finding[] {
  const found: Finding[] = [];
  if (root.type !== 'object') found.push(finding('/type', 'the root must be of type object.', '根须为 object 类型。'));
  if (root['additionalProperties'] !== false) found.push(finding('', 'the root needs additionalProperties: false.', '根须有 additionalProperties: false。'));
  for (const name of ['x-title-zh', 'x-title-en', 'x-provider', 'x-cadence', 'x-share', 'x-level'] as const) {
    if (root[name] === undefined) found.push(finding('', `${name} is missing on the root.`, `根上缺少 ${name}。`));
  }
  return found;
}

function columnProblems(node: SchemaNode, pointer: string): Finding[] {
  if (node.type === 'number') {
    const scale = node['x-scale'];
    const precision = node['x-precision'];
    if (scale === undefined || precision === undefined) return [finding(pointer, 'a number needs x-scale and x-precision.', '数字须有 x-scale 和 x-precision。')];
    if (scale > precision) return [finding(pointer, 'x-scale is greater than x-precision.', 'x-scale 大于 x-precision。')];
  }
  const bounded = ['maxLength', 'enum', 'const', 'format', 'pattern'].some((keyword) => node[keyword] !== undefined);
  return node.type === 'string' && !bounded ? [finding(pointer, 'a string needs maxLength, enum or format.', '字符串须有 maxLength、enum 或 format。')] : [];
}

/** Conditions (`if`, `anyOf` …) repeat property names without their titles; only declarations are judged. */
function isDeclared(pointer: string): boolean {
  return !/\/(?:allOf|anyOf|oneOf|not|if|then|else|dependentSchemas|contains)\//.test(pointer);
}
