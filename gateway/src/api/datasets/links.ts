// Links between datasets, from `x-ref`, in both directions. A link stands only where both ends and every field it joins by are visible.
import type { JsonObject, JsonValue, RefSpec, SchemaNode } from '@lianshu/schemas';
import type { AccessView, DatasetView } from '../../access/view';

/** How to go from a record to the linked ones: target fields, and the own values that they must equal. */
export interface Link {
  readonly name: string;
  readonly target: string;
  readonly targetFields: readonly string[];
  /** Own fields, in the order of `targetFields`. */
  readonly ownFields: readonly string[];
  /** The own field that holds an array, if one does: one question per element. */
  readonly arrayField?: string;
  /** `one` when the target fields are exactly the target's key. */
  readonly to: 'one' | 'many';
  readonly node: SchemaNode;
}

/** Links that start at a field of `node`: the dataset's root, or an object nested in it. */
export function forwardLinks(view: AccessView, node: SchemaNode): readonly Link[] {
  return Object.entries(node.properties ?? {}).flatMap(([field, child]) => {
    const ref = child['x-ref'] ?? child.items?.['x-ref'];
    return ref ? (forwardLink(view, node, field, child, ref) ?? []) : [];
  });
}

function forwardLink(view: AccessView, owner: SchemaNode, field: string, node: SchemaNode, ref: RefSpec): Link | undefined {
  const target = view.datasets.get(ref.dataset);
  if (!target) return undefined;
  const { targetFields, ownFields } = joined(target, field, ref);
  if (!allVisible(target.schema, targetFields) || !allVisible(owner, ownFields)) return undefined;
  const coversKey = sameSet(targetFields, target.entry.key);
  return { name: ref.as, target: ref.dataset, targetFields, ownFields, to: coversKey ? 'one' : 'many', node, ...(node.items && { arrayField: field }) };
}

/** Links that end at `dataset`: every visible dataset whose fields, at any depth, point at it. */
export function reverseLinks(view: AccessView, dataset: DatasetView): readonly Link[] {
  return [...view.datasets.values()].flatMap((from) =>
    refsIn(from.schema).filter(({ ref }) => ref.dataset === dataset.name).flatMap(({ field, ref }) => reverseLink(dataset, from, field, ref) ?? []),
  );
}

/** Fields with `x-ref`, those of nested objects by dot path. A view's schema has the visible ones only. */
function refsIn(owner: SchemaNode, path = ''): { field: string; ref: RefSpec }[] {
  return Object.entries(owner.properties ?? {}).flatMap(([name, node]) => {
    const field = path + name;
    const ref = node['x-ref'] ?? node.items?.['x-ref'];
    return [...(ref ? [{ field, ref }] : []), ...refsIn(node.items ?? node, `${field}.`)];
  });
}

/** A nested field that joins by further fields has no way back: the store's index knows one value an owner. */
function reverseLink(to: DatasetView, from: DatasetView, field: string, ref: RefSpec): Link | undefined {
  const { targetFields, ownFields } = joined(to, field, ref);
  const nested = field.includes('.');
  if (nested ? ownFields.length > 1 : !allVisible(from.schema, ownFields)) return undefined;
  if (!allVisible(to.schema, targetFields)) return undefined;
  return { name: ref.reverse, target: from.name, targetFields: ownFields, ownFields: targetFields, to: 'many', node: from.schema };
}

/** The pairs that an `x-ref` joins by: (`to`, field) and those of `with`. */
function joined(target: DatasetView, field: string, ref: RefSpec): { targetFields: string[]; ownFields: string[] } {
  const pairs = [[ref.to ?? target.entry.key[0] ?? '', field] as const, ...Object.entries(ref.with ?? {})];
  return { targetFields: pairs.map(([name]) => name), ownFields: pairs.map(([, name]) => name) };
}

/** The values to ask the target with: none when one is absent, several when one of the own fields is an array. */
export function ownValues(link: Link, document: JsonObject): readonly (readonly JsonValue[])[] {
  const single = link.ownFields.map((field) => document[field] ?? null);
  if (link.arrayField === undefined) return single.includes(null) ? [] : [single];
  const at = link.ownFields.indexOf(link.arrayField);
  const elements = single[at];
  if (!Array.isArray(elements)) return [];
  return [...new Set(elements)].map((element) => single.with(at, element)).filter((values) => !values.includes(null));
}

function allVisible(schema: SchemaNode, fields: readonly string[]): boolean {
  return fields.every((field) => Object.hasOwn(schema.properties ?? {}, field));
}

function sameSet(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((one) => b.includes(one));
}
