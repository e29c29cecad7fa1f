// Feeds on every transport: one cursor, gap-free, stripped by the view, ended when the right ends, a stalled reader hurts nobody.
import { connect, type Socket } from 'node:net';
import { WebSocket } from 'ws';
import { createClient, type Client } from 'graphql-ws';
import { openCity, type City } from '../api/testing/city';
import { certAt, certNo, SECRETS } from '../api/testing/city-seed';
import type { PublicEvent } from './public-event';

let city: City;
let key: string;
let next = 0;

beforeAll(async () => {
  city = await openCity({ streams: { heartbeatMs: 300, perPartner: 5 } });
  ({ secret: key } = await city.partner('water', { cert: 'L2' }));
  await add(10);
});
afterAll(() => city.close());

async function add(count: number): Promise<void> {
  await city.put('cert', Array.from({ length: count }, () => certAt(next++)));
}

const until = async (what: string, met: () => boolean, ms = 5000): Promise<void> => {
  const deadline = performance.now() + ms;
  while (!met()) {
    if (performance.now() > deadline) throw new Error(`Not within ${ms} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
};

interface Reading {
  readonly events: PublicEvent[];
  readonly ended: { code?: string };
  text: string;
  stop(): void;
}

/** Reads server-sent events until stopped or ended. */
async function readSse(secret: string, query: string, headers: Record<string, string> = {}): Promise<Reading> {
  const stop = new AbortController();
  const response = await fetch(`${city.url}/feeds/certs/events${query}`, { headers: { authorization: `Bearer ${secret}`, ...headers }, signal: stop.signal });
  if (!response.ok || !response.body) throw new Error(await response.text());
  const reading: Reading = { events: [], ended: {}, text: '', stop: () => stop.abort() };
  void consume(response.body, reading);
  return reading;
}

async function consume(body: ReadableStream<Uint8Array>, reading: Reading): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
      const text = decoder.decode(chunk, { stream: true });
      reading.text += text;
      const frames = (rest + text).split('\n\n');
      rest = frames.pop() ?? '';
      for (const frame of frames) take(frame, reading);
    }
  } catch (error) {
    if ((error as { name?: string }).name !== 'AbortError') throw error;
  }
}

function take(frame: string, { events, ended }: Reading): void {
  const data = /^data: (.*)$/m.exec(frame)?.[1];
  if (!data) return;
  if (frame.startsWith('event: end')) ended.code = (JSON.parse(data) as { extensions: { code: string } }).extensions.code;
  else {
    const event = JSON.parse(data) as PublicEvent;
    expect(frame).toContain(`id: ${event.sequence}\n`);
    events.push(event);
  }
}

const sequences = (events: readonly { sequence: string }[]) => events.map(({ sequence }) => Number(sequence));
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

describe('pull and snapshot', () => {
  it('give every event once, in order, by pages', async () => {
    const seen: number[] = [];
    let after = '0';
    for (;;) {
      const page = (await (await city.get(`/feeds/certs?after=${after}&limit=4`, key)).json()) as { events: PublicEvent[]; next: string; latest: string };
      seen.push(...sequences(page.events));
      after = page.next;
      if (page.next === page.latest) break;
    }
    expect(seen).toEqual(range(1, next));
  });

  it('strip what the view hides, and keep native keys in the hub', async () => {
    const text = (await (await city.get('/feeds/certs', key)).text()) + (await (await city.get('/feeds/certs/snapshot', key)).text());
    for (const secret of [...SECRETS, 'native-secret', 'sourcekey', 'mapping']) expect(text).not.toContain(secret);
    expect(text).toContain('"material":"cement"');
  });

  it('a snapshot hands over to the live feed without a gap', async () => {
    const { sequence, documents } = (await (await city.get('/feeds/certs/snapshot', key)).json()) as { sequence: string; documents: { subject: string }[] };
    expect(Number(sequence)).toBe(next);
    expect(documents.map(({ subject }) => subject).sort()).toEqual(Array.from({ length: next }, (_, at) => certNo(at)));
  });

  it.each([['after=-1', 'FEED_AFTER'], ['after=999999', 'FEED_AFTER'], ['after=x', 'FEED_AFTER'], ['limit=0', 'API_PAGE'], ['limit=1001', 'API_PAGE']])('refuse %s', async (query, code) => {
    const response = await city.get(`/feeds/certs?${query}`, key);
    expect(response.status).toBe(400);
    expect(((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code).toBe(code);
  });

  it.each(['/feeds/wages', '/feeds/wages/snapshot', '/feeds/wages/events', '/feeds/nothing', '/feeds/__proto__'])('A6 an ungranted feed refuses like one that does not exist: %s', async (path) => {
    const response = await city.get(path, key);
    expect(response.status).toBe(404);
    expect(await response.text()).toContain('ACCESS_FEED_UNKNOWN');
    expect((await city.get(path)).status).toBe(401);
  });

  it('the hub API lists readable feeds and gives the same entries', async () => {
    const { data, errors } = await city.ask(key, '{ feeds { name dataset latest } feedEntries(feed: "certs", after: "8") { sequence subject data } }');
    expect(errors).toEqual([]);
    expect(data.feeds).toEqual([{ name: 'certs', dataset: 'cert', latest: String(next) }]);
    expect(sequences(data.feedEntries)).toEqual(range(9, next));
    expect(JSON.stringify(data)).not.toContain(SECRETS[0]);
  });
});

describe('server-sent events', () => {
  it('continue from Last-Event-ID, then live, without a gap', async () => {
    const reading = await readSse(key, '?after=0', { 'last-event-id': '5' });
    await until('backlog', () => reading.events.length === next - 5);
    await add(3);
    await until('live events', () => reading.events.length === next - 5);
    expect(sequences(reading.events)).toEqual(range(6, next));
    expect(reading.text).not.toContain(SECRETS[0]);
    reading.stop();
    await until('the stream is given back', () => city.api.liveStreams() === 0);
  });

  it('start with what comes from now on when no cursor is given', async () => {
    const reading = await readSse(key, '');
    await until('open', () => reading.text.includes('retry'));
    await add(1);
    await until('event', () => reading.events.length === 1);
    expect(sequences(reading.events)).toEqual([next]);
    reading.stop();
  });

  it('beat while nothing happens', async () => {
    const reading = await readSse(key, '');
    await until('heartbeat', () => reading.text.includes(': still here'));
    reading.stop();
  });

  it('A14 end within two seconds of a revoked key, and send nothing after', async () => {
    const { secret, keyId } = await city.partner('leaver', { cert: 'L2' });
    const reading = await readSse(secret, '');
    await until('open', () => reading.text.includes('retry'));
    await city.store.partners.revokeKey(keyId);
    await until('end', () => reading.ended.code !== undefined, 2000);
    await add(2);
    expect(reading.ended.code).toBe('ACCESS_WITHDRAWN');
    expect(reading.events).toEqual([]);
  });

  it('A14 end within two seconds of a withdrawn grant', async () => {
    const { secret } = await city.partner('ex-reader', { cert: 'L2' });
    const reading = await readSse(secret, '?after=0');
    await until('backlog', () => reading.events.length === next);
    await city.store.partners.revokeGrant('ex-reader', 'cert');
    await until('end', () => reading.ended.code !== undefined, 2000);
    expect(reading.ended.code).toBe('ACCESS_WITHDRAWN');
  });

  it('a lowered ceiling strips the very next events', async () => {
    const { secret } = await city.partner('lowered', { cert: 'L3' });
    const reading = await readSse(secret, '?after=0');
    await until('backlog', () => reading.events.length === next);
    expect(reading.events[0]?.data).toHaveProperty('price');
    await city.store.partners.grant({ partnerId: 'lowered', dataset: 'cert', maxLevel: 'L2' });
    await new Promise((resolve) => setTimeout(resolve, 600));
    await add(1);
    await until('event', () => reading.events.length === next);
    expect(reading.events.at(-1)?.data).not.toHaveProperty('price');
    reading.stop();
  });

  it('an organisation cannot hold more streams than allowed', async () => {
    const { secret } = await city.partner('greedy', { cert: 'L2' });
    const held = await Promise.all(range(1, 5).map(() => readSse(secret, '')));
    await expect(readSse(secret, '')).rejects.toThrow(/FEED_TOO_MANY/);
    held[0]?.stop();
    await until('a place is free', () => city.api.liveStreams() < 5);
    (await readSse(secret, '')).stop();
    for (const reading of held) reading.stop();
    await until('all closed', () => city.api.liveStreams() === 0);
  });

  it('one reader that takes nothing does not hold up the others', async () => {
    const port = Number(new URL(city.url).port);
    const stalled: Socket = connect(port, '127.0.0.1');
    stalled.pause();
    stalled.write(`GET /feeds/certs/events?after=0 HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\n\r\n`);
    await until('the stalled one is open', () => city.api.liveStreams() === 1);
    const reading = await readSse(key, '?after=0');
    await add(1000);
    await add(1000);
    await until('all events', () => reading.events.length === next, 20000);
    expect(sequences(reading.events)).toEqual(range(1, next));
    reading.stop();
    stalled.destroy();
    await until('both closed', () => city.api.liveStreams() === 0);
  });
});

describe('subscriptions', () => {
  class KeyedSocket extends WebSocket {}
  const client = (secret?: string): Client => createClient({
    url: city.url.replace('http', 'ws') + '/graphql', webSocketImpl: KeyedSocket, retryAttempts: 0, lazy: true, connectionParams: secret ? { authorization: `Bearer ${secret}` } : {},
    onNonLazyError: () => undefined,
  });
  const subscribe = (from: Client, after: string | null, feed = 'certs') => {
    const seen: { sequence: string; data: Record<string, unknown> }[] = [];
    const outcome: { error?: unknown; done?: boolean } = {};
    const stop = from.subscribe<{ feedEvents: { sequence: string; data: Record<string, unknown> } }>(
      { query: 'subscription ($feed: String!, $after: String) { feedEvents(feed: $feed, after: $after) { sequence data } }', variables: { feed, after } },
      { next: ({ data, errors }) => { if (data) seen.push(data.feedEvents); else outcome.error = errors; }, error: (error) => { outcome.error = error; }, complete: () => { outcome.done = true; } },
    );
    return { seen, outcome, stop };
  };

  it('continue from the cursor that another transport gave, then live', async () => {
    const from = client(key);
    const { seen, stop } = subscribe(from, String(next - 3));
    await until('backlog', () => seen.length === 3);
    await add(2);
    await until('live', () => seen.length === 5);
    expect(sequences(seen)).toEqual(range(next - 4, next));
    expect(JSON.stringify(seen)).not.toContain(SECRETS[0]);
    stop();
    await until('the stream is given back at once', () => city.api.liveStreams() === 0, 500);
    await from.dispose();
  });

  it('A6 refuse without a key, on an ungranted feed, and queries', async () => {
    const nobody = client();
    const first = subscribe(nobody, null);
    await until('closed', () => first.outcome.error !== undefined);
    expect(first.outcome.error).toMatchObject({ code: 4403 });
    const from = client(key);
    const second = subscribe(from, null, 'wages');
    await until('refused', () => second.outcome.error !== undefined);
    expect(JSON.stringify(second.outcome.error)).toContain('ACCESS_FEED_UNKNOWN');
    const errors: unknown[] = [];
    from.subscribe({ query: '{ certs { totalCount } }' }, { next: () => undefined, error: (error) => errors.push(error), complete: () => undefined });
    await until('refused', () => errors.length > 0);
    expect(JSON.stringify(errors[0])).toContain('FEED_SUBSCRIPTIONS_ONLY');
    await from.dispose();
  });

  it('A14 end within two seconds of a revoked key', async () => {
    const { secret, keyId } = await city.partner('ws-leaver', { cert: 'L2' });
    const from = client(secret);
    const { seen, outcome } = subscribe(from, String(next - 1));
    await until('open', () => seen.length === 1);
    await city.store.partners.revokeKey(keyId);
    await until('ended', () => outcome.error !== undefined, 2000);
    expect(JSON.stringify(outcome.error)).toContain('ACCESS_WITHDRAWN');
    await from.dispose();
  });
});
