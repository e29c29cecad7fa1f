// The fields of an entry as others need them: scalars become columns, filters and types; lists of scalars become index tables.
import type { CatalogueEntry, JsonValue, Level, RefSpec, SchemaNode } from '../catalogue-types';
import { resolveNode } from './walk';

export type ScalarType = 'string' | 'integer' | 'number' | 'boolean' | 'date' | 'date-time';

/** A top-level field that holds one value. Level and personal kind are those of the field, else of the dataset. */
export interface ScalarField {
  readonly name: string;
  readonly type: ScalarType;
  readonly key: boolean;
  readonly required: boolean;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly level: Level;
  readonly personal?: NonNullable<SchemaNode['x-personal']>;
  readonly format?: string;
  readonly maxLength?: number;
  readonly scale?: number;
  readonly precision?: number;
  readonly unit?: string;
  readonly codes?: string;
  readonly enum?: readonly JsonValue[];
  readonly ref?: RefSpec;
}

/** A top-level list of scalars; `element` describes one element. */
export interface ListField {
  readonly name: string;
  readonly element: ScalarField;
}

/** Top-level scalar fields in the schema's order. Objects, lists and fields of several types are not among them. */
export function fieldsOf(entry: CatalogueEntry): readonly ScalarField[] {
  return properties(entry).flatMap(([name, node]) => scalarOf(entry, name, node) ?? []);
}

/** Top-level lists of scalars (with or without `x-ref`), in the schema's order. */
export function listFieldsOf(entry: CatalogueEntry): readonly ListField[] {
  return properties(entry).flatMap(([name, node]) => {
    const items = node.type === 'array' && node.items ? resolveNode(entry.schema, node.items) : undefined;
    const element = items && scalarOf(entry, name, inherit(node, items));
    return element ? [{ name, element }] : [];
  });
}

/** The level of a top-level field, L2 where neither field nor dataset says one. */
export function levelOf(entry: CatalogueEntry, name: string): Level {
  const node = entry.schema.properties?.[name];
  return (node && resolveNode(entry.schema, node)['x-level']) ?? entry.schema['x-level'] ?? 'L2';
}

function properties(entry: CatalogueEntry): [string, SchemaNode][] {
  return Object.entries(entry.schema.properties ?? {}).map(([name, node]) => [name, resolveNode(entry.schema, node)]);
}

/** A list's titles and marks hold for its elements unless they have their own. */
function inherit(list: SchemaNode, items: SchemaNode): SchemaNode {
  const marks = Object.entries(list).filter(([keyword]) => keyword.startsWith('x-'));
  return { ...Object.fromEntries(marks), ...items };
}

function scalarOf(entry: CatalogueEntry, name: string, node: SchemaNode): ScalarField | undefined {
  const type = scalarType(node);
  if (!type) return undefined;
  return {
    name,
    type,
    key: entry.key.includes(name),
    required: entry.schema.required?.includes(name) ?? false,
    titleZh: node['x-title-zh'] ?? name,
    titleEn: node['x-title-en'] ?? name,
    level: node['x-level'] ?? entry.schema['x-level'] ?? 'L2',
    personal: node['x-personal'],
    format: node.format,
    maxLength: node.maxLength,
    scale: node['x-scale'],
    precision: node['x-precision'],
    unit: node['x-unit'],
    codes: node['x-codes'],
    enum: node.enum,
    ref: node['x-ref'],
  };
}

function scalarType(node: SchemaNode): ScalarType | undefined {
  const types = typeof node.type === 'string' ? [node.type] : (node.type ?? inferred(node)).filter((type) => type !== 'null');
  const [type] = types;
  if (types.length !== 1) return undefined;
  if (type === 'string') return node.format === 'date' || node.format === 'date-time' ? node.format : 'string';
  return type === 'integer' || type === 'number' || type === 'boolean' ? type : undefined;
}

/** An enum without a type says its type by its values. */
function inferred(node: SchemaNode): string[] {
  return [...new Set((node.enum ?? []).map((value) => typeof value))];
}
