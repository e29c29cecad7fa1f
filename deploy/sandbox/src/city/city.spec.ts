// Laws of the whole city: one seed one story, in time order, at the set rates, with right identifiers and unambiguous bins.
import { createHash } from 'node:crypto';
import { createCity } from './city';
import { DAY, HOUR, instant } from './calendar';
import { isUscc } from './identifiers';
import type { Emission, JsonRecord } from './emission';

const SHORT = { seed: 7, start: '2022-02-21', live: '2022-02-24', historyShare: 0.2 };
const until = instant('2022-02-26') - 1;
const story = [...createCity(SHORT).advanceTo(until)];
const digest = (emissions: Iterable<Emission>) => {
  const hash = createHash('sha256');
  for (const emission of emissions) hash.update(JSON.stringify(emission));
  return hash.digest('hex');
};
const of = (record: string) => story.filter((emission) => emission.record === record);

describe('the city', () => {
  it('tells the same story for the same seed, in whatever steps it is asked', () => {
    const city = createCity(SHORT);
    const stepped: Emission[] = [];
    for (let to = instant('2022-02-21') - HOUR; to < until; to += 7.3 * HOUR) stepped.push(...city.advanceTo(to));
    stepped.push(...city.advanceTo(until));
    expect(digest(stepped)).toBe(digest(story));
    expect(digest(createCity({ ...SHORT, seed: 8 }).advanceTo(instant('2022-02-22')))).not.toBe(digest(createCity(SHORT).advanceTo(instant('2022-02-22'))));
  });

  it('tells it in time order, numbered without a gap', () => {
    const wrong = story.filter((emission, i) => emission.n !== i + 1 || emission.at < (story[i - 1]?.at ?? 0));
    expect(wrong).toEqual([]);
  });

  it('expects no number with a binary tail: six decimals at most', () => {
    const tails = story.filter((emission) => emission.truth?.doc && /\d\.\d{7,}[,}\]]/.test(JSON.stringify(emission.truth.doc)));
    expect(tails.map((emission) => emission.truth?.doc)).toEqual([]);
  });

  it('gives every enterprise a credit code with right check digits', () => {
    const codes = of('construction.corp').flatMap((e) => (e.truth?.doc ? [String(e.truth.doc.uscc)] : []));
    expect(codes.length).toBeGreaterThan(90);
    expect(codes.filter((code) => !isUscc(code))).toEqual([]);
    expect(isUscc('11330200MB0A00018F')).toBe(true);
  });

  it('has the traffic of one twentieth of Ningbo on live days', () => {
    const live = (record: string) => of(record).filter((e) => e.at >= instant('2022-02-24') && e.truth?.fate !== 'duplicate');
    const certificates = new Set(live('construction.certificate').map((e) => e.native.hgzbh)).size / 2;
    expect(certificates).toBeGreaterThan(530);
    expect(certificates).toBeLessThan(640);
    const batches = live('plant.batch').filter((e) => e.channel === 'main').length / 2 / certificates;
    expect(batches).toBeGreaterThan(2);
    expect(batches).toBeLessThan(4);
    expect(live('transport.position').length / 2).toBeGreaterThan(35_000);
  });

  it('plants malformed records at the set rate', () => {
    const rows = of('construction.certificate').filter((e) => e.truth?.version === 1);
    const share = (list: Emission[]) => list.filter((e) => e.truth?.fate === 'quarantined').length / list.length;
    expect(share(rows)).toBeGreaterThan(0.01);
    expect(share(rows)).toBeLessThan(0.032);
    const positions = share(of('transport.position'));
    expect(positions).toBeGreaterThan(0.003);
    expect(positions).toBeLessThan(0.007);
    expect(story.filter((e) => e.truth?.fate === 'quarantined' && e.truth.faults?.length !== 1)).toEqual([]);
  });

  it('weighs about one batch in a hundred out of tolerance', () => {
    const batches = of('plant.batch').filter((e) => e.channel === 'main' && e.truth?.fate === 'stored');
    const out = batches.filter((e) => (e.truth?.doc?.materials as JsonRecord[]).some((part) => Math.abs(Number(part.actualKg) / Number(part.targetKg) - 1) > limit(String(part.material))));
    expect(out.length / batches.length).toBeGreaterThan(0.004);
    expect(out.length / batches.length).toBeLessThan(0.02);
  });

  it('takes each batch\'s material from the arrival that lies in the bin at that moment, known an hour and more before', () => {
    const arrivals = of('construction.material-batch').filter((e) => e.truth?.doc).map((e) => ({ at: e.at, doc: e.truth?.doc as JsonRecord }));
    for (const emission of of('plant.batch').filter((e) => e.truth?.fate === 'stored')) {
      const batch = emission.truth?.doc as JsonRecord;
      for (const part of batch.materials as JsonRecord[]) {
        const inBin = arrivals.filter(({ doc }) => doc.receiverUscc === batch.plantUscc && doc.siloNo === part.binNo && String(doc.arrivedAt) <= String(batch.dischargedAt));
        const last = inBin.sort((a, b) => String(a.doc.arrivedAt).localeCompare(String(b.doc.arrivedAt))).at(-1);
        const known = Math.min(...inBin.filter(({ doc }) => doc.materialBatchId === part.materialBatchId).map(({ at }) => at));
        if (last?.doc.materialBatchId !== part.materialBatchId || emission.at - known < HOUR) throw new Error(`${String(batch.batchNo)} ${String(part.binNo)}`);
      }
    }
  });

  it('reports 44 in 100 groups when they are 28 days old', () => {
    const long = [...createCity({ seed: 3, start: '2022-02-21', live: '2022-06-01', historyShare: 0.05 }).advanceTo(instant('2022-04-04'))];
    const groups = long.filter((e) => e.record === 'construction.cube-group' && e.at < instant('2022-04-04') - 29 * DAY && e.truth?.fate !== 'duplicate').length;
    const reports = new Set(long.filter((e) => e.record === 'construction.test-report').map((e) => e.native.SKBH)).size;
    expect(reports / groups).toBeGreaterThan(0.34);
    expect(reports / groups).toBeLessThan(0.54);
  });
});

function limit(material: string): number {
  return material === 'sand' || material === 'stone' ? 0.03 : material === 'water' || material === 'admixture' ? 0.01 : 0.02;
}
