// Visits every schema inside a schema, with its JSON pointer.
import type { SchemaNode } from '../catalogue-types';
import { atPointer, escapeSegment } from '../json/pointer';
import { KEYWORDS } from './keywords';

/** Where a node stands. */
export interface Place {
  /** JSON pointer of the node inside its file. */
  readonly pointer: string;
  /** Dot path of the field that the node describes, list elements without a sign of their own: `units.partIds`. '' at the root. */
  readonly field: string;
  /** The object node whose property this is; undefined at the root and outside properties. */
  readonly owner?: SchemaNode;
  /** True directly under `properties`. */
  readonly property: boolean;
}

type Visit = (node: SchemaNode, place: Place) => void;

/** Calls `visit` for the root and all sub-schemas, parents first. Boolean schemas are not visited. */
export function walkSchema(root: SchemaNode, visit: Visit): void {
  step(root, { pointer: '', field: '', property: false }, visit);
}

/** The node itself, with a local `$ref` (`#/$defs/…`) replaced by its target; own keywords win. Chains end after 20 steps. */
export function resolveNode(root: SchemaNode, node: SchemaNode): SchemaNode {
  let resolved = node;
  for (let i = 0; i < 20 && resolved.$ref?.startsWith('#'); i++) {
    const target = atPointer(root, resolved.$ref.slice(1));
    if (!isNode(target)) break;
    const { $ref: _, ...own } = resolved;
    resolved = { ...target, ...own };
  }
  return resolved;
}

export function isNode(value: unknown): value is SchemaNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function step(node: SchemaNode, place: Place, visit: Visit): void {
  visit(node, place);
  for (const keyword of Object.keys(node)) {
    const holds = KEYWORDS[keyword];
    const value = node[keyword];
    const pointer = `${place.pointer}/${escapeSegment(keyword)}`;
    if (holds === 'schema' && isNode(value)) step(value, { pointer, field: place.field, owner: place.owner, property: false }, visit);
    if (holds === 'schemas' && Array.isArray(value)) value.forEach((item, index) => isNode(item) && step(item, { ...place, pointer: `${pointer}/${index}`, property: false }, visit));
    if (holds === 'schemaMap' && isNode(value)) stepMap(node, keyword, value, { ...place, pointer }, visit);
  }
}

function stepMap(owner: SchemaNode, keyword: string, map: SchemaNode, place: Place, visit: Visit): void {
  for (const [name, value] of Object.entries(map)) {
    if (!isNode(value)) continue;
    const property = keyword === 'properties';
    const field = property ? (place.field ? `${place.field}.${name}` : name) : place.field;
    step(value, { pointer: `${place.pointer}/${escapeSegment(name)}`, field, owner: property ? owner : place.owner, property }, visit);
  }
}
