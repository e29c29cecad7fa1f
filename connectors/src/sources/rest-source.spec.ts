import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { isPrivateAddress } from './rest/addresses';
import { restSource } from './rest-source';
import type { Source } from './source';
import { describeSourceContract, drain, keysOf, recordsOf, testDeps, unreadableOf } from './source.contract';

type Handler = (request: IncomingMessage, response: ServerResponse, url: URL) => void;
const servers: Server[] = [];
const options = compileOptions(restSource.optionsSchema);

async function serve(handler: Handler): Promise<string> {
  const server = createServer((request, response) => handler(request, response, new URL(request.url ?? '/', 'http://x')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  servers.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function open(url: string, more: JsonObject = {}): Source {
  return restSource.create(options.parse({ url, key: ['id'], allowPrivate: true, ...more }, 'rest'), testDeps());
}

const json = (response: ServerResponse, value: unknown): void => {
  response.setHeader('content-type', 'application/json').end(typeof value === 'string' ? value : JSON.stringify(value));
};

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const PAGE_STYLE = { items: 'data', paging: { style: 'page', sizeParam: 'size', size: 2 } };

describeSourceContract('the rest source on numbered pages', {
  async filled() {
    const items: { id: string }[] = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }));
    let garbageAt = -1;
    const url = await serve((_request, response, { searchParams }) => {
      const page = Number(searchParams.get('page'));
      if (page === garbageAt) return json(response, '{"data": [{"id": "b');
      return json(response, { data: items.slice((page - 1) * 2, page * 2) });
    });
    return {
      keys: items.map((item) => item.id),
      open: () => open(url, PAGE_STYLE),
      async add() {
        items.push({ id: 'f' });
        return 'f';
      },
      async addGarbage() {
        garbageAt = 3;
        items.splice(4, 0, { id: 'x' }, { id: 'y' });
        return 'e';
      },
      close: async () => undefined,
    };
  },
  async empty() {
    return open(await serve((_request, response) => json(response, { data: [] })), PAGE_STYLE);
  },
});

describeSourceContract('the rest source that asks for what follows the last sequence', {
  async filled() {
    const items: object[] = [1, 2, 3, 4, 5].map((seq) => ({ id: `e${seq}`, seq }));
    const url = await serve((_request, response, { searchParams }) => {
      const after = Number(searchParams.get('after'));
      json(response, items.filter((_item, index) => index + 1 > after).slice(0, 2));
    });
    return {
      keys: items.map((_item, index) => `e${index + 1}`),
      open: () => open(url, { paging: { style: 'after', param: 'after', at: 'seq' } }),
      async add() {
        items.push({ id: 'e6', seq: 6 });
        return 'e6';
      },
      async addGarbage() {
        items.push({ seq: 6, note: 'no key' }, { id: 'e7', seq: 7 });
        return 'e7';
      },
      close: async () => undefined,
    };
  },
  async empty() {
    return open(await serve((_request, response) => json(response, [])), { paging: { style: 'after', param: 'after', at: 'seq' } });
  },
});

describe('the rest source', () => {
  it('follows a cursor in the body and resumes at the last one', async () => {
    const asked: (string | null)[] = [];
    const url = await serve((_request, response, { searchParams }) => {
      const cursor = searchParams.get('cursor');
      asked.push(cursor);
      json(response, cursor === null ? { list: [{ id: 1 }], next: 'c2' } : { list: [{ id: 2 }], next: null });
    });
    const source = open(url, { items: 'list', paging: { style: 'cursor', param: 'cursor' } });
    const pages = await drain(source, null);
    expect(keysOf(pages)).toEqual(['1', '2']);
    expect(keysOf(await drain(source, pages.at(-1)?.checkpoint ?? null))).toEqual([]);
    expect(asked).toEqual([null, 'c2', 'c2']);
  });

  it('follows a Link header, but never to another host', async () => {
    const url = await serve((_request, response, { pathname }) => {
      if (pathname === '/1') response.setHeader('link', '</2>; rel="next"');
      if (pathname === '/2') response.setHeader('link', '<http://127.0.0.2:1/3>; rel="next"');
      json(response, [{ id: pathname }]);
    });
    const source = open(url, { path: '1', paging: { style: 'cursor', from: 'link' } });
    const seen: string[] = [];
    const run = (async () => {
      for await (const page of source.fetch(null, new AbortController().signal)) seen.push(...page.records.map((record) => record.key));
    })();
    await expect(run).rejects.toMatchObject({ code: 'REDIRECT_FORBIDDEN' });
    expect(seen).toEqual(['/1', '/2']);
  });

  it('keeps the bytes of a JSON record: digits, order and spaces', async () => {
    const url = await serve((_request, response) => json(response, '[ {"id": 12345678901234567890, "fl":1.10} ]'));
    expect(recordsOf(await drain(open(url), null))).toEqual(new Map([['12345678901234567890', '{"id": 12345678901234567890, "fl":1.10}']]));
  });

  it('splits an XML page in GB18030 into its elements, escapes intact', async () => {
    const body = iconv.encode('<?xml version="1.0" encoding="GB18030"?><r><v id="1"><id>浙B·12345</id><n>a &lt; b</n></v><v><id>2</id></v></r>', 'gb18030');
    const url = await serve((_request, response) => void response.end(body));
    const records = recordsOf(await drain(open(url, { format: 'xml', element: 'v' }), null));
    expect(records.get('浙B·12345')).toBe('<v id="1"><id>浙B·12345</id><n>a &lt; b</n></v>');
  });

  it('asks conditionally once a page is safe, and not before', async () => {
    const conditions: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      conditions.push(request.headers['if-none-match']);
      if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
      response.setHeader('etag', '"v1"');
      return json(response, [{ id: 1 }]);
    });
    const source = open(url);
    for await (const _lost of source.fetch(null, new AbortController().signal)) break;
    const pages = await drain(source, null);
    expect(keysOf(pages)).toEqual(['1']);
    await drain(source, pages.at(-1)?.checkpoint ?? null);
    expect(conditions).toEqual([undefined, undefined, '"v1"']);
  });

  it('asks for what changed since the highest time seen, minus the overlap; a time in the future does not count', async () => {
    const asked: (string | null)[] = [];
    const url = await serve((_request, response, { searchParams }) => {
      asked.push(searchParams.get('since'));
      json(response, [{ id: 1, at: '2025-06-01 08:00:00' }, { id: 2, at: '2099-01-01 00:00:00' }]);
    });
    const source = open(url, { incremental: { param: 'since', field: 'at', overlap: 60_000, style: 'local' } });
    const pages = await drain(source, null);
    expect(await drain(source, pages.at(-1)?.checkpoint ?? null)).toEqual([]);
    expect(asked).toEqual([null, '2025-06-01 07:59:00']);
  });

  it('reports a broken cursor page once, says so, and tries the same place again', async () => {
    let broken = true;
    const url = await serve((_request, response) => json(response, broken ? '<html>oops' : { list: [{ id: 1 }] }));
    const source = open(url, { items: 'list', paging: { style: 'cursor' } });
    const pages: Awaited<ReturnType<typeof drain>> = [];
    const run = async () => {
      for await (const page of source.fetch(pages.at(-1)?.checkpoint ?? null, new AbortController().signal)) pages.push(page);
    };
    await expect(run()).rejects.toMatchObject({ code: 'SOURCE_MALFORMED', retriable: true });
    await expect(run()).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
    expect(unreadableOf(pages)).toEqual([{ key: '/', code: 'READ_MALFORMED', text: '<html>oops' }]);
    broken = false;
    await run();
    expect(keysOf(pages)).toEqual(['1']);
  });

  it('gives up a run over numbered pages that are all garbage, and begins there again', async () => {
    const asked: (string | null)[] = [];
    const url = await serve((_request, response, { searchParams }) => {
      asked.push(searchParams.get('page'));
      json(response, 'garbage');
    });
    const source = open(url, PAGE_STYLE);
    let checkpoint = null as Parameters<Source['fetch']>[0];
    const run = async () => {
      for await (const page of source.fetch(checkpoint, new AbortController().signal)) checkpoint = page.checkpoint;
    };
    await expect(run()).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
    await expect(run()).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
    expect(asked).toEqual(['1', '2', '3', '1', '2', '3']);
  });

  it('ends when the system repeats its last page for ever', async () => {
    const url = await serve((_request, response) => json(response, { data: [{ id: 1 }] }));
    expect(keysOf(await drain(open(url, PAGE_STYLE), null))).toEqual(['1']);
  });

  it('tells of an element that it cannot read once, and again after a restart, not at every look at the list', async () => {
    const url = await serve((_request, response) => json(response, { data: [{ id: 1 }, { name: 'no key' }] }));
    const source = open(url, { items: 'data' });
    const first = await drain(source, null);
    expect(unreadableOf(first).map(({ code }) => code)).toEqual(['READ_KEY']);
    const checkpoint = first.at(-1)?.checkpoint ?? null;
    expect(await drain(source, checkpoint)).toEqual([]);
    expect(unreadableOf(await drain(open(url, { items: 'data' }), checkpoint))).toHaveLength(1);
  });

  it('reads no more of a page than allowed, compressed or not', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, 0x20));
    const url = await serve((_request, response) => void response.setHeader('content-encoding', 'gzip').end(bomb));
    const source = open(url, { maxBytes: 100_000 });
    const parts: string[] = [];
    const run = (async () => {
      for await (const page of source.fetch(null, new AbortController().signal)) parts.push(...unreadableOf([page]).map((part) => String(part.code)));
    })();
    await expect(run).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
    expect(parts).toEqual(['READ_TOO_LARGE']);
  });

  it.each([
    [500, 'SOURCE_UNAVAILABLE', true], [429, 'SOURCE_UNAVAILABLE', true], [401, 'SOURCE_REFUSED', false], [404, 'SOURCE_REFUSED', false],
  ])('throws on HTTP %i as %s', async (status, code, retriable) => {
    const url = await serve((_request, response) => void response.writeHead(status).end());
    await expect(drain(open(url), null)).rejects.toMatchObject({ code, retriable });
  });

  it('throws when the system is slow, absent, or leads elsewhere', async () => {
    const slow = await serve(() => undefined);
    await expect(drain(open(slow, { timeoutMs: 50 }), null)).rejects.toMatchObject({ code: 'SOURCE_TIMEOUT', retriable: true });
    await expect(drain(open('http://127.0.0.1:1'), null)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', retriable: true });
    const away = await serve((_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    await expect(drain(open(away), null)).rejects.toMatchObject({ code: 'REDIRECT_FORBIDDEN' });
    const loop = await serve((_request, response) => void response.writeHead(302, { location: '/' }).end());
    await expect(drain(open(loop), null)).rejects.toMatchObject({ code: 'REDIRECT_FORBIDDEN' });
  });

  it('contacts no private address unless allowed, by number or by name', async () => {
    let hits = 0;
    const url = await serve((_request, response) => {
      hits++;
      json(response, []);
    });
    expect(() => open(url, { allowPrivate: false })).toThrow(expect.objectContaining({ code: 'ADDRESS_FORBIDDEN' }) as Error);
    const byName = open(url.replace('127.0.0.1', 'localhost'), { allowPrivate: false });
    await expect(drain(byName, null)).rejects.toMatchObject({ code: 'ADDRESS_FORBIDDEN' });
    expect(hits).toBe(0);
    for (const address of ['169.254.169.254', '10.1.2.3', '::1', '::ffff:127.0.0.1', 'fe80::1', '0.0.0.0']) expect(isPrivateAddress(address)).toBe(true);
    for (const address of ['8.8.8.8', '2001:4860:4860::8888']) expect(isPrivateAddress(address)).toBe(false);
  });

  it.each([
    [{ type: 'bearer', token: 't' }, 'authorization', 'Bearer t'],
    [{ type: 'basic', user: 'u', password: 'p' }, 'authorization', 'Basic dTpw'],
    [{ type: 'header', name: 'x-key', value: 'k' }, 'x-key', 'k'],
  ])('proves who it is by %j', async (auth, header, value) => {
    let sent: unknown;
    const url = await serve((request, response) => {
      sent = request.headers[header];
      json(response, []);
    });
    await drain(open(url, { auth }), null);
    expect(sent).toBe(value);
    expect(JSON.stringify(options.redact(options.parse({ url, key: ['id'], auth }, 'rest')))).not.toMatch(/"(t|p|k)"/);
  });

  it('keeps a key in the query out of places and checkpoints', async () => {
    const url = await serve((_request, response, { searchParams }) => json(response, searchParams.get('apikey') === 'geheim' ? '[{"x":1}]' : 'no'));
    const pages = await drain(open(url, { auth: { type: 'query', name: 'apikey', value: 'geheim' } }), null);
    expect(unreadableOf(pages)).toMatchObject([{ key: '/#1', code: 'READ_KEY' }]);
    expect(JSON.stringify(pages)).not.toContain('geheim');
  });
});

describe('the memory of the rest source', () => {
  it('is forgotten when the place is reset, so that everything comes again', async () => {
    const url = await serve((_request, response) => json(response, [{ id: 1 }, { id: 2 }]));
    const source = open(url);
    const pages = await drain(source, null);
    expect(await drain(source, pages.at(-1)?.checkpoint ?? null)).toEqual([]);
    expect(keysOf(await drain(source, { since: 1 }))).toEqual(['1', '2']);
  });
});
