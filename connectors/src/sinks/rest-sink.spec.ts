import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { testDeps } from '../sources/source.contract';
import { restSink } from './rest-sink';
import type { Sink } from './sink';
import { delivery, describeSinkContract, type SinkWorld } from './sink.contract';

const options = compileOptions(restSink.optionsSchema);
const opened: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
type Answer = { status: number; body?: string; headers?: Record<string, string> };
interface Seen { readonly method: string | undefined; readonly headers: IncomingHttpHeaders; readonly body: unknown }

async function serve(answer: (seen: Seen) => Answer): Promise<{ url: string; seen: Seen[]; close(): Promise<void> }> {
  const seen: Seen[] = [];
  const server: Server = createServer((request, response) => {
    let text = '';
    request.on('data', (chunk) => (text += String(chunk)));
    request.on('end', () => {
      const one: Seen = { method: request.method, headers: request.headers, body: JSON.parse(text) as unknown };
      seen.push(one);
      const { status, body, headers } = answer(one);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  opened.push({ close });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen, close };
}

function open(url: string, more: JsonObject = {}): Sink {
  const sink = restSink.create(options.parse({ url, allowPrivate: true, ...more }, 'rest sink'), testDeps());
  opened.push(sink);
  return sink;
}

async function world(more: JsonObject): Promise<SinkWorld> {
  const held = new Map<string, JsonObject>();
  let broken = false;
  const server = await serve(({ body }) => {
    if (broken) return { status: 503 };
    const documents = (Array.isArray(body) ? body : [body]) as JsonObject[];
    if (documents.some((document) => document.volume === 'refuse')) return { status: 422, body: '{"code":"VOLUME"}' };
    documents.forEach((document) => held.set(String(document.certNo), document));
    return { status: 200 };
  });
  return {
    open: () => open(server.url, more),
    held: async () => held,
    breakDown: async (now) => void (broken = now),
    close: server.close,
  };
}

describeSinkContract('the rest sink, one request a document,', () => world({}), true);
describeSinkContract('the rest sink in batches', () => world({ mode: 'batch' }), true);

describe('the rest sink', () => {
  it('sends the same idempotency key at every try and brings back the receipt number', async () => {
    const server = await serve(() => ({ status: 201, body: '{"data":{"receiptNo":12345678901234567890}}' }));
    const sink = open(server.url, { reference: 'data.receiptNo', method: 'PUT', headers: { 'x-from': 'hub' } });
    await sink.deliver([delivery('A', 1)]);
    expect(await sink.deliver([delivery('A', 1)])).toEqual([{ status: 'receipted', reference: '12345678901234567890' }]);
    expect(server.seen.map(({ headers }) => headers['idempotency-key'])).toEqual(['e-A-1', 'e-A-1']);
    expect(server.seen[0]).toMatchObject({ method: 'PUT', headers: { 'content-type': 'application/json; charset=utf-8', 'x-from': 'hub' } });
  });

  it('sends the whole CloudEvent in structured mode', async () => {
    const server = await serve(() => ({ status: 200 }));
    const sink = open(server.url, { send: 'event' });
    await sink.deliver([delivery('A', 1)]);
    expect(server.seen[0]).toMatchObject({ headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' }, body: { specversion: '1.0', subject: 'A', data: { certNo: 'A' } } });
  });

  it.each([
    [409, {}, 'receipted'], [409, { conflict: 'refused' }, 'refused'], [400, {}, 'refused'], [413, {}, 'refused'], [422, { reason: 'code' }, 'refused'],
  ])('takes HTTP %i with %j as %s', async (status, more, expected) => {
    const server = await serve(() => ({ status, body: '{"code":"E17"}' }));
    const sink = open(server.url, more);
    const [outcome] = await sink.deliver([delivery('A', 1)]);
    expect(outcome?.status).toBe(expected);
    if (outcome?.status === 'refused') expect(outcome.reasons[0]?.got).toBe('reason' in more ? 'HTTP 422: E17' : `HTTP ${status}`);
  });

  it.each([401, 403, 404, 429, 500, 503])('lets the feed wait on HTTP %i instead of losing the event', async (status) => {
    const server = await serve(() => ({ status, headers: { 'retry-after': '7' } }));
    const sink = open(server.url);
    await expect(sink.deliver([delivery('A', 1)])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE', retriable: true, details: { retryAfterMs: 7000 } });
  });

  it('posts to no other host and to no private address unless allowed', async () => {
    const server = await serve(() => ({ status: 307, headers: { location: 'http://127.0.0.2:1/' } }));
    const sink = open(server.url);
    await expect(sink.deliver([delivery('A', 1)])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE' });
    expect(() => open('http://169.254.169.254/', { allowPrivate: false })).toThrow(expect.objectContaining({ code: 'ADDRESS_FORBIDDEN' }) as Error);
  });
});
