// GraphQL over HTTP, 6.4: a request that never ran is 400 for clients of application/graphql-response+json, and 200 for those of application/json.
import type { ApolloServerPlugin } from '@apollo/server';
import type { ApiContext } from './context';

export function statusPlugin(): ApolloServerPlugin<ApiContext> {
  return {
    requestDidStart: async () => ({
      willSendResponse: async ({ request, response }) => {
        if (response.body.kind !== 'single') return;
        const { data, errors } = response.body.singleResult;
        if (!errors?.length) return;
        const modern = request.http?.headers.get('accept')?.includes('application/graphql-response+json') ?? false;
        response.http.status = data === undefined && modern ? 400 : 200;
      },
    }),
  };
}
