// Everything of one view's datasets in GraphQL: types, by key, connection, aggregate, links. Plain GraphQL objects from the catalogue.
import { GraphQLNonNull, GraphQLObjectType, type GraphQLFieldConfigMap, type GraphQLInputType } from 'graphql';
import type { JsonObject } from '@lianshu/schemas';
import type { AccessView, DatasetView } from '../../access/view';
import { gatewayError } from '../../errors';
import type { DatasetPlan } from '../../store/dataset-plan';
import type { Row } from '../../store/read-types';
import type { ApiContext } from '../context';
import { aggregateField } from './aggregate';
import { linkFields, type LinkTarget } from './link-fields';
import { forwardLinks, reverseLinks } from './links';
import { addAll } from './merge-fields';
import { MetaType } from './meta';
import { plural, typeName } from './names';
import { createOutputTypes, describe, mapFields, type OutputTypes } from './output-types';
import { connectionArgs, connectionType, listCost, PAGE_CAP, PAGE_DEFAULT, pageOf, type Connection, type ConnectionArgs } from './paging';
import { searchableOf, type Searchable } from './searchable';
import { conditionOf } from './where';
import { searchInputs } from './where-types';

type Fields = GraphQLFieldConfigMap<unknown, ApiContext>;

interface DatasetTypes extends LinkTarget {
  readonly view: DatasetView;
  readonly output: OutputTypes;
  readonly searchable: Searchable;
}

/** The Query fields of every dataset in the view. Throws API_SCHEMA_CONFLICT when two things want one name. */
export function datasetFields(view: AccessView, plans: ReadonlyMap<string, DatasetPlan>): Fields {
  const all = new Map<string, DatasetTypes>();
  for (const dataset of view.datasets.values()) {
    const plan = plans.get(dataset.name);
    if (!plan) throw gatewayError('API_SCHEMA_CONFLICT', { problem: `dataset ${dataset.name} has no table` });
    all.set(dataset.name, datasetTypes(view, dataset, plan, (name) => target(all, name)));
  }
  const fields: Fields = {};
  for (const types of all.values()) addAll(fields, queryFields(types), 'Query');
  return fields;
}

function target(all: ReadonlyMap<string, DatasetTypes>, dataset: string): LinkTarget {
  const types = all.get(dataset);
  if (!types) throw gatewayError('API_SCHEMA_CONFLICT', { problem: `a link leads to ${dataset}, which is not there` });
  return types;
}

function datasetTypes(view: AccessView, dataset: DatasetView, plan: DatasetPlan, targetOf: (name: string) => LinkTarget): DatasetTypes {
  const name = typeName(dataset.name);
  const nested = (source: unknown): JsonObject => source as JsonObject;
  const output = createOutputTypes(dataset.name, (node) => linkFields(forwardLinks(view, node), targetOf, nested));
  const type = new GraphQLObjectType({ name, description: describe(dataset.schema), fields: () => recordFields(view, dataset, output, targetOf) });
  const searchable = searchableOf(dataset, plan);
  const inputs = searchInputs(name, searchable, (field) => {
    const node = dataset.schema.properties?.[field];
    return node && output.enumeration([field], node);
  });
  return { view: dataset, key: dataset.entry.key, type, connection: connectionType(type), inputs, output, searchable };
}

/** Fields of a record: those of the document, links out, links in, provenance. */
function recordFields(view: AccessView, dataset: DatasetView, output: OutputTypes, targetOf: (name: string) => LinkTarget): Fields {
  const fields: Fields = mapFields(dataset.schema, (field, node) => ({
    type: output.output([field], node),
    description: describe(node),
    resolve: (row: unknown) => (row as Row).doc[field],
  }));
  const document = (row: unknown): JsonObject => (row as Row).doc;
  for (const link of [...forwardLinks(view, dataset.schema), ...reverseLinks(view, dataset)]) {
    addAll(fields, linkFields([link], targetOf, document), dataset.name);
  }
  if (dataset.showsMeta) addAll(fields, { _meta: { type: new GraphQLNonNull(MetaType), resolve: (row) => row } }, dataset.name);
  return fields;
}

function queryFields({ view, type, connection, inputs, output, searchable }: DatasetTypes): Fields {
  const { name, entry } = view;
  const keyArgs = Object.fromEntries(entry.key.map((field) => [field, { type: new GraphQLNonNull(keyType(view, output, field)) }]));
  return {
    [name]: {
      type,
      description: `${type.description ?? ''}: 按主键 · by key`,
      args: keyArgs,
      resolve: (_source, args, { loaders }) => loaders.byKey(name, entry.key, entry.key.map((field) => args[field])),
    },
    [plural(name)]: {
      type: new GraphQLNonNull(connection),
      description: `${type.description ?? ''}: 列表 · list`,
      args: connectionArgs(inputs.where, inputs.orderBy),
      extensions: { ...listCost(PAGE_DEFAULT, PAGE_CAP) },
      resolve: (_source, args, context) => rootConnection(name, args as ConnectionArgs, context),
    },
    [`${plural(name)}Aggregate`]: aggregateField(name, type.name, searchable, inputs, (column) => output.output([column.field], column.node)),
  };
}

function keyType({ schema }: DatasetView, output: OutputTypes, field: string): GraphQLInputType {
  return output.output([field], schema.properties?.[field] ?? {}) as GraphQLInputType;
}

async function rootConnection(dataset: string, args: ConnectionArgs, { loaders }: ApiContext): Promise<Connection> {
  const page = pageOf(args);
  const where = conditionOf(args.where ?? undefined);
  const filter = { dataset, ...(where && { where }) };
  return { page: await loaders.reader.find({ ...filter, ...page }), continued: page.after !== undefined, count: () => loaders.reader.count(filter) };
}
