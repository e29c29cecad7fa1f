// One HTTP server a process: health, readiness and metrics for every role; GraphQL and feeds where the gateway runs.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Bus, Clock, Log } from '@lianshu/connectors';
import { createApi, type Store } from '@lianshu/gateway';
import fastify from 'fastify';
import type { Topics } from '@lianshu/schemas';
import { backlogsOf, consumedTopics } from './backlogs';
import type { Config } from './config-schema';
import type { Definitions } from './definitions';
import { firstFreePort } from './free-port';
import { exposeLag, type Metrics } from './metrics';
import type { Replayer } from './replayer';

export interface ServerDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly definitions: Definitions;
  readonly store: Store | null;
  readonly replayer: Replayer | null;
  readonly metrics: Metrics;
  readonly clock: Clock;
  readonly log: Log;
}

export interface Server {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the configured port, or the next free one, which is said. */
export async function startServer(config: Config, deps: ServerDeps): Promise<Server> {
  const app = fastify({ logger: false, bodyLimit: 1_048_576 });
  const { store, replayer, log } = deps;
  const consumed = consumedTopics(deps.topics, deps.definitions).filter(({ role }) => config.roles.includes(role));
  exposeLag(deps.metrics, () => backlogsOf(deps.bus, consumed));
  const api = store && replayer ? createApi({ store, services: replayer.services, clock: deps.clock, elapsed: () => performance.now(), ids: randomUUID, log }) : null;
  await api?.register(app);
  app.get('/health', async () => ({ status: 'ok', roles: config.roles, now: new Date(deps.clock.now()).toISOString() }));
  app.get('/ready', async (_request, reply) => {
    const failures = await notReady(deps, config);
    return reply.code(failures.length === 0 ? 200 : 503).send({ ready: failures.length === 0, failures });
  });
  app.get('/metrics', async (_request, reply) => reply.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics()));
  const { host } = config.http;
  const port = await firstFreePort(host, config.http.port, (taken) => log.warn({ port: taken }, 'port in use; trying the next'));
  await app.listen({ host, port });
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  return {
    url: `http://${host}:${bound}`,
    async close() {
      await api?.close();
      await app.close();
    },
  };
}

/** Which of the parts that this process depends on do not answer. */
async function notReady({ bus, store, topics }: ServerDeps, config: Config): Promise<string[]> {
  const failures: string[] = [];
  await bus.endOffsets(topics.checkpoints).catch((error: unknown) => failures.push(`bus ${config.bus.kind}: ${messageOf(error)}`));
  await store?.ping().catch((error: unknown) => failures.push(`store: ${messageOf(error)}`));
  return failures;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
