// The cost check in Apollo's life of a request: after validation (also of a cached document), before execution.
import type { ApolloServerPlugin } from '@apollo/server';
import { gatewayError } from '../../errors';
import type { ApiContext } from '../context';
import { checkCost } from './check';
import type { QueryLimits } from './limits';

export function limitsPlugin(limits: QueryLimits): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ schema, document, operation, request }) => {
        // Apollo refuses an unknown operation name by itself.
        if (!operation) return;
        if (operation.operation === 'subscription') throw gatewayError('FEED_TRANSPORT');
        checkCost({ schema, document, operation, variables: request.variables ?? {} }, limits);
      },
    }),
  };
}
