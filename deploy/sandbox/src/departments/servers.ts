// The departments' HTTP servers, each on a port of its own, with the lists they offer and the deliveries they take.
import type { FastifyInstance } from 'fastify';
import type { Clock } from '../clock';
import { createDepartmentServer, pageOf, type DepartmentServer, type Receiver } from './department-server';
import type { FeedStore } from './feed-store';
import type { Bid, Procurement } from './procurement';
import { PLATFORM_RESOURCES } from './rest-lists';

const DEPARTMENTS = ['construction', 'transport', 'civil-defence', 'water', 'credit', 'procurement'] as const;
export type Department = (typeof DEPARTMENTS)[number];

const TAKES: Readonly<Record<Department, readonly string[]>> = {
  construction: ['certificates', 'list-entries'], transport: ['certificates', 'list-entries'], 'civil-defence': ['certificates', 'list-entries'], water: ['certificates', 'list-entries'],
  credit: ['receipts', 'list-entries'], procurement: ['list-entries'],
};

export interface Servers {
  readonly receivers: Readonly<Record<Department, Receiver>>;
  /** Listens on loopback; base URLs and tokens by department. */
  listen(port: (department: Department) => number): Promise<Readonly<Record<Department, { readonly url: string; readonly token: string }>>>;
  close(): Promise<void>;
}

export function createServers(store: FeedStore, clock: Clock, procurement: Procurement): Servers {
  const make = (name: Department) => createDepartmentServer({ name, takes: TAKES[name], store, clock, onReceived: name === 'procurement' ? (_what, body) => procurement.take(body) : undefined });
  const all = Object.fromEntries(DEPARTMENTS.map((name) => [name, make(name)])) as Record<Department, DepartmentServer>;
  platform(all.construction.app, store);
  transport(all.transport.app, store);
  all.credit.app.get('/entries', async (request) => {
    const page = pageOf(store, 'credit/entries', request.query, 1000);
    return json(`{"entries":[${page.bodies.join(',')}],"next":"${page.next}"}`);
  });
  venue(all.procurement.app, store, procurement);
  return {
    receivers: Object.fromEntries(DEPARTMENTS.map((name) => [name, all[name].receiver])) as Record<Department, Receiver>,
    async listen(port) {
      const entries = await Promise.all(DEPARTMENTS.map(async (name) => [name, { url: await all[name].app.listen({ host: '127.0.0.1', port: port(name) }), token: all[name].token }] as const));
      return Object.fromEntries(entries) as Record<Department, { url: string; token: string }>;
    },
    close: async () => void (await Promise.all(DEPARTMENTS.map((name) => all[name].app.close()))),
  };
}

function platform(app: FastifyInstance, store: FeedStore): void {
  const resources = new Set(Object.values(PLATFORM_RESOURCES));
  app.get<{ Params: { resource: string } }>('/api/:resource', async (request, reply) => {
    const { resource } = request.params;
    if (!resources.has(resource)) return reply.code(404).send({ code: 404, msg: 'no such resource' });
    const page = pageOf(store, `construction/${resource}`, request.query, 1000);
    const etag = `"${resource}-${page.next}"`;
    if (page.bodies.length === 0 && request.headers['if-none-match'] === etag) return reply.code(304).send();
    void reply.header('etag', etag).type('application/json; charset=utf-8');
    return `{"code":0,"msg":"ok","data":{"list":[${page.bodies.join(',')}],"next":"${page.next}","more":${String(page.more)}}}`;
  });
}

function transport(app: FastifyInstance, store: FeedStore): void {
  for (const [path, root] of [['vehicles', 'Vehicles'], ['projects', 'Projects']] as const) {
    app.get(`/${path}`, async (request, reply) => {
      const page = pageOf(store, `transport/${path}`, request.query, 1000);
      void reply.type('application/xml; charset=utf-8');
      return `<?xml version="1.0" encoding="UTF-8"?><${root} next="${page.next}" more="${page.more ? 1 : 0}">${page.bodies.join('')}</${root}>`;
    });
  }
  app.get('/positions', async (request, reply) => {
    const page = pageOf(store, 'transport/positions', request.query, 5000);
    void reply.type('application/json; charset=utf-8');
    return `{"result":0,"items":[${page.bodies.join(',')}],"next":"${page.next}"}`;
  });
}

function venue(app: FastifyInstance, store: FeedStore, procurement: Procurement): void {
  app.get('/receipts', async (request) => {
    const page = pageOf(store, 'procurement/receipts', request.query, 1000);
    return json(`{"list":[${page.bodies.join(',')}],"next":"${page.next}"}`);
  });
  app.post('/bids', async (request, reply) => {
    const answer = procurement.bid(request.body as Bid);
    return reply.code(answer.accepted ? 200 : 409).send(answer);
  });
}

function json(text: string): unknown {
  return JSON.parse(text) as unknown;
}
