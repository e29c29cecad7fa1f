// The hub's own API, code first: what every key may ask, and what staff may. Built once a role, shared by all views.
import 'reflect-metadata';
import type { GraphQLFieldConfigMap, GraphQLNamedType, GraphQLSchema } from 'graphql';
import { buildSchemaSync } from 'type-graphql';
import type { Role } from '../../store/hub-types';
import type { ApiContext } from '../context';
import { CatalogueResolver } from './catalogue';
import { FeedEvent, FeedsResolver } from './feeds';
import { MeResolver } from './me';
import { QuarantineResolver } from './quarantine';
import { SourcesResolver } from './sources';

interface HubFields {
  readonly query: GraphQLFieldConfigMap<unknown, ApiContext>;
  readonly mutation: GraphQLFieldConfigMap<unknown, ApiContext>;
  /** Types of the hub API by name, to refer to from other parts of the schema. */
  type(name: string): GraphQLNamedType | undefined;
}

export interface HubSchemas {
  forRole(role: Role): HubFields;
}

export function createHubSchemas(): HubSchemas {
  const everybody = fieldsOf(buildSchemaSync({ resolvers: [MeResolver, CatalogueResolver, FeedsResolver], orphanedTypes: [FeedEvent], validate: false }));
  const staff = fieldsOf(buildSchemaSync({
    resolvers: [MeResolver, CatalogueResolver, FeedsResolver, SourcesResolver, QuarantineResolver], orphanedTypes: [FeedEvent], validate: false,
  }));
  return { forRole: (role) => (role === 'staff' || role === 'operator' ? staff : everybody) };
}

function fieldsOf(schema: GraphQLSchema): HubFields {
  return {
    query: schema.getQueryType()?.toConfig().fields ?? {},
    mutation: schema.getMutationType()?.toConfig().fields ?? {},
    type: (name) => schema.getType(name),
  };
}
