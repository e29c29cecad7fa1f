// The API of the hub, wired: access, GraphQL per view, feeds on every transport. Registers on a given fastify instance.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import { createAccess, type Access, type Admission } from '../access/access';
import { compileView } from '../access/view';
import { gatewayError } from '../errors';
import { createLiveFeeds } from '../feeds/live';
import { createFeedTails } from '../feeds/tail';
import type { Store } from '../store/store';
import { describeError, type ApiErrorBody, type LogFault } from './api-error';
import { createApolloViews } from './apollo-views';
import type { ApiContext } from './context';
import { createLoaders } from './datasets/loaders';
import { createHubSchemas } from './hub/hub-schema';
import { serveHttp } from './http';
import { createDocumentGate } from './limits/document-gate';
import { QUERY_LIMITS, type QueryLimits } from './limits/limits';
import type { HubServices } from './services';
import { buildViewSchema } from './view-schema';
import { serveWebSocket } from './websocket';

export interface ApiParts {
  readonly store: Store;
  readonly services: HubServices;
  /** The hub's clock, epoch ms: it may be simulated, so rights are never timed by it. */
  readonly clock: { now(): number };
  /** Monotonic milliseconds of real time (`performance.now`): ages of decisions, heartbeats. */
  readonly elapsed: () => number;
  /** Correlation ids (`randomUUID`). */
  readonly ids: () => string;
  readonly log: { error(details: object, message: string): void };
  readonly limits?: Partial<QueryLimits>;
  readonly streams?: { readonly heartbeatMs?: number; readonly stallMs?: number; readonly perPartner?: number };
}

export interface Api {
  readonly access: Access;
  /** Adds /graphql (POST and web socket) and /feeds. Call before `listen`. */
  register(fastify: FastifyInstance): Promise<void>;
  /** Streams that are open now. */
  liveStreams(): number;
  /** Ends every stream and socket; call before closing the server. */
  close(): Promise<void>;
}

/** Throws API_SCHEMA_CONFLICT when the catalogue cannot be served: found at start, not by the first partner. */
export function createApi(parts: ApiParts): Api {
  const { store, elapsed, ids } = parts;
  const limits = { ...QUERY_LIMITS, ...parts.limits };
  const streams = { heartbeatMs: 10_000, stallMs: 30_000, ...parts.streams };
  const correlation = new AsyncLocalStorage<string>();
  const logFault: LogFault = (error, correlationId) => parts.log.error({ err: error, correlationId }, 'request failed');
  const describe = (error: unknown, correlationId: string): ApiErrorBody => describeError(error, correlationId, logFault);
  const gate = createDocumentGate(limits);
  const hub = createHubSchemas();
  buildViewSchema(compileView(store.catalogue, wholeCatalogue(store)), store.plans, hub);
  const access = createAccess({ partners: store.partners, catalogue: store.catalogue, elapsed });
  const views = createApolloViews({ plans: store.plans, hub, limits, correlation, logFault });
  const tails = createFeedTails({ feeds: store.feeds, onCommit: (listener) => store.onCommit(listener) });
  const live = createLiveFeeds({ feeds: store.feeds, tails, elapsed, perPartner: streams.perPartner });
  const closers: (() => Promise<void>)[] = [];
  return {
    access,
    async register(fastify) {
      const contextOf = contextFactory(parts, limits);
      await serveHttp(fastify, { access, views, feeds: store.feeds, live, limits, gate, correlation, ids, describe, contextOf, sse: { ...streams, elapsed } });
      closers.push(serveWebSocket(fastify.server, { access, views, live, limits, gate, describe, ids, keepAliveMs: streams.heartbeatMs }));
    },
    liveStreams: () => live.count(),
    async close() {
      live.close();
      tails.close();
      await Promise.all(closers.map((close) => close()));
    },
  };
}

function wholeCatalogue({ catalogue }: Store): Parameters<typeof compileView>[1] {
  return { role: 'operator', grants: catalogue.datasets().map(({ name }) => ({ dataset: name, maxLevel: 'L4' })) };
}

function contextFactory({ store, services, clock }: ApiParts, { timeoutMs }: QueryLimits) {
  return ({ principal, view }: Admission, correlationId: string, signal: AbortSignal): ApiContext => ({
    principal, view, correlationId, store, services, signal,
    loaders: createLoaders(store.reader, signal, () => gatewayError('API_TIMEOUT', { expected: timeoutMs })),
    now: () => clock.now(),
  });
}
