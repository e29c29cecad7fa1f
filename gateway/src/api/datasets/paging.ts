// Relay pages: their arguments, their types, and how the cost model knows how many records a list may hold.
import {
  GraphQLBoolean, GraphQLInt, GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLString,
  type GraphQLFieldConfigArgumentMap, type GraphQLInputObjectType,
} from 'graphql';
import { gatewayError } from '../../errors';
import type { FoundPage, Order } from '../../store/read-types';

export const PAGE_DEFAULT = 20;
export const PAGE_CAP = 100;
export const GROUPS_CAP = 1000;

/** Put into a field's `extensions`: the field holds as many records as its argument `first` says. */
export interface ListCost {
  readonly listCost: { readonly byDefault: number; readonly cap: number };
}

export function listCost(byDefault: number, cap: number): ListCost {
  return { listCost: { byDefault, cap } };
}

/** Throws API_PAGE when `first` is outside 1 … cap. */
export function pageSize(first: unknown, cap: number = PAGE_CAP): number {
  if (typeof first === 'number' && first >= 1 && first <= cap) return first;
  throw gatewayError('API_PAGE', { field: 'first', expected: cap, got: first });
}

export function firstArg(byDefault: number = PAGE_DEFAULT): GraphQLFieldConfigArgumentMap {
  return { first: { type: new GraphQLNonNull(GraphQLInt), defaultValue: byDefault } };
}

/** The arguments of a connection; null for `where`, `orderBy` or `after` means: not given. */
export function connectionArgs(where: GraphQLInputObjectType, orderBy: GraphQLInputObjectType | undefined): GraphQLFieldConfigArgumentMap {
  return {
    where: { type: where },
    ...(orderBy && { orderBy: { type: new GraphQLList(new GraphQLNonNull(orderBy)) } }),
    ...firstArg(),
    after: { type: GraphQLString, description: '上一页的 endCursor · endCursor of the page before' },
  };
}

export interface ConnectionArgs {
  readonly where?: unknown;
  readonly orderBy?: readonly Order[] | null;
  readonly first: number;
  readonly after?: string | null;
}

/** What a count or a statistic over a whole dataset weighs, in records. */
const COUNT_COST = 1000;
export const AGGREGATE_COST = 25_000;

/** The store's page request of the arguments of a connection. */
export function pageOf(args: ConnectionArgs): { first: number; orderBy?: readonly Order[]; after?: string } {
  return {
    first: pageSize(args.first),
    ...(args.orderBy && args.orderBy.length > 0 && { orderBy: args.orderBy.map(({ field, direction }) => ({ field, direction })) }),
    ...(typeof args.after === 'string' && { after: args.after }),
  };
}

const PageInfo = new GraphQLObjectType({
  name: 'PageInfo',
  fields: {
    hasNextPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    hasPreviousPage: { type: new GraphQLNonNull(GraphQLBoolean) },
    startCursor: { type: GraphQLString },
    endCursor: { type: GraphQLString },
  },
});

/** What a connection's resolver gives to its fields. */
export interface Connection {
  readonly page: FoundPage;
  readonly continued: boolean;
  /** Asked only when `totalCount` is selected. */
  readonly count: () => Promise<number>;
}

export function connectionType(node: GraphQLObjectType): GraphQLObjectType<Connection> {
  const edge = new GraphQLObjectType<FoundPage['rows'][number]>({
    name: `${node.name}Edge`,
    fields: { cursor: { type: new GraphQLNonNull(GraphQLString) }, node: { type: new GraphQLNonNull(node), resolve: (row) => row } },
  });
  return new GraphQLObjectType<Connection>({
    name: `${node.name}Connection`,
    fields: {
      nodes: { type: listOf(node), resolve: ({ page }) => page.rows },
      edges: { type: listOf(edge), resolve: ({ page }) => page.rows },
      pageInfo: { type: new GraphQLNonNull(PageInfo), resolve: pageInfo },
      totalCount: { type: new GraphQLNonNull(GraphQLInt), description: '符合条件的总数 · all records that match', extensions: { flatCost: COUNT_COST }, resolve: ({ count }) => count() },
    },
  });
}

function listOf(type: GraphQLObjectType): GraphQLNonNull<GraphQLList<GraphQLNonNull<GraphQLObjectType>>> {
  return new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(type)));
}

function pageInfo({ page, continued }: Connection): Record<string, unknown> {
  return { hasNextPage: page.hasNext, hasPreviousPage: continued, startCursor: page.rows[0]?.cursor ?? null, endCursor: page.endCursor };
}
