// Cuts from a dataset's schema what a ceiling hides: higher levels, personal fields, fields that are not shared.
import type { Level, SchemaNode } from '@lianshu/schemas';
import { within } from './levels';
import type { Role } from '../store/hub-types';

const SHARED = new Set<unknown>(['unconditional', 'conditional', undefined]);

/** The visible part of a schema, local `$ref`s resolved; undefined when nothing of it is visible. */
export function pruneSchema(root: SchemaNode, ceiling: Level, role: Role): SchemaNode | undefined {
  return prune(root, { root, ceiling, role }, root['x-level']);
}

interface Cut {
  readonly root: SchemaNode;
  readonly ceiling: Level;
  readonly role: Role;
}

/** A field without a level of its own has that of the object it stands in. */
function prune(raw: SchemaNode, cut: Cut, inherited: unknown): SchemaNode | undefined {
  const node = resolveRef(raw, cut.root);
  const level = node['x-level'] ?? inherited;
  if (hidden(node, cut)) return undefined;
  if (node.properties) return pruneObject(node, cut, level);
  if (!within(level, cut.ceiling)) return undefined;
  if (!node.items) return node;
  const items = prune(node.items, cut, level);
  return items && { ...node, items };
}

/** An object may stand with fewer fields: a field may be less secret than the record around it, never the reverse of its own mark. */
function pruneObject(node: SchemaNode, cut: Cut, level: unknown): SchemaNode | undefined {
  if (node !== cut.root && node['x-level'] !== undefined && !within(node['x-level'], cut.ceiling)) return undefined;
  const kept = Object.entries(node.properties ?? {}).flatMap(([name, child]) => {
    const pruned = prune(child, cut, level);
    return pruned ? [[name, pruned] as const] : [];
  });
  if (kept.length === 0) return undefined;
  const properties = Object.fromEntries(kept);
  return { ...node, properties, required: (node.required ?? []).filter((name) => Object.hasOwn(properties, name)) };
}

function hidden(node: SchemaNode, { role }: Cut): boolean {
  if (node['x-personal'] !== undefined) return true;
  return role === 'partner' && !SHARED.has(node['x-share']);
}

function resolveRef(node: SchemaNode, root: SchemaNode, hops = 0): SchemaNode {
  if (node.$ref === undefined) return node;
  const target = node.$ref.startsWith('#/') && hops < 8 ? pointer(root, node.$ref.slice(2)) : undefined;
  const { $ref: _ref, ...own } = node;
  return target ? { ...resolveRef(target, root, hops + 1), ...own } : own;
}

function pointer(root: SchemaNode, path: string): SchemaNode | undefined {
  return path.split('/').reduce<unknown>((node, part) => {
    const name = part.replace(/~1/g, '/').replace(/~0/g, '~');
    return isRecord(node) && Object.hasOwn(node, name) ? node[name] : undefined;
  }, root) as SchemaNode | undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
