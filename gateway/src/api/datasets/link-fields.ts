// GraphQL fields of links: one record → object, an array of keys → list, the rest → connection. All batched by the request's loaders.
import { GraphQLList, GraphQLNonNull, type GraphQLFieldConfig, type GraphQLFieldConfigMap, type GraphQLObjectType } from 'graphql';
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import type { Row } from '../../store/read-types';
import type { ApiContext } from '../context';
import { ownValues, type Link } from './links';
import { connectionArgs, firstArg, listCost, PAGE_CAP, PAGE_DEFAULT, pageOf, pageSize, type Connection, type ConnectionArgs } from './paging';
import { conditionOf } from './where';
import type { SearchInputs } from './where-types';

/** The GraphQL side of the dataset that a link leads to. */
export interface LinkTarget {
  readonly key: readonly string[];
  readonly type: GraphQLObjectType;
  readonly connection: GraphQLObjectType;
  readonly inputs: SearchInputs;
}

type Field = GraphQLFieldConfig<unknown, ApiContext>;

/** `documentOf` finds the document that the link starts from in what the parent resolver gave. */
export function linkFields(links: readonly Link[], targetOf: (dataset: string) => LinkTarget, documentOf: (source: unknown) => JsonObject): GraphQLFieldConfigMap<unknown, ApiContext> {
  return Object.fromEntries(links.map((link) => [link.name, linkField(link, targetOf(link.target), documentOf)]));
}

function linkField(link: Link, target: LinkTarget, documentOf: (source: unknown) => JsonObject): Field {
  const description = `→ ${target.type.name}`;
  if (link.arrayField !== undefined) return { ...arrayField(link, target, documentOf), description };
  return { ...(link.to === 'one' ? oneField(link, target, documentOf) : manyField(link, target, documentOf)), description };
}

function oneField(link: Link, target: LinkTarget, documentOf: (source: unknown) => JsonObject): Field {
  return {
    type: target.type,
    extensions: { ...listCost(1, 1) },
    resolve: async (source, _args, context) => {
      const [values] = ownValues(link, documentOf(source));
      return values ? await context.loaders.byKey(link.target, target.key, inKeyOrder(link, target, values)) : null;
    },
  };
}

function arrayField(link: Link, target: LinkTarget, documentOf: (source: unknown) => JsonObject): Field {
  return {
    type: new GraphQLNonNull(new GraphQLList(new GraphQLNonNull(target.type))),
    args: firstArg(),
    extensions: { ...listCost(PAGE_DEFAULT, PAGE_CAP) },
    resolve: async (source, args, context) => {
      const first = pageSize(args.first);
      const tuples = ownValues(link, documentOf(source)).slice(0, first);
      const found = await Promise.all(tuples.map((values) => elementRows(link, target, values, first, context)));
      return found.flat().slice(0, first);
    },
  };
}

async function elementRows(link: Link, target: LinkTarget, values: readonly JsonValue[], first: number, { loaders }: ApiContext): Promise<readonly Row[]> {
  if (link.to === 'many') return (await loaders.linked({ dataset: link.target, fields: link.targetFields, first }, values)).rows;
  const row = await loaders.byKey(link.target, target.key, inKeyOrder(link, target, values));
  return row ? [row] : [];
}

function manyField(link: Link, target: LinkTarget, documentOf: (source: unknown) => JsonObject): Field {
  return {
    type: new GraphQLNonNull(target.connection),
    args: connectionArgs(target.inputs.where, target.inputs.orderBy),
    extensions: { ...listCost(PAGE_DEFAULT, PAGE_CAP) },
    resolve: (source, args, context) => linkedConnection(link, documentOf(source), args as ConnectionArgs, context),
  };
}

async function linkedConnection(link: Link, document: JsonObject, args: ConnectionArgs, { loaders }: ApiContext): Promise<Connection> {
  const page = pageOf(args);
  const where = conditionOf(args.where ?? undefined);
  const question = { dataset: link.target, fields: link.targetFields, ...(where && { where }) };
  const [values] = ownValues(link, document);
  if (!values) return { page: { rows: [], endCursor: null, hasNext: false }, continued: false, count: async () => 0 };
  return {
    page: await loaders.linked({ ...question, ...page }, values),
    continued: page.after !== undefined,
    count: async () => (await loaders.linked({ ...question, first: 1, totals: true }, values)).total ?? 0,
  };
}

function inKeyOrder(link: Link, target: LinkTarget, values: readonly JsonValue[]): readonly JsonValue[] {
  return target.key.map((field) => values[link.targetFields.indexOf(field)] ?? null);
}
