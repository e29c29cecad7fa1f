// The whole schema of one view: dataset fields and the hub API spread into one Query, plus the subscription.
import { GraphQLObjectType, GraphQLSchema, isOutputType } from 'graphql';
import { HubError } from '@lianshu/schemas';
import type { AccessView } from '../access/view';
import { gatewayError } from '../errors';
import { subscriptionType } from '../feeds/subscription';
import type { DatasetPlan } from '../store/dataset-plan';
import { datasetFields } from './datasets/dataset-fields';
import { addAll } from './datasets/merge-fields';
import type { HubSchemas } from './hub/hub-schema';

/** Throws API_SCHEMA_CONFLICT. */
export function buildViewSchema(view: AccessView, plans: ReadonlyMap<string, DatasetPlan>, hub: HubSchemas): GraphQLSchema {
  const own = hub.forRole(view.role);
  const fields = { ...own.query };
  addAll(fields, datasetFields(view, plans), 'Query');
  const event = own.type('FeedEvent');
  if (!isOutputType(event)) throw gatewayError('API_SCHEMA_CONFLICT', { problem: 'the hub API has no type FeedEvent' });
  return conflictsNamed(() => new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields }),
    ...(Object.keys(own.mutation).length > 0 && { mutation: new GraphQLObjectType({ name: 'Mutation', fields: own.mutation }) }),
    subscription: subscriptionType(event),
  }));
}

/** graphql-js refuses names that two types share, or that are no GraphQL names, with a plain error. */
function conflictsNamed(build: () => GraphQLSchema): GraphQLSchema {
  try {
    return build();
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw gatewayError('API_SCHEMA_CONFLICT', { problem: error instanceof Error ? error.message : String(error) }, error);
  }
}
