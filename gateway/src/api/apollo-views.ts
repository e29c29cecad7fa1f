// One Apollo Server for each distinct view: a partner can only ever reach the schema of its own grants, and caches are not shared.
import type { AsyncLocalStorage } from 'node:async_hooks';
import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled, ApolloServerPluginInlineTraceDisabled, ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled, ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { AccessView } from '../access/view';
import type { DatasetPlan } from '../store/dataset-plan';
import { describeError, type LogFault } from './api-error';
import type { ApiContext } from './context';
import type { HubSchemas } from './hub/hub-schema';
import { limitsPlugin } from './limits/limits-plugin';
import type { QueryLimits } from './limits/limits';
import { statusPlugin } from './status-plugin';
import { buildViewSchema } from './view-schema';

interface ServedView {
  readonly schema: GraphQLSchema;
  readonly apollo: ApolloServer<ApiContext>;
}

export interface ApolloViews {
  of(view: AccessView): Promise<ServedView>;
}

export interface ApolloViewsParts {
  readonly plans: ReadonlyMap<string, DatasetPlan>;
  readonly hub: HubSchemas;
  readonly limits: QueryLimits;
  readonly correlation: AsyncLocalStorage<string>;
  readonly logFault: LogFault;
  /** Views kept built (default 100). */
  readonly kept?: number;
}

export function createApolloViews(parts: ApolloViewsParts): ApolloViews {
  const served = new Map<string, Promise<ServedView>>();
  return {
    of(view) {
      const known = served.get(view.signature) ?? start(view, parts);
      served.delete(view.signature);
      served.set(view.signature, known);
      known.catch(() => served.delete(view.signature));
      if (served.size > (parts.kept ?? 100)) served.delete(served.keys().next().value ?? '');
      return known;
    },
  };
}

async function start(view: AccessView, { plans, hub, limits, correlation, logFault }: ApolloViewsParts): Promise<ServedView> {
  const schema = buildViewSchema(view, plans, hub);
  const apollo = new ApolloServer<ApiContext>({
    schema,
    nodeEnv: 'production',
    introspection: true,
    csrfPrevention: true,
    persistedQueries: false,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    parseOptions: { maxTokens: limits.maxTokens },
    validationOptions: { maxErrors: 5 },
    plugins: [limitsPlugin(limits), statusPlugin(), ...disabled()],
    formatError: (formatted, error) => describeError(error, correlation.getStore() ?? '', logFault, formatted),
  });
  await apollo.start();
  return { schema, apollo };
}

/** Nothing of a query leaves the hub, whatever the environment says; the cache-control plugin would wrap every resolver. */
function disabled(): ApolloServerPlugin[] {
  return [
    ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled(), ApolloServerPluginLandingPageDisabled(),
    ApolloServerPluginSchemaReportingDisabled(), ApolloServerPluginUsageReportingDisabled(),
  ];
}
