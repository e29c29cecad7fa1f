// The attacks of docs/threats.md on GraphQL: what a view hides is neither shown, counted, probed nor named by any operator.
import { gatewayError } from '../errors';
import { openCity, type City } from './testing/city';
import { SECRETS, seedCity } from './testing/city-seed';

let city: City;
let low: string;
let high: string;

beforeAll(async () => {
  city = await openCity();
  await seedCity(city);
  ({ secret: low } = await city.partner('water', { cert: 'L2', report: 'L2' }));
  ({ secret: high } = await city.partner('credit', { cert: 'L3', plant: 'L3', report: 'L2', wage: 'L3' }));
});
afterAll(() => city.close());

const refused = async (query: string, code = 'API_VALIDATION') => {
  const answer = await city.ask(low, query);
  expect(answer.errors[0]?.extensions.code).toBe(code);
  expect(answer.data ?? null).toBeNull();
  for (const secret of SECRETS) expect(answer.text).not.toContain(secret);
  return answer;
};

describe('who may ask', () => {
  it.each([undefined, 'lsk_wrong', ' '])('answers 401 and no schema to the key %j', async (key) => {
    const answer = await city.ask(key, '{ __schema { types { name } } }');
    expect(answer.status).toBe(401);
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0]?.extensions).toMatchObject({ code: expect.stringMatching(/^ACCESS_KEY_/), next: expect.any(String), messageZh: expect.any(String), correlationId: answer.headers.get('x-correlation-id') });
    expect(answer.headers.get('www-authenticate')).toContain('Bearer');
  });

  it('takes x-api-key as well, and no key from the address', async () => {
    const post = (path: string, headers: Record<string, string>) => fetch(city.url + path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ me { partner } }"}' });
    expect(await (await post('/graphql', { 'x-api-key': low })).json()).toEqual({ data: { me: { partner: 'water' } } });
    expect((await post(`/graphql?key=${low}&x-api-key=${low}`, {})).status).toBe(401);
  });

  it('stops a revoked key within a second', async () => {
    const { secret, keyId } = await city.partner('leaver', { cert: 'L2' });
    expect((await city.ask(secret, '{ certs { totalCount } }')).data.certs.totalCount).toBe(30);
    await city.store.partners.revokeKey(keyId);
    const deadline = performance.now() + 1000;
    while ((await city.ask(secret, '{ certs { totalCount } }')).status === 200) expect(performance.now()).toBeLessThan(deadline);
  });
});

describe('what is hidden', () => {
  it('A1 an alias shows nothing that its field would not', async () => {
    await refused('{ certs { nodes { x: idNo } } }');
    await refused('{ certs { nodes { certNo: price } } }');
    await refused('{ certs { nodes { driver { ref: name } } } }');
  });

  it.each(['certsAggregate { min { price } }', 'certsAggregate { max { idNo } }', 'certsAggregate(groupBy: [price]) { count }', 'certsAggregate(groupBy: [idNo]) { count }', 'certsAggregate { group { idNo } }', 'certsAggregate { sum { price } avg { price } }', 'wagesAggregate { count }'])(
    'A2 no aggregate reads a hidden field: %s', async (field) => { await refused(`{ ${field} }`); });

  it.each(['certs(where: { price: { gt: 1 } }) { totalCount }', 'certs(where: { idNo: { startsWith: "33" } }) { totalCount }', 'certs(where: { not: { price: { isNull: true } } }) { totalCount }', 'certs(orderBy: [{ field: price }]) { nodes { certNo } }', 'certs(orderBy: [{ field: idNo }]) { edges { cursor } }', 'certsAggregate(where: { price: { gt: 1 } }) { count }', 'reports { nodes { cert { tests(where: { price: { gt: 1 } }) { totalCount } } } }'])(
    'A3 no filter or order probes a hidden field: %s', async (field) => { await refused(`{ ${field} }`); });

  it('A3 a where variable cannot smuggle a hidden field', async () => {
    const answer = await city.ask(low, 'query ($where: CertWhere) { certs(where: $where) { totalCount } }', { where: { price: { gt: 1 } } });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'API_INPUT', field: '$where' });
    expect(answer.data ?? null).toBeNull();
  });

  it('A3 a cursor holds no hidden value, and a cursor of another order is refused', async () => {
    const { data } = await city.ask(low, '{ certs(first: 1, orderBy: [{ field: volume }]) { edges { cursor } } }');
    const cursor: string = data.certs.edges[0].cursor;
    const plain = Buffer.from(cursor, 'base64url').toString() + cursor;
    for (const secret of SECRETS) expect(plain).not.toContain(secret);
    const foreign = (await city.ask(high, '{ certs(first: 1, orderBy: [{ field: price }]) { edges { cursor } } }')).data.certs.edges[0].cursor;
    const probe = await city.ask(low, `{ certs(after: ${JSON.stringify(foreign)}) { nodes { certNo } } }`);
    expect(probe.errors[0]?.extensions.code).toBe('CURSOR_INVALID');
  });

  it('A4 no filter reaches over a link', async () => {
    await refused('{ certs(where: { plant: { profit: { gt: 1 } } }) { totalCount } }');
    await refused('{ certs(where: { wages: { amount: { gt: 1 } } }) { totalCount } }');
  });

  it('A5 counts equal the rows that can be read', async () => {
    await city.put('cert', [{ certNo: 'V1', grade: 'C30', volume: 1, issuedAt: '2022-03-02T00:00:00+08:00' }]);
    await city.put('cert', [{ certNo: 'V1' }], 'void');
    const { data } = await city.ask(low, '{ certs(first: 100) { totalCount nodes { certNo } pageInfo { hasNextPage } } certsAggregate { count } }');
    expect(data.certs.nodes).toHaveLength(30);
    expect([data.certs.totalCount, data.certsAggregate[0].count, data.certs.pageInfo.hasNextPage]).toEqual([30, 30, false]);
  });

  it.each(['plant(uscc: "P1") { name }', 'plants { totalCount }', 'wage(wageNo: "W1") { amount }', 'certs { nodes { plant { name } } }', 'certs { nodes { wages { totalCount } } }', 'dataset(name: "wage") { name } sources { id }', 'quarantine { items { id } }', 'quarantineSummary { count }', 'quarantineItem(id: "x") { bytes }', 'deliveries { sink }'])(
    'A6 no other way in leads to what is not granted: %s', async (field) => { await refused(`{ ${field} }`); });

  it('A6 no mutation of the hub stands in a partner\'s schema', async () => {
    await refused('mutation { replayQuarantine(where: { code: "x" }) { replayed } }');
    expect((await city.ask(low, '{ __schema { mutationType { name } } }')).data.__schema.mutationType).toBeNull();
  });

  it('A7 two partners who ask the same at once each get their own', async () => {
    const query = '{ certs(first: 5) { nodes { certNo } } me { partner } __type(name: "Cert") { fields { name } } }';
    const answers = await Promise.all(Array.from({ length: 20 }, (_, at) => city.ask(at % 2 ? low : high, query)));
    answers.forEach(({ data }, at) => {
      expect(data.me.partner).toBe(at % 2 ? 'water' : 'credit');
      expect(data.__type.fields.some((field: { name: string }) => field.name === 'price')).toBe(at % 2 === 0);
    });
    const dear = '{ certs(first: 1) { nodes { price } } }';
    expect((await city.ask(high, dear)).data.certs.nodes[0].price).toBe(777.77);
    await refused(dear);
  });

  it('A10 an unknown policy word in a grant opens nothing', async () => {
    const { secret } = await city.partner('odd', { cert: 'L9' as 'L1' });
    expect((await city.ask(secret, '{ certs { totalCount } }')).errors[0]?.extensions.code).toBe('API_VALIDATION');
    expect((await city.ask(secret, '{ me { datasets { dataset } } }')).data.me.datasets).toEqual([]);
  });

  it('A11 neither introspection nor the catalogue query names what is hidden', async () => {
    const names = await city.ask(low, '{ __schema { types { name fields { name description } inputFields { name } enumValues { name } } } datasets { name fields { path } } }');
    expect(names.errors).toEqual([]);
    expect(names.text).not.toMatch(/"(idNo|price|profit|recipe|wage|wages|amount|plants?|Plant|Wage|contactName|driver\.name|materials\[\]\.recipe)"/);
    expect((await city.ask(low, '{ a: __type(name: "Wage") { name } b: __type(name: "Plant") { name } }')).data).toEqual({ a: null, b: null });
  });

  it.each(['certs { nodes { pric } }', 'wage { x }', 'plan(uscc: "P1") { name }', 'cert(certN: "C001") { grade }', 'certs(orderBy: [{ field: pric }]) { totalCount }', 'certs(where: { stat: 1 }) { totalCount }'])(
    'A11 an error never says "Did you mean": %s', async (field) => {
      const { text } = await refused(`{ ${field} }`);
      expect(text).not.toMatch(/Did you mean/i);
    });
});

describe('what goes wrong inside', () => {
  it('A17 a fault is masked, logged once, and found by its correlation id', async () => {
    const { secret } = await city.partner('tester', { cert: 'L2' });
    const { count } = city.store.reader;
    const before = city.faults.length;
    (city.store.reader as { count: unknown }).count = () => Promise.reject(new Error('password=hunter2 at mysql://root'));
    const answer = await city.ask(secret, '{ certs { totalCount } }');
    (city.store.reader as { count: unknown }).count = count;
    expect(answer.text).not.toContain('hunter2');
    expect(answer.errors[0]?.extensions.code).toBe('API_INTERNAL');
    expect(city.faults.slice(before)).toEqual([{ err: expect.objectContaining({ message: expect.stringContaining('hunter2') }), correlationId: answer.headers.get('x-correlation-id') }]);
  });

  it('A17 a store that does not answer says so without naming its host', async () => {
    const { find } = city.store.reader;
    (city.store.reader as { find: unknown }).find = () => Promise.reject(gatewayError('STORE_UNAVAILABLE', { reason: 'connect ECONNREFUSED 10.9.8.7:3306' }));
    const answer = await city.ask(low, '{ certs { nodes { certNo } } }');
    (city.store.reader as { find: unknown }).find = find;
    expect(answer.text).not.toContain('10.9.8.7');
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'API_UNAVAILABLE', retriable: true });
  });
});
