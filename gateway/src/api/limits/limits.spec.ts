// Cost limits: computed after variable coercion, multiplied through lists, linear in the document.
import { openCity, type City } from '../testing/city';
import { seedCity } from '../testing/city-seed';

let city: City;
let key: string;

beforeAll(async () => {
  city = await openCity();
  await seedCity(city);
  ({ secret: key } = await city.partner('water', { cert: 'L2', plant: 'L1', report: 'L2' }));
});
afterAll(() => city.close());

const code = async (query: string, variables?: Record<string, number>) => {
  city.statements();
  const { errors } = await city.ask(key, query, variables);
  const found = errors[0]?.extensions;
  if (found) expect(city.statements()).toBe(0);
  return found?.code;
};

const NESTED = 'certs(first: $n) { nodes { plant { certs(first: $n) { nodes { tests(first: $n) { nodes { mpa } } } } } } }';

describe('the cost of a query', () => {
  it('multiplies page sizes, also when they come by variable', async () => {
    expect(await code(`query ($n: Int!) { ${NESTED} }`, { n: 100 })).toBe('API_COST');
    expect(await code(`query ($n: Int! = 100) { ${NESTED} }`)).toBe('API_COST');
    expect(await code(`query ($n: Int!) { ${NESTED} }`, { n: 10 })).toBeUndefined();
  });

  it('A12 fifteen aliases of the dearest list stay inside the quota', async () => {
    const aliases = Array.from({ length: 15 }, (_, at) => `a${at}: certs(first: 100) { nodes { tests(first: 100) { nodes { cert { grade } } } } }`).join(' ');
    const answer = await city.ask(key, `{ ${aliases} }`);
    expect(answer.errors[0]?.extensions.code ?? 'served').toMatch(/^(API_COST|served)$/);
    const dearer = aliases.replace(/cert \{ grade \}/g, 'cert { tests(first: 100) { nodes { mpa } } }');
    expect(await code(`{ ${dearer} }`)).toBe('API_COST');
  });

  it('refuses many aliases, many counts and many statistics', async () => {
    expect(await code(`{ ${Array.from({ length: 31 }, (_, at) => `a${at}: cert(certNo: "x") { grade }`).join(' ')} }`)).toBe('API_ALIASES');
    expect(await code(`{ ${Array.from({ length: 25 }, (_, at) => `a${at}: certsAggregate { count }`).join(' ')} }`)).toBe('API_COST');
  });

  it('A13 refuses 30 levels of doubled fragments by their shape, before anything is resolved', async () => {
    const fragments = Array.from({ length: 30 }, (_, at) => `fragment F${at} on Cert { ...F${at + 1} tests { nodes { cert { ...F${at + 1} } } } }`).join(' ');
    const bomb = `{ certs { nodes { ...F0 } } } ${fragments} fragment F30 on Cert { grade }`;
    await city.ask(key, '{ me { partner } }');
    const answer = await city.ask(key, bomb);
    expect(answer.errors[0]?.extensions.code).toMatch(/^API_(FIELDS|DEPTH)$/);
  });

  it('A13 refuses fragments that only repeat each other', async () => {
    const fragments = Array.from({ length: 30 }, (_, at) => `fragment F${at} on Cert { ...F${at + 1} ...F${at + 1} }`).join(' ');
    expect(await code(`{ certs { nodes { ...F0 } } } ${fragments} fragment F30 on Cert { grade }`)).toBe('API_FIELDS');
  });

  it('refuses deep, directive-laden and long queries', async () => {
    const deep = (levels: number): string => (levels === 0 ? 'grade' : `plant { certs(first: 1) { nodes { ${deep(levels - 1)} } } }`);
    expect(await code(`{ certs(first: 1) { nodes { ${deep(5)} } } }`)).toBe('API_DEPTH');
    expect(await code(`{ certs { nodes { grade ${'@include(if: true) '.repeat(1)} ${Array.from({ length: 21 }, () => 'volume @include(if: true)').join(' ')} } } }`)).toBe('API_DIRECTIVES');
    expect(await code(`{ certs { nodes { ${'grade '.repeat(4001)} } } }`)).toBe('API_TOKENS');
  });

  it('lets the standard introspection query through', async () => {
    const { getIntrospectionQuery, buildClientSchema } = await import('graphql');
    const { data, errors } = await city.ask(key, getIntrospectionQuery());
    expect(errors).toEqual([]);
    expect(Object.keys(buildClientSchema(data).getQueryType()?.getFields() ?? {})).toEqual(expect.arrayContaining(['cert', 'certs', 'certsAggregate', 'me', 'feeds']));
  });

  it('stops a request when its time is up, and says so', async () => {
    const slow = await openCity({ limits: { timeoutMs: 50 } });
    const { secret } = await slow.partner('water', { cert: 'L2' });
    (slow.store.reader as { find: unknown }).find = () => new Promise(() => undefined);
    const { errors } = await slow.ask(secret, '{ certs { nodes { certNo } } }');
    expect(errors[0]?.extensions).toMatchObject({ code: 'API_TIMEOUT', retriable: true });
    await slow.close();
  });
});

describe('a request', () => {
  const post = (body: string, headers: Record<string, string>) => fetch(`${city.url}/graphql`, { method: 'POST', body, headers: { authorization: `Bearer ${key}`, ...headers } });
  const refusal = async (response: Response) => [response.status, ((await response.json()) as { errors: { extensions: { code: string } }[] }).errors[0]?.extensions.code];

  it('A15 is refused as GET, and as a form or plain text', async () => {
    expect(await refusal(await city.get('/graphql?query={me{partner}}', key))).toEqual([405, 'API_METHOD']);
    const body = '{"query":"{ me { partner } }"}';
    expect(await refusal(await post(body, { 'content-type': 'text/plain' }))).toEqual([415, 'API_CONTENT_TYPE']);
    expect(await refusal(await post('query=%7Bme%7Bpartner%7D%7D', { 'content-type': 'application/x-www-form-urlencoded' }))).toEqual([415, 'API_CONTENT_TYPE']);
  });

  it.each(['utf-16', 'utf-7', 'gbk', 'IBM037', '"utf-32"'])('A16 is refused in the charset %s', async (charset) => {
    expect(await refusal(await post('{"query":"{ me { partner } }"}', { 'content-type': `application/json; charset=${charset}` }))).toEqual([415, 'API_CHARSET']);
  });

  it('is served in UTF-8, declared or not', async () => {
    expect((await post('{"query":"{ me { partner } }"}', { 'content-type': 'application/json; charset=UTF-8' })).status).toBe(200);
  });

  it.each(['{', '[]', '[{"query":"{ me { partner } }"}]', '{"query":""}', '{"query":1}', '{"variables":{}}', '{"query":"{ me { partner } }","variables":"x"}', '{"query":"{ me { partner } }","__proto__":{"a":1}}'])(
    'is refused with a reason when its body is %s', async (body) => {
      const [status, found] = await refusal(await post(body, { 'content-type': 'application/json' }));
      expect(status).toBe(400);
      expect(found).toBe('API_BODY');
    });

  it('is refused when its body is too large', async () => {
    expect(await refusal(await post(JSON.stringify({ query: 'x'.repeat(300_000) }), { 'content-type': 'application/json' }))).toEqual([413, 'API_BODY_TOO_LARGE']);
  });

  it('that never ran is 400 for clients of the GraphQL response type', async () => {
    const accept = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };
    expect(await refusal(await post('{"query":"{ nothing }"}', accept))).toEqual([400, 'API_VALIDATION']);
    expect(await refusal(await post('{"query":"{ nothing }"}', { 'content-type': 'application/json' }))).toEqual([200, 'API_VALIDATION']);
    expect(await refusal(await post('{"query":"{ me "}', accept))).toEqual([400, 'API_SYNTAX']);
  });

  it('over HTTP cannot subscribe', async () => {
    expect(await code('subscription { feedEvents(feed: "certs") { sequence } }')).toBe('FEED_TRANSPORT');
  });
});
