// Walking a schema by names: what is declared is real, additionalProperties or not.
import type { SchemaNode } from '@lianshu/schemas';
import type { ValueKind } from '../ops/op';

/** A node and the schema file that it stands in, for its local `$ref`s. */
export interface Place {
  readonly root: SchemaNode;
  readonly node: SchemaNode;
}

const KINDS: Readonly<Record<string, ValueKind>> = {
  string: 'text', number: 'number', integer: 'integer', boolean: 'boolean', object: 'object', array: 'list',
};
const MAX_REFS = 20;

/** The declared property, found through local `$ref`, allOf, anyOf and oneOf; undefined when it is not declared. */
export function property(place: Place, name: string): Place | undefined {
  for (const node of alternatives(place)) {
    const properties = node.properties ?? {};
    const found = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (found) return resolve({ root: place.root, node: found });
  }
  return undefined;
}

/** The schema of a list's elements. */
export function elementOf(place: Place): Place | undefined {
  const items = alternatives(place).find((node) => node.items)?.items;
  return items && resolve({ root: place.root, node: items });
}

/** Types that the node allows; empty when it does not say. */
export function typesOf(place: Place): readonly string[] {
  const nodes = alternatives(place);
  return [...new Set(nodes.flatMap((node) => node.type ?? []))].filter((type) => type !== 'null');
}

/** The kind of a native value, where the schema fixes one. */
export function kindOfPlace(place: Place | undefined): ValueKind {
  const types = place ? typesOf(place) : [];
  return types.length === 1 ? (KINDS[types[0] ?? ''] ?? 'any') : 'any';
}

export function requiredOf(place: Place): readonly string[] {
  const { node } = resolve(place);
  return [...new Set([...(node.required ?? []), ...subschemas(node.allOf).flatMap((part) => part.required ?? [])])];
}

export function declaredNames(place: Place): string[] {
  return [...new Set(alternatives(place).flatMap((node) => Object.keys(node.properties ?? {})))];
}

/** The node itself and every branch of it. */
function alternatives(place: Place, depth = 0): SchemaNode[] {
  const { root, node } = resolve(place);
  if (depth > 5) return [node];
  const branches = [...subschemas(node.allOf), ...subschemas(node.anyOf), ...subschemas(node.oneOf)];
  return [node, ...branches.flatMap((branch) => alternatives({ root, node: branch }, depth + 1))];
}

function subschemas(value: unknown): SchemaNode[] {
  return Array.isArray(value) ? value.filter((node): node is SchemaNode => typeof node === 'object' && node !== null) : [];
}

/** Follows local references only. A reference that leads nowhere leaves the node as it is. */
export function resolve(place: Place): Place {
  let node = place.node;
  for (let hops = 0; hops < MAX_REFS && node.$ref?.startsWith('#/'); hops++) {
    const target = pointTo(place.root, node.$ref);
    if (!target) break;
    node = target;
  }
  return { root: place.root, node };
}

function pointTo(root: SchemaNode, ref: string): SchemaNode | undefined {
  let node: unknown = root;
  for (const part of ref.slice(2).split('/')) {
    const name = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, name)) return undefined;
    node = (node as Record<string, unknown>)[name];
  }
  return typeof node === 'object' && node !== null ? (node as SchemaNode) : undefined;
}
