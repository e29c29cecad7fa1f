// The sandbox as the hub meets it: native systems filled from the city, idempotent receivers, restart without doubles.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import iconv from 'iconv-lite';
import { createManualClock, type ManualClock } from './clock';
import { instant } from './city/calendar';
import type { JsonRecord } from './city/emission';
import { createSandbox, type Endpoints, type RestEndpoint, type Sandbox } from './sandbox';

const CITY = { seed: 5, start: '2022-02-26', live: '2022-03-01', historyShare: 0.03, follow: false } as const;
let dir: string;
let clock: ManualClock;
let sandbox: Sandbox;
let endpoints: Endpoints;

async function open(): Promise<void> {
  sandbox = createSandbox({ ...CITY, dir, clock });
  endpoints = await sandbox.start();
}

const request = (rest: RestEndpoint, path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(rest.url + path, { ...init, headers: { authorization: `Bearer ${rest.token}`, ...init.headers } });
const deliver = (rest: RestEndpoint, what: string, key: string, body: unknown) =>
  request(rest, `/receive/${what}`, { method: 'POST', headers: { 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body) });

async function everything(rest: RestEndpoint, resource: string, limit: number): Promise<JsonRecord[]> {
  const all: JsonRecord[] = [];
  for (let cursor = '', more = true; more; ) {
    const { data } = (await (await request(rest, `/api/${resource}?cursor=${cursor}&limit=${limit}`)).json()) as { data: { list: JsonRecord[]; next: string; more: boolean } };
    all.push(...data.list);
    [cursor, more] = [data.next, data.more];
  }
  return all;
}

function rows(file: string, sql: string): JsonRecord[] {
  const db = new Database(file, {});
  try {
    return db.prepare(sql).all() as JsonRecord[];
  } finally {
    db.close();
  }
}

const truthCount = (record: string, fates: readonly string[], instance?: string) => [...sandbox.truth.rows()].filter((row) => row.record === record && fates.includes(row.fate) && (instance === undefined || row.instance === instance)).length;
const SENT = ['stored', 'quarantined', 'duplicate', 'stale'];

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  clock = createManualClock(instant('2022-03-01 06:30'));
  await open();
});
afterEach(async () => {
  await sandbox.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe('native systems', () => {
  it('hold what the truth says, whatever the page size', async () => {
    const small = await everything(endpoints.construction.rest, 'hgz', 7);
    expect(small).toEqual(await everything(endpoints.construction.rest, 'hgz', 1000));
    expect(small).toHaveLength(truthCount('construction.certificate', SENT));
    expect(small.find((entry) => entry.hgzbh === '33021200720220228000137')).toMatchObject({ cph: '浙B·12345', bbh: 1 });
    const projects = rows(endpoints.construction.sql, 'SELECT * FROM TBProjectInfo');
    expect(projects).toHaveLength(127);
    expect(projects.find((row) => row.PrjNum === '3302122105180101')).toMatchObject({ AllInvest: '18500.0000', BuildCorpCode: 'MA2F00012' });
  });

  it('number SQL rows upwards, so that a watermark misses none', () => {
    const plant = endpoints.plants.at(-1);
    const batches = rows(plant?.sql ?? '', 'SELECT * FROM SCJL ORDER BY ID');
    expect(batches.find((row) => row.RWDH === 'R20220228-031' && row.PH === '1')).toMatchObject({ SN1_SJ: '756', CZFS: '自动' });
    expect(batches.map((row) => row.ID)).toEqual(batches.map((_, i) => i + 1));
    const versions = rows(endpoints.construction.sql, 'SELECT RowVer FROM TBBuilderLicenceManage ORDER BY RowVer').map((row) => row.RowVer);
    expect(new Set(versions).size).toBe(versions.length);
  });

  it('drop whole files in the department\'s encoding', () => {
    const file = join(endpoints.civilDefence.drop, 'RFGC_202202_45.csv');
    expect(iconv.decode(readFileSync(file), 'gbk')).toContain('某广场地下室,RF330212-0045');
    expect(readdirSync(endpoints.credit.lists)).toContain('smd_20220301.zip');
    expect(readFileSync(join(endpoints.water.drop, 'SLGC_20220228_03.xml')).subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const dropped = [endpoints.water.drop, endpoints.credit.penalties, endpoints.construction.lims].flatMap((folder) => readdirSync(folder));
    expect(dropped.filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('grow with the clock and go on after a restart without doubling or losing a record', async () => {
    clock.set(instant('2022-03-01 08:10'));
    await sandbox.advance(instant('2022-03-01 07:20'));
    const files = readdirSync(endpoints.credit.lists);
    await sandbox.stop();
    await open();
    const ids = (await everything(endpoints.construction.rest, 'hgz', 500)).length;
    expect(ids).toBe(truthCount('construction.certificate', SENT));
    for (const plant of endpoints.plants) {
      const held = rows(plant.sql, 'SELECT COUNT(*) AS n FROM SCJL')[0]?.n;
      const main = [...sandbox.truth.rows()].filter((row) => row.record === 'plant.batch' && row.instance === plant.plantNo && row.channel === 'main');
      expect(held).toBe(main.length);
    }
    expect(readdirSync(endpoints.credit.lists)).toEqual(files);
    const positions = (await (await request(endpoints.transport.rest, '/positions?limit=5000')).json()) as { items: JsonRecord[] };
    expect(positions.items.length).toBe(truthCount('transport.position', SENT));
    expect(positions.items.length).toBeGreaterThan(84);
  });

  it('answer 304 when nothing is new, 401 without the token, 404 for an unknown resource', async () => {
    const { rest } = endpoints.construction;
    const page = (await (await request(rest, '/api/phb?limit=1000')).json()) as { data: { next: string } };
    const end = await request(rest, `/api/phb?cursor=${page.data.next}`);
    const etag = end.headers.get('etag') ?? '';
    expect((await request(rest, `/api/phb?cursor=${page.data.next}`, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await fetch(`${rest.url}/api/phb`)).status).toBe(401);
    expect((await request(rest, '/api/nothing')).status).toBe(404);
  });
});

describe('the folder', () => {
  it('is refused to a city of another seed', () => {
    expect(() => createSandbox({ ...CITY, seed: 6, dir, clock })).toThrow(/holds another city/);
  });
});

describe('receivers', () => {
  it('take a delivery once, give the same reference again, and refuse the same key with other content', async () => {
    const { rest } = endpoints.water;
    const first = (await (await deliver(rest, 'certificates', 'a', { certNo: '1' })).json()) as { reference: string };
    expect(await (await deliver(rest, 'certificates', 'a', { certNo: '1' })).json()).toEqual({ code: 0, reference: first.reference, duplicate: true });
    expect((await deliver(rest, 'certificates', 'a', { certNo: '2' })).status).toBe(409);
    expect((await request(rest, '/receive/certificates', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status).toBe(400);
    expect(sandbox.receivers.water.count('certificates')).toBe(1);
    expect(sandbox.receivers.water.list('certificates')).toMatchObject([{ idempotencyKey: 'a', body: { certNo: '1' } }]);
  });

  it('fail as often as they are told, and stay down until they are told otherwise', async () => {
    const { rest } = endpoints.transport;
    sandbox.receivers.transport.failNext(2);
    const status = async () => (await deliver(rest, 'certificates', 'b', { certNo: '1' })).status;
    expect([await status(), await status(), await status()]).toEqual([503, 503, 200]);
    sandbox.receivers.transport.setDown(true);
    expect(await status()).toBe(503);
    sandbox.receivers.transport.setDown(false);
    expect(await status()).toBe(200);
    expect(sandbox.receivers.transport.count('certificates')).toBe(1);
  });

  it('bar a listed contractor\'s bid, return receipts, and lift the bar on repair', async () => {
    const { rest } = endpoints.procurement;
    const entry = { entryNo: 'SXQX330200-2022-0015', subjectUscc: '91330203MA2F000127', measures: ['M01', 'M02', 'M05'], status: 'inForce' };
    const bid = { bidNo: 'ZB-1', tenderNo: 'CG-1', bidder: '91330203MA2F000127' };
    expect(sandbox.bid(bid)).toEqual({ accepted: true });
    await deliver(rest, 'list-entries', 'e1', { data: entry });
    expect(sandbox.bid(bid)).toMatchObject({ accepted: false, entryNo: entry.entryNo });
    await sandbox.stop();
    await open();
    expect(sandbox.bid(bid)).toMatchObject({ accepted: false });
    await deliver(endpoints.procurement.rest, 'list-entries', 'e2', { ...entry, status: 'removed' });
    expect(sandbox.bid(bid)).toEqual({ accepted: true });
    const { list } = (await (await request(endpoints.procurement.rest, '/receipts')).json()) as { list: JsonRecord[] };
    expect(list.map((row) => `${String(row.measure)} ${String(row.action)} ${String(row.caseRef)}`)).toEqual(['M01 执行 ', 'M02 执行 ', 'M01 执行 ZB-1', 'M01 解除 ZB-1', 'M02 解除 ']);
    expect([...sandbox.truth.expected('restrictionReceipt').values()].map((row) => row.doc?.action)).toEqual(['lifted', 'lifted']);
  });
});

describe('the truth', () => {
  it('expects, of several versions, the highest', () => {
    const row = sandbox.truth.expected('concreteCert').get('33021200720220228000137');
    expect(row).toMatchObject({ version: 3, doc: { status: 'accepted' }, refs: { driverRef: '陈师傅' } });
  });
});
