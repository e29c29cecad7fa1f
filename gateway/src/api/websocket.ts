// Subscriptions over the graphql-transport-ws protocol at /graphql. The same door, view, limits and errors as over HTTP.
import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, parse, validate, type DocumentNode, type ExecutionArgs } from 'graphql';
import { CloseCode, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer, type Context, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Access, Admission } from '../access/access';
import { gatewayError } from '../errors';
import type { LiveFeeds } from '../feeds/live';
import type { SubscriptionContext } from '../feeds/subscription';
import type { ApiErrorBody } from './api-error';
import type { ApolloViews } from './apollo-views';
import { checkCost } from './limits/check';
import type { DocumentGate } from './limits/document-gate';
import type { QueryLimits } from './limits/limits';
import { findOperation } from './find-operation';

export interface WebSocketParts {
  readonly access: Access;
  readonly views: ApolloViews;
  readonly live: LiveFeeds;
  readonly limits: QueryLimits;
  readonly gate: DocumentGate;
  readonly describe: (error: unknown, correlationId: string) => ApiErrorBody;
  readonly ids: () => string;
  /** A peer that answers no ping for so long is dropped. */
  readonly keepAliveMs: number;
}

interface Extra {
  readonly request: IncomingMessage;
  readonly correlationId: string;
  admission?: Admission;
}

type Peer = Context<Record<string, unknown> | undefined, Extra>;

/** Attaches to the server's upgrades at /graphql; returns the way to close every socket. */
export function serveWebSocket(server: Server, parts: WebSocketParts): () => Promise<void> {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: parts.limits.maxBodyBytes,
    handleProtocols: (offered) => (offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false),
  });
  const protocol = makeServer<Record<string, unknown> | undefined, Extra>(protocolOptions(parts));
  sockets.on('connection', (socket, request) => {
    const extra: Extra = { request, correlationId: parts.ids() };
    bind(socket, (peer) => protocol.opened(peer, extra), parts.keepAliveMs);
  });
  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    if (request.url?.split('?')[0] === '/graphql') sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit('connection', ws, request));
    else if (server.listenerCount('upgrade') === 1) socket.destroy();
  };
  server.on('upgrade', upgrade);
  return async () => {
    server.off('upgrade', upgrade);
    for (const socket of sockets.clients) socket.terminate();
    await new Promise<void>((resolve) => sockets.close(() => resolve()));
  };
}

type Opened = ReturnType<ReturnType<typeof makeServer>['opened']>;
type PeerSocket = Parameters<ReturnType<typeof makeServer>['opened']>[0];

/** Ties a socket to the protocol: one message in flight, so a slow peer holds up its own stream only. */
function bind(socket: WebSocket, open: (peer: PeerSocket) => Opened, keepAliveMs: number): void {
  let alive = true;
  const pulse = setInterval(() => {
    if (!alive) return socket.terminate();
    alive = false;
    socket.ping();
  }, keepAliveMs);
  socket.on('pong', () => { alive = true; });
  // A broken connection is followed by 'close', which ends its streams.
  socket.on('error', () => socket.terminate());
  const closed = open({
    protocol: socket.protocol,
    send: (text) => new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(text, () => resolve()) : resolve())),
    close: (code, reason) => socket.close(code, reason),
    onMessage: (take) => socket.on('message', (data) => {
      take(String(data)).catch(() => socket.close(CloseCode.InternalServerError, 'Internal server error'));
    }),
  });
  socket.once('close', (code, reason) => {
    clearInterval(pulse);
    void closed(code, String(reason));
  });
}

function protocolOptions(parts: WebSocketParts): ServerOptions<Record<string, unknown> | undefined, Extra> {
  const { access, live, describe } = parts;
  return {
    onConnect: async ({ extra, connectionParams }) => {
      extra.admission = await access.admitHeaders({ ...extra.request.headers, ...lowerCased(connectionParams) }).catch(() => undefined);
      return extra.admission !== undefined;
    },
    onSubscribe: async ({ extra }, _id, payload) => {
      try {
        return await executionArgs(await admitted(extra), payload, parts);
      } catch (error) {
        return [error instanceof GraphQLError ? error : new GraphQLError('refused', { originalError: error as Error })];
      }
    },
    context: ({ extra }: Peer): SubscriptionContext => ({
      openFeed: async (feed, after, signal) => live.open({ feed, after, signal, admission: await admitted(extra) }),
    }),
    onNext: ({ extra }, _id, _payload, _args, result) => ({ ...result, errors: result.errors?.map((error) => describe(error, extra.correlationId)) }),
    onError: ({ extra }, _id, _payload, errors) => errors.map((error) => describe(error, extra.correlationId)),
  };
}

/** The right as it stands now, not as it stood when the socket was opened. */
async function admitted({ admission }: Extra): Promise<Admission> {
  if (!admission) throw gatewayError('ACCESS_KEY_MISSING');
  return admission.renew();
}

async function executionArgs({ view }: Admission, payload: SubscribePayload, { views, limits, gate }: WebSocketParts): Promise<ExecutionArgs> {
  gate.check(payload);
  const { schema } = await views.of(view);
  const document = parsed(payload.query);
  const [invalid] = validate(schema, document, undefined, { maxErrors: 5, hideSuggestions: true });
  if (invalid) throw gatewayError('API_VALIDATION', { problem: invalid.message });
  const operation = findOperation(document, payload.operationName);
  if (operation.operation !== 'subscription') throw gatewayError('FEED_SUBSCRIPTIONS_ONLY');
  const variables = payload.variables ?? {};
  checkCost({ schema, document, operation, variables }, limits);
  return { schema, document, operationName: payload.operationName, variableValues: variables };
}

function parsed(query: string): DocumentNode {
  try {
    return parse(query);
  } catch (error) {
    throw gatewayError('API_SYNTAX', { problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** Browsers cannot set headers on a socket: the key may stand in `connectionParams` under the same names. */
function lowerCased(params: Readonly<Record<string, unknown>> | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(params ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
}
