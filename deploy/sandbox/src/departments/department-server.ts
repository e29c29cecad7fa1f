// A department's HTTP face: a bearer token, change lists to read, idempotent endpoints to deliver to, and failures on order.
import Fastify, { type FastifyInstance } from 'fastify';
import type { Clock } from '../clock';
import type { FeedStore, Received } from './feed-store';

export interface Receiver {
  count(what: string): number;
  /** What was received, oldest first, bodies parsed. */
  list(what: string): readonly { readonly idempotencyKey: string; readonly reference: string; readonly at: number; readonly body: unknown }[];
  /** The next `n` requests of any kind are answered 503. */
  failNext(n: number): void;
  /** While down, every request is answered 503. */
  setDown(down: boolean): void;
}

export interface DepartmentServer {
  readonly app: FastifyInstance;
  readonly receiver: Receiver;
  readonly token: string;
}

export interface DepartmentOptions {
  readonly name: string;
  /** What it takes under `/receive/<what>`. */
  readonly takes: readonly string[];
  readonly store: FeedStore;
  readonly clock: Clock;
  /** Called once for each new delivery, in the order of receipt. */
  readonly onReceived?: (what: string, body: unknown) => void;
}

export function createDepartmentServer({ name, takes, store, clock, onReceived }: DepartmentOptions): DepartmentServer {
  const token = `sandbox-${name}`;
  const trouble = { down: false, failures: 0 };
  const app = Fastify({ bodyLimit: 8 * 1024 * 1024, forceCloseConnections: true });
  app.addHook('onRequest', async (request, reply) => {
    if (trouble.down || trouble.failures > 0) {
      trouble.failures = Math.max(0, trouble.failures - 1);
      return reply.code(503).send({ code: 503, msg: 'temporarily out of service' });
    }
    if (request.headers.authorization !== `Bearer ${token}`) return reply.code(401).send({ code: 401, msg: 'token missing or wrong' });
  });
  app.post<{ Params: { what: string } }>('/receive/:what', async (request, reply) => {
    const { what } = request.params;
    const key = request.headers['idempotency-key'];
    if (!takes.includes(what)) return reply.code(404).send({ code: 404, msg: `nothing is received under ${what}` });
    if (typeof key !== 'string' || key === '') return reply.code(400).send({ code: 400, msg: 'Idempotency-Key is missing' });
    if (request.body === null || typeof request.body !== 'object') return reply.code(400).send({ code: 400, msg: 'a JSON object is expected' });
    const text = JSON.stringify(request.body);
    const before = store.find(name, what, key);
    if (before) return before.body === text ? answer(before, true) : reply.code(409).send({ code: 409, msg: 'same key, other content' });
    const reference = `${name.slice(0, 2).toUpperCase()}-${String(store.count(name, what) + 1).padStart(6, '0')}`;
    const received: Received = { what, idempotencyKey: key, body: text, reference, at: clock.now() };
    store.receive(name, received);
    onReceived?.(what, request.body);
    return answer(received, false);
  });
  const receiver: Receiver = {
    count: (what) => store.count(name, what),
    list: (what) => store.received(name, what).map(({ body, ...rest }) => ({ ...rest, body: JSON.parse(body) as unknown })),
    failNext: (n) => void (trouble.failures = n),
    setDown: (down) => void (trouble.down = down),
  };
  return { app, receiver, token };
}

function answer(received: Received, duplicate: boolean) {
  return { code: 0, reference: received.reference, duplicate };
}

/** Reads `cursor` (or `after`) and `limit` of a change list; a bad cursor reads from the start. */
export function pageOf(store: FeedStore, resource: string, query: unknown, most: number) {
  const { cursor, after, limit } = (query ?? {}) as Record<string, string | undefined>;
  const from = Math.max(0, Number.parseInt(cursor ?? after ?? '', 10) || 0);
  const size = Math.min(most, Math.max(1, Number.parseInt(limit ?? '', 10) || Math.min(most, 500)));
  const changes = store.changes(resource, from, size);
  const next = changes.at(-1)?.seq ?? from;
  return { bodies: changes.map((change) => change.body), next: String(next), more: next < store.last(resource) };
}
