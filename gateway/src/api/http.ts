// The HTTP side: /graphql and /feeds on a given fastify instance. One door for all: key, charset, correlation id, errors.
import type { AsyncLocalStorage } from 'node:async_hooks';
import { fastifyApolloHandler } from '@as-integrations/fastify';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Access, Admission } from '../access/access';
import { gatewayError } from '../errors';
import type { LiveFeeds } from '../feeds/live';
import { pull, snapshot, type PullQuery } from '../feeds/pull';
import { writeSse, type SseParts } from '../feeds/sse';
import type { FeedLog } from '../store/hub-types';
import type { ApiErrorBody } from './api-error';
import type { ApolloViews } from './apollo-views';
import type { ApiContext } from './context';
import type { DocumentGate } from './limits/document-gate';
import type { QueryLimits } from './limits/limits';
import { statusOf } from './status-of';

export interface HttpParts {
  readonly access: Access;
  readonly views: ApolloViews;
  readonly feeds: FeedLog;
  readonly live: LiveFeeds;
  readonly limits: QueryLimits;
  readonly gate: DocumentGate;
  readonly sse: Omit<SseParts, 'describe'>;
  readonly correlation: AsyncLocalStorage<string>;
  readonly ids: () => string;
  readonly describe: (error: unknown, correlationId: string) => ApiErrorBody;
  /** The context of one request; `signal` fires when the time is up or the client left. */
  readonly contextOf: (admission: Admission, correlationId: string, signal: AbortSignal) => ApiContext;
}

interface Visit {
  readonly correlationId: string;
  admission?: Admission;
}

interface FeedRoute {
  Params: { feed: string };
  Querystring: PullQuery;
}

/** Registers the routes in a scope of their own: hooks and error shape do not reach the rest of the server. */
export async function serveHttp(fastify: FastifyInstance, parts: HttpParts): Promise<void> {
  await fastify.register(async (scope) => {
    const visits = new WeakMap<FastifyRequest, Visit>();
    const admissionOf = (request: FastifyRequest): Admission => {
      const admission = visits.get(request)?.admission;
      if (!admission) throw gatewayError('ACCESS_KEY_MISSING');
      return admission;
    };
    const correlationOf = (request: FastifyRequest): string => visits.get(request)?.correlationId ?? '';
    // Only JSON is read: a form or text/plain, which a foreign site may send without asking, finds no parser.
    scope.removeContentTypeParser('text/plain');
    scope.addHook('onRequest', async (request, reply) => {
      const visit: Visit = { correlationId: parts.ids() };
      visits.set(request, visit);
      void reply.header('x-correlation-id', visit.correlationId);
      visit.admission = await parts.access.admitHeaders(request.headers);
      checkCharset(request.headers['content-type']);
    });
    scope.setErrorHandler((error, request, reply) => refuse(reply, parts.describe(error, correlationOf(request)), statusOf(error)));
    graphqlRoutes(scope, parts, admissionOf, correlationOf);
    feedRoutes(scope, parts, admissionOf, correlationOf);
  });
}

type AdmissionOf = (request: FastifyRequest) => Admission;
type CorrelationOf = (request: FastifyRequest) => string;

function graphqlRoutes(scope: FastifyInstance, parts: HttpParts, admissionOf: AdmissionOf, correlationOf: CorrelationOf): void {
  scope.post('/graphql', { bodyLimit: parts.limits.maxBodyBytes }, (request, reply) => {
    const correlationId = correlationOf(request);
    return parts.correlation.run(correlationId, async () => {
      const admission = admissionOf(request);
      parts.gate.check(request.body);
      const { apollo } = await parts.views.of(admission.view);
      const time = timeLimit(reply, parts.limits.timeoutMs);
      try {
        const handle = fastifyApolloHandler(apollo, { context: async () => parts.contextOf(admission, correlationId, time.signal) });
        // The integration types its replies as text, which is what they are; fastify's own default is unknown.
        return await (handle as unknown as (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>)(request, reply);
      } finally {
        time.end();
      }
    });
  });
  scope.route({
    method: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
    url: '/graphql',
    handler: async (request, reply) => {
      void reply.header('allow', 'POST');
      throw gatewayError('API_METHOD', { expected: 'POST', got: request.method });
    },
  });
}

function feedRoutes(scope: FastifyInstance, parts: HttpParts, admissionOf: AdmissionOf, correlationOf: CorrelationOf): void {
  const { feeds } = parts;
  scope.get<FeedRoute>('/feeds/:feed', async (request) => pull(feeds, admissionOf(request), request.params.feed, request.query));
  scope.get<FeedRoute>('/feeds/:feed/snapshot', async (request) => snapshot(feeds, admissionOf(request), request.params.feed));
  scope.get<FeedRoute>('/feeds/:feed/events', async (request, reply) => {
    const left = new AbortController();
    reply.raw.once('close', () => left.abort());
    const resumed = request.headers['last-event-id'];
    const after = typeof resumed === 'string' && resumed !== '' ? resumed : request.query.after;
    const items = await parts.live.open({ feed: request.params.feed, after, admission: admissionOf(request), signal: left.signal });
    reply.hijack();
    reply.raw.writeHead(200, { ...sseHeaders(), 'x-correlation-id': correlationOf(request) });
    const describe = (error: unknown): ApiErrorBody => parts.describe(error, correlationOf(request));
    try {
      await writeSse(reply.raw, items, left.signal, { ...parts.sse, describe });
    } catch (error) {
      // Headers are gone: the reason is the stream's last message, and the reader resumes by its cursor.
      reply.raw.write(`event: end\ndata: ${JSON.stringify(describe(error))}\n\n`);
    } finally {
      left.abort();
      reply.raw.end();
    }
  });
}

function sseHeaders(): Record<string, string> {
  return { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', connection: 'keep-alive', 'x-accel-buffering': 'no' };
}

/** JSON is UTF-8 (RFC 8259, 8.1); a declared other charset is refused, not guessed. Throws API_CHARSET. */
function checkCharset(contentType: string | undefined): void {
  const charset = /;\s*charset\s*=\s*"?([^";\s]*)/i.exec(contentType ?? '')?.[1];
  if (charset !== undefined && !/^utf-?8$/i.test(charset)) throw gatewayError('API_CHARSET', { expected: 'utf-8', got: charset.slice(0, 40) });
}

function timeLimit(reply: FastifyReply, timeoutMs: number): { readonly signal: AbortSignal; end(): void } {
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutMs);
  reply.raw.once('close', () => over.abort());
  return { signal: over.signal, end: () => clearTimeout(timer) };
}

function refuse(reply: FastifyReply, error: ApiErrorBody, status: number): void {
  if (status === 401) void reply.header('www-authenticate', 'Bearer realm="lianshu"');
  void reply.code(status).send({ errors: [error] });
}
