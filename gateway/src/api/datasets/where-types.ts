// The typed `where` and `orderBy` inputs of a dataset.
import {
  GraphQLBoolean, GraphQLEnumType, GraphQLFloat, GraphQLInputObjectType, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLString,
  type GraphQLInputFieldConfigMap, type GraphQLInputType,
} from 'graphql';
import { describe } from './output-types';
import { DateScalar, DateTimeScalar } from './scalars';
import { isSortable, type SearchColumn, type Searchable } from './searchable';

const EQUALITY = ['eq', 'ne'] as const;
const ORDERING = ['lt', 'lte', 'gt', 'gte'] as const;
const TEXT = ['startsWith', 'contains'] as const;

/** Operators with one value of the field's type, `in` and `notIn` with a list, `isNull`. */
function filterType(name: string, type: GraphQLInputType, operators: readonly string[]): GraphQLInputObjectType {
  const many = new GraphQLList(new GraphQLNonNull(type));
  return new GraphQLInputObjectType({
    name,
    fields: {
      ...Object.fromEntries(operators.map((operator) => [operator, { type }])),
      in: { type: many },
      notIn: { type: many },
      isNull: { type: GraphQLBoolean, description: 'true: 无此字段 · the field is absent' },
    },
  });
}

const STRING = filterType('StringFilter', GraphQLString, [...EQUALITY, ...TEXT]);
const INT = filterType('IntFilter', GraphQLInt, [...EQUALITY, ...ORDERING]);
const FLOAT = filterType('FloatFilter', GraphQLFloat, [...EQUALITY, ...ORDERING]);
const DATE_TIME = filterType('DateTimeFilter', DateTimeScalar, [...EQUALITY, ...ORDERING]);
const DATE = filterType('DateFilter', DateScalar, [...EQUALITY, ...ORDERING]);
const BOOLEAN = new GraphQLInputObjectType({ name: 'BooleanFilter', fields: { eq: { type: GraphQLBoolean }, isNull: { type: GraphQLBoolean } } });
const LIST = new GraphQLInputObjectType({
  name: 'StringListFilter',
  fields: {
    has: { type: GraphQLString, description: '含此值 · some element equals' },
    hasAny: { type: new GraphQLList(new GraphQLNonNull(GraphQLString)), description: '含其中之一 · some element is one of' },
  },
});

const BY_KIND: Readonly<Record<SearchColumn['kind'], GraphQLInputObjectType>> = {
  string: STRING, text: STRING, integer: INT, decimal: FLOAT, float: FLOAT, boolean: BOOLEAN, instant: DATE_TIME, date: DATE,
};

const DirectionType = new GraphQLEnumType({ name: 'Direction', values: { ASC: { value: 'asc' }, DESC: { value: 'desc' } } });

export interface SearchInputs {
  readonly where: GraphQLInputObjectType;
  /** Undefined when nothing is sortable. */
  readonly orderBy: GraphQLInputObjectType | undefined;
  /** The sortable fields by name: also what may be grouped by. */
  readonly fieldEnum: GraphQLEnumType | undefined;
}

/** `enumOf` gives the enumeration of a field that has one. */
export function searchInputs(typeName: string, searchable: Searchable, enumOf: (field: string) => GraphQLEnumType | undefined): SearchInputs {
  const where: GraphQLInputObjectType = new GraphQLInputObjectType({
    name: `${typeName}Where`,
    description: '各条件同时成立 · all conditions given hold together',
    fields: () => ({ ...combinators(where), ...fieldFilters(searchable, enumOf) }),
  });
  const sortable = searchable.columns.filter(isSortable).map(({ field }) => field);
  if (sortable.length === 0) return { where, orderBy: undefined, fieldEnum: undefined };
  const fieldEnum = new GraphQLEnumType({ name: `${typeName}Field`, values: Object.fromEntries(sortable.map((field) => [field, { value: field }])) });
  const orderBy = new GraphQLInputObjectType({
    name: `${typeName}OrderBy`,
    fields: { field: { type: new GraphQLNonNull(fieldEnum) }, direction: { type: new GraphQLNonNull(DirectionType), defaultValue: 'asc' } },
  });
  return { where, orderBy, fieldEnum };
}

function combinators(where: GraphQLInputObjectType): GraphQLInputFieldConfigMap {
  const many = { type: new GraphQLList(new GraphQLNonNull(where)) };
  return { and: many, or: many, not: { type: where } };
}

function fieldFilters({ columns, arrays }: Searchable, enumOf: (field: string) => GraphQLEnumType | undefined): GraphQLInputFieldConfigMap {
  const scalars = columns.map((column) => [column.field, { type: enumFilter(enumOf(column.field)) ?? BY_KIND[column.kind], description: describe(column.node) }] as const);
  const lists = arrays.map(({ field, node }) => [field, { type: LIST, description: describe(node) }] as const);
  return Object.fromEntries([...scalars, ...lists]);
}

function enumFilter(type: GraphQLEnumType | undefined): GraphQLInputObjectType | undefined {
  return type && filterType(`${type.name}Filter`, type, EQUALITY);
}
