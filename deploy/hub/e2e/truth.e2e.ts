// The truth comparison: a stretch of the city's life through both pairs, and every record accounted for.
import { instant } from '@lianshu/sandbox';
import { type CityHub, startCityHub } from './city-hub';
import { onBothPairs, type Pair } from './pairs';
import { compare } from './truth';

/** `LIANSHU_TEST_DAYS=7` and `LIANSHU_TEST_SCALE=20` are the simulated week at one twentieth of Ningbo. */
const DAYS = Number(process.env.LIANSHU_TEST_DAYS ?? 0.25);
const SCALE = Number(process.env.LIANSHU_TEST_SCALE ?? 40);
const DAY = 86_400_000;
const FROM = '2022-04-04 06:00';

onBothPairs(`the city's truth over ${DAYS} days at 1:${SCALE}`, (open) => {
  let pair: Pair;
  let city: CityHub;

  beforeAll(async () => {
    pair = await open();
    city = await startCityHub(pair, { scale: SCALE, from: FROM });
  }, 300_000);

  afterAll(async () => {
    await city?.close();
    await pair?.remove();
  }, 120_000);

  it('every record is in the store with equal fields, or in quarantine for the reason that was planted', async () => {
    await city.settle();
    await city.advanceTo(instant(FROM) + DAYS * DAY);
    await city.settle();
    const { store } = city.hub();
    if (!store) throw new Error('this hub has a gateway');
    const { stored, quarantined, differences } = await compare(city.sandbox, store);
    const report = [JSON.stringify(stored), JSON.stringify(quarantined), ...differences.slice(0, 40)];
    process.stderr.write(`${report.join('\n')}\n`);
    expect(differences).toEqual([]);
  }, 3_600_000);
});
