// GraphQL output types of a dataset's (pruned) schema: scalars, enumerations, nested objects and lists.
import {
  GraphQLBoolean, GraphQLEnumType, GraphQLFloat, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString,
  type GraphQLFieldConfigMap, type GraphQLOutputType,
} from 'graphql';
import type { SchemaNode } from '@lianshu/schemas';
import { scalarType } from '../../store/dataset-plan';
import type { ApiContext } from '../context';
import { addAll } from './merge-fields';
import { DateScalar, DateTimeScalar, JsonScalar } from './scalars';
import { isEnumName, typeName } from './names';

type Fields = GraphQLFieldConfigMap<unknown, ApiContext>;

/** Extra fields of a nested object, by its schema: links that start inside it. */
export type NestedFields = (node: SchemaNode) => Fields;

export interface OutputTypes {
  /** The type of the field at `path` (`['releaseCheck', 'slumpMm']`) of a dataset. */
  output(path: readonly string[], node: SchemaNode): GraphQLOutputType;
  /** The enumeration at `path`, when all its values are GraphQL names; otherwise the field is a String. */
  enumeration(path: readonly string[], node: SchemaNode): GraphQLEnumType | undefined;
}

const INT_LIMIT = 2 ** 31 - 1;

export function createOutputTypes(dataset: string, nested: NestedFields): OutputTypes {
  const enums = new Map<string, GraphQLEnumType>();
  const types: OutputTypes = { output, enumeration };
  return types;

  function output(path: readonly string[], node: SchemaNode): GraphQLOutputType {
    if (node.items) return new GraphQLList(new GraphQLNonNull(output(path, node.items)));
    if (node.properties) return objectType(path, node);
    return types.enumeration(path, node) ?? scalarOf(node);
  }

  function objectType(path: readonly string[], node: SchemaNode): GraphQLObjectType {
    return new GraphQLObjectType({
      name: nameAt(dataset, path),
      description: describe(node),
      fields: () => {
        const fields: Fields = mapFields(node, (name, child) => ({ type: output([...path, name], child), description: describe(child) }));
        addAll(fields, nested(node), nameAt(dataset, path));
        return fields;
      },
    });
  }

  function enumeration(path: readonly string[], node: SchemaNode): GraphQLEnumType | undefined {
    const values = node.items ? undefined : node.enum?.filter((value) => value !== null);
    if (!values?.length || !values.every(isEnumName)) return undefined;
    const name = nameAt(dataset, path);
    const known = enums.get(name) ?? new GraphQLEnumType({ name, description: describe(node), values: Object.fromEntries(values.map((value) => [value, { value }])) });
    enums.set(name, known);
    return known;
  }
}

export function mapFields<T>(node: SchemaNode, make: (name: string, child: SchemaNode) => T): Record<string, T> {
  return Object.fromEntries(Object.entries(node.properties ?? {}).map(([name, child]) => [name, make(name, child)]));
}

/** `出厂合格证 · Factory certificate (m³)`, with the values of an enumeration that GraphQL cannot name. */
export function describe(node: SchemaNode): string {
  const titles = [node['x-title-zh'], node['x-title-en'] ?? node.title].filter(Boolean).join(' · ');
  const unit = node['x-unit'] ? ` (${node['x-unit']})` : '';
  const values = node.enum && !node.enum.every(isEnumName) ? ` — one of: ${node.enum.map(String).join(', ')}` : '';
  return `${titles}${unit}${values}`;
}

/** `ConcreteCert_releaseCheck_appearance`: the underscore keeps a field's type apart from types of datasets and their parts. */
function nameAt(dataset: string, path: readonly string[]): string {
  return [typeName(dataset), ...path].join('_');
}

const BY_FORMAT: Readonly<Record<string, GraphQLOutputType>> = { 'date-time': DateTimeScalar, date: DateScalar };

/** Numbers are Float; an integer that may pass 32 bits is Float too, exact to 2^53. A value of several types is JSON. */
function scalarOf(node: SchemaNode): GraphQLOutputType {
  switch (scalarType(node)) {
    case 'string':
      return BY_FORMAT[node.format ?? ''] ?? GraphQLString;
    case 'integer':
      return typeof node.maximum === 'number' && node.maximum > INT_LIMIT ? GraphQLFloat : GraphQLInt;
    case 'number':
      return GraphQLFloat;
    case 'boolean':
      return GraphQLBoolean;
    default:
      return JsonScalar;
  }
}
