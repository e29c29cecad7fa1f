// The key fields (and the version field) exist, are required and are scalars. A source record without x-key is known by file name and row.
import type { CatalogueEntry } from '../../catalogue-types';
import { finding, type Finding } from '../definition';
import { resolveNode } from '../walk';
import type { Check } from './check';

const SCALAR = new Set(['string', 'integer', 'number', 'boolean']);

export const checkKey: Check = (entry) => {
  if (entry.key.length === 0 && entry.kind === 'canonical') return [finding('', 'x-key is missing; name the fields that identify a record.', '缺少 x-key；请列出标识记录的字段。')];
  return [...entry.key.flatMap((field, index) => problemsOf(entry, field, `/x-key/${index}`)), ...versionField(entry)];
};

function problemsOf(entry: CatalogueEntry, field: string, pointer: string): Finding[] {
  const node = entry.schema.properties?.[field];
  if (!node) return [finding(pointer, `key field ${field} is not under properties.`, `键字段 ${field} 不在 properties 中。`)];
  const found: Finding[] = [];
  if (!entry.schema.required?.includes(field)) found.push(finding(pointer, `key field ${field} must stand in required.`, `键字段 ${field} 须列入 required。`));
  const type = resolveNode(entry.schema, node).type;
  const sound = typeof type === 'string' ? SCALAR.has(type) : Array.isArray(type) && entry.kind === 'source' && type.every((one) => SCALAR.has(one));
  if (!sound) found.push(finding(pointer, `key field ${field} must be a string, number or boolean.`, `键字段 ${field} 须为字符串、数字或布尔。`));
  return found;
}

function versionField(entry: CatalogueEntry): Finding[] {
  const field = entry.schema['x-version-field'];
  if (field === undefined || entry.schema.properties?.[field]) return [];
  return [finding('/x-version-field', `version field ${field} is not under properties.`, `版本字段 ${field} 不在 properties 中。`)];
}
