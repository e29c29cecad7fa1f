// `<datasets>Aggregate`: count, avg, sum, min and max over visible fields, by groups of visible fields.
import { GraphQLFloat, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, type GraphQLFieldConfig, type GraphQLFieldConfigMap, type GraphQLOutputType, type GraphQLResolveInfo } from 'graphql';
import type { AggregateRow } from '../../store/read-types';
import type { ApiContext } from '../context';
import { selectedUnder } from './selection';
import { describe } from './output-types';
import { AGGREGATE_COST, firstArg, GROUPS_CAP, listCost, PAGE_CAP, pageSize } from './paging';
import { isNumeric, isOrdered, isSortable, type SearchColumn, type Searchable } from './searchable';
import { conditionOf } from './where';
import type { SearchInputs } from './where-types';

/** `typeOf` gives the output type of a field of the dataset. */
export function aggregateField(dataset: string, typeName: string, searchable: Searchable, inputs: SearchInputs, typeOf: (column: SearchColumn) => GraphQLOutputType): GraphQLFieldConfig<unknown, ApiContext> {
  return {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(rowType(typeName, searchable, typeOf)))),
    description: '统计，每组一行 · one row per group; without groupBy one row',
    args: {
      where: { type: inputs.where },
      ...(inputs.fieldEnum && { groupBy: { type: new GraphQLList(new GraphQLNonNull(inputs.fieldEnum)) } }),
      ...firstArg(PAGE_CAP),
    },
    extensions: { ...listCost(PAGE_CAP, GROUPS_CAP), flatCost: AGGREGATE_COST },
    resolve: (_source, args, { loaders }, info) => loaders.reader.aggregate({ ...request(dataset, args, info), first: pageSize(args.first, GROUPS_CAP) }),
  };
}

/** Only what the query selects is computed. */
function request(dataset: string, args: Record<string, unknown>, info: GraphQLResolveInfo) {
  const where = conditionOf(args.where ?? undefined);
  const fields = (name: string): string[] => [...selectedUnder(info, name)];
  return { dataset, ...(where && { where }), groupBy: (args.groupBy as string[] | null | undefined) ?? [], avg: fields('avg'), sum: fields('sum'), min: fields('min'), max: fields('max') };
}

function rowType(name: string, { columns }: Searchable, typeOf: (column: SearchColumn) => GraphQLOutputType): GraphQLObjectType<AggregateRow> {
  const part = (title: string, kept: readonly SearchColumn[], type: (column: SearchColumn) => GraphQLOutputType): GraphQLFieldConfigMap<AggregateRow, ApiContext> =>
    kept.length === 0 ? {} : { [title]: { type: new GraphQLNonNull(partType(name, title, kept, type)) } };
  const numeric = columns.filter(isNumeric);
  const ordered = columns.filter(isOrdered);
  return new GraphQLObjectType<AggregateRow>({
    name: `${name}Aggregate`,
    fields: {
      count: { type: new GraphQLNonNull(GraphQLInt) },
      ...part('group', columns.filter(isSortable), typeOf),
      ...part('avg', numeric, () => GraphQLFloat),
      ...part('sum', numeric, () => GraphQLFloat),
      ...part('min', ordered, typeOf),
      ...part('max', ordered, typeOf),
    },
  });
}

function partType(name: string, part: string, columns: readonly SearchColumn[], type: (column: SearchColumn) => GraphQLOutputType): GraphQLObjectType {
  return new GraphQLObjectType({
    name: `${name}Aggregate${part.charAt(0).toUpperCase()}${part.slice(1)}`,
    fields: Object.fromEntries(columns.map((column) => [column.field, { type: type(column), description: describe(column.node) }])),
  });
}
