// Every `x-ref` names a dataset, target fields and own fields that exist, and GraphQL names that collide with nothing.
import type { CatalogueEntry, RefSpec, SchemaNode } from '../../catalogue-types';
import { finding, type Finding } from '../definition';
import { walkSchema } from '../walk';
import type { Check, CheckContext } from './check';

export const checkLinks: Check = (entry, context) => {
  const found: Finding[] = [];
  walkSchema(entry.schema, (node, place) => {
    const ref = node['x-ref'];
    if (!ref) return;
    const pointer = `${place.pointer}/x-ref`;
    if (entry.kind !== 'canonical') found.push(finding(pointer, 'only canonical datasets carry links.', '只有标准数据集可设置关联。'));
    else if (place.field === '') found.push(finding(pointer, 'a link stands on a property or its items, not in $defs.', '关联须写在属性或其 items 上，不能写在 $defs 中。'));
    else found.push(...targetProblems(ref, place.owner, entry, pointer, context), ...nameProblems(ref, place.owner, entry, pointer, context));
  });
  return found;
};

function targetProblems(ref: RefSpec, owner: SchemaNode | undefined, entry: CatalogueEntry, pointer: string, context: CheckContext): Finding[] {
  const target = context.datasets.get(ref.dataset);
  if (!target) return [finding(`${pointer}/dataset`, `there is no dataset ${ref.dataset} in the catalogue.`, `目录中没有数据集 ${ref.dataset}。`)];
  const absent = (dataset: string, field: string, at: string) => finding(at, `${dataset} has no field ${field}.`, `${dataset} 没有字段 ${field}。`);
  const targets = targetFields(ref, target).filter((field) => !target.schema.properties?.[field]);
  const owns = Object.values(ref.with ?? {}).filter((field) => !owner?.properties?.[field] && !entry.schema.properties?.[field]);
  return [
    ...targetChoice(ref, target, pointer),
    ...targets.map((field) => absent(ref.dataset, field, pointer)),
    ...owns.map((field) => absent(entry.name, field, `${pointer}/with`)),
  ];
}

function targetFields(ref: RefSpec, target: CatalogueEntry): string[] {
  const to = ref.to ?? target.key[0];
  return [...(to === undefined ? [] : [to]), ...Object.keys(ref.with ?? {})];
}

function targetChoice(ref: RefSpec, target: CatalogueEntry, pointer: string): Finding[] {
  if (ref.to !== undefined || target.key.length === 1) return [];
  return [finding(pointer, `${ref.dataset} has several key fields; name one in to and the rest in with.`, `${ref.dataset} 有多个键字段；请在 to 中指定一个，其余写入 with。`)];
}

/** Only the newest version of a dataset has GraphQL names. */
function nameProblems(ref: RefSpec, owner: SchemaNode | undefined, entry: CatalogueEntry, pointer: string, context: CheckContext): Finding[] {
  if (context.datasets.get(entry.name) !== entry) return [];
  const found: Finding[] = [];
  if (countOf(linkNames(owner ?? entry.schema), ref.as) + (owner?.properties?.[ref.as] ? 1 : 0) > 1) {
    found.push(finding(`${pointer}/as`, `the name ${ref.as} is taken in ${entry.name}; choose another.`, `名称 ${ref.as} 在 ${entry.name} 中已被占用；请换一个。`));
  }
  const target = context.datasets.get(ref.dataset);
  if (target && countOf(namesOn(target, context), ref.reverse) > 1) {
    found.push(finding(`${pointer}/reverse`, `the name ${ref.reverse} is taken in ${target.name}; choose another.`, `名称 ${ref.reverse} 在 ${target.name} 中已被占用；请换一个。`));
  }
  return found;
}

/** Names that stand on a dataset: its fields, its links, and the reverse lists of all others. */
function namesOn(target: CatalogueEntry, context: CheckContext): string[] {
  const names = [...Object.keys(target.schema.properties ?? {}), ...linkNames(target.schema)];
  for (const other of context.datasets.values()) {
    walkSchema(other.schema, (node) => {
      if (node['x-ref']?.dataset === target.name) names.push(node['x-ref'].reverse);
    });
  }
  return names;
}

/** `as` names of the links that stand directly on an object's properties (or on the elements of its lists). */
function linkNames(owner: SchemaNode): string[] {
  return Object.values(owner.properties ?? {}).flatMap((node) => [node['x-ref']?.as, node.items?.['x-ref']?.as]).filter((name) => name !== undefined);
}

function countOf(names: readonly string[], name: string): number {
  return names.filter((one) => one === name).length;
}
