// Real input without TypeScript: a laboratory's table of mixes becomes test reports and mix designs, by schema, table and connection alone.
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { realClock } from '../src/clock';
import { loadConfig } from '../src/config';
import { type Hub, startHub } from '../src/hub';
import { createLog } from '../src/log';
import { asker } from './ask';
import { onBothPairs, type Pair } from './pairs';
import { until } from './until';

const ROOT = path.join(__dirname, '..', '..', '..');
const INPUT = path.join(ROOT, '..', 'shared', 'data', 'concrete-uci', 'Concrete_Data.csv');
const PLANT = '91330212MA2G00021Q';

interface Counted {
  readonly reports: { readonly totalCount: number };
  readonly mixes: { readonly totalCount: number };
}
const COUNTS = '{ reports: testReports(first: 1) { totalCount } mixes: mixDesigns(first: 1) { totalCount } }';
const BY_AGE = '{ testReportsAggregate(groupBy: [ageDays]) { group { ageDays } count avg { groupValueMPa } } }';

/** The same by hand: strengths rounded half to even to one place, as D16 stores them (GB/T 8170), then averaged. */
function describeOrSkip(): typeof describe {
  return existsSync(INPUT) ? describe : describe.skip;
}

describeOrSkip()(existsSync(INPUT) ? 'a laboratory joins' : 'a laboratory joins (skipped: ../shared/data/concrete-uci is not here)', () => {
  onBothPairs('1,030 laboratory reports', (open) => {
    let pair: Pair;
    let hub: Hub;
    let ask: ReturnType<typeof asker>;
    let folder: string;

    beforeAll(async () => {
      pair = await open();
      folder = path.join(pair.dir, 'drop');
      mkdirSync(folder);
      copyFileSync(INPUT, path.join(folder, 'Concrete_Data.csv'));
      const values = { laboratory: { labUscc: PLANT, plantUscc: PLANT, approvedOn: '1998-08-03', folder } };
      const connections = [path.join(ROOT, 'deploy', 'connections', 'laboratory', 'concrete-uci.yaml')];
      const config = loadConfig({ environment: {}, overrides: { ...pair.config, connections, values } });
      hub = await startHub(config, { clock: realClock, log: createLog('warn'), environment: {} });
      const store = hub.store;
      if (!store) throw new Error('this hub has a gateway');
      await store.partners.add({ id: 'lab', name: 'laboratory' });
      await store.partners.grant({ partnerId: 'lab', dataset: 'testReport', maxLevel: 'L3' });
      await store.partners.grant({ partnerId: 'lab', dataset: 'mixDesign', maxLevel: 'L3' });
      ask = asker(hub.url, (await store.partners.issueKey({ partnerId: 'lab', role: 'partner' })).secret);
    }, 120_000);

    afterAll(async () => {
      await hub?.close();
      await pair?.remove();
    }, 60_000);

    it('stores 1,030 reports, exact repeats kept apart by row, and 427 distinct mixes', async () => {
      const counted = await until('all reports and mixes', () => ask<Counted>(COUNTS), ({ reports, mixes }) => reports.totalCount === 1030 && mixes.totalCount === 427);
      expect(counted).toEqual({ reports: { totalCount: 1030 }, mixes: { totalCount: 427 } });
    }, 120_000);

    it('answers the mean strength by age', async () => {
      const { testReportsAggregate } = await ask<{ testReportsAggregate: { group: { ageDays: number }; count: number; avg: { groupValueMPa: number } }[] }>(BY_AGE);
      const of = (days: number) => testReportsAggregate.find(({ group }) => group.ageDays === days);
      expect(testReportsAggregate).toHaveLength(14);
      expect(of(28)?.count).toBe(425);
      expect(of(28)?.avg.groupValueMPa).toBeCloseTo(36.75, 1);
      expect(of(3)?.avg.groupValueMPa).toBeCloseTo(18.98, 1);
    });

    it('changes nothing when the same table comes again', async () => {
      const before = await hub.store?.changes.latest();
      copyFileSync(INPUT, path.join(folder, 'Concrete_Data.csv'));
      await until('the file to be taken away', async () => existsSync(path.join(folder, 'Concrete_Data.csv')), (there) => !there);
      await hub.schedules?.runNow('laboratory.mix-test');
      expect(await ask<Counted>(COUNTS)).toEqual({ reports: { totalCount: 1030 }, mixes: { totalCount: 427 } });
      expect(await hub.store?.changes.latest()).toBe(before);
      expect(await hub.store?.quarantine.count({})).toBe(0);
    }, 60_000);
  });
});
