// Sent = receipted: after a stretch of the city's life, every department has what concerns it, and the hub has its receipt.
import type { Store } from '@lianshu/gateway';
import { instant } from '@lianshu/sandbox';
import { type CityHub, startCityHub } from './city-hub';
import { type Delivered, deliveredTo, tableOf } from './delivered';
import { onBothPairs, type Pair } from './pairs';

/** `LIANSHU_TEST_DAYS=7` and `LIANSHU_TEST_SCALE=20` are the simulated week at one twentieth of Ningbo. */
const DAYS = Number(process.env.LIANSHU_TEST_DAYS ?? 0.25);
const SCALE = Number(process.env.LIANSHU_TEST_SCALE ?? 40);
const DAY = 86_400_000;
const FROM = '2022-04-04 06:00';
const RECEIPTS_LOOKED_UP = 25;

onBothPairs(`deliveries of ${DAYS} days at 1:${SCALE}`, (open) => {
  let pair: Pair;
  let city: CityHub;
  let store: Store;
  let rows: readonly Delivered[];

  /** Departments fail now and then: what they answered with 503 must come again, once. */
  const trouble = async (): Promise<void> => {
    for (const department of ['civil-defence', 'water', 'procurement'] as const) city.sandbox.receivers[department].failNext(2);
  };

  /** Pauses before another try are on the city's clock: it creeps on while the work runs. */
  const whileTimePasses = async (work: () => Promise<void>): Promise<void> => {
    const ticking = setInterval(() => city.clock.set(city.clock.now() + 200), 50);
    await work().finally(() => clearInterval(ticking));
  };

  beforeAll(async () => {
    pair = await open();
    city = await startCityHub(pair, { scale: SCALE, from: FROM });
    const opened = city.hub().store;
    if (!opened) throw new Error('this hub has a gateway');
    store = opened;
    await city.settle();
    await whileTimePasses(async () => {
      await city.advanceTo(instant(FROM) + DAYS * DAY, trouble);
      await city.settle();
    });
    rows = await deliveredTo(city, store);
    process.stderr.write(`${tableOf(rows)}\n`);
  }, 3_600_000);

  afterAll(async () => {
    await city?.close();
    await pair?.remove();
  }, 120_000);

  it('reaches every department that takes something', () => {
    expect(rows.map(({ sink }) => sink).sort()).toEqual([
      'civil-defence.certificates', 'civil-defence.list-entries', 'construction.certificates', 'construction.list-entries', 'credit.receipts', 'procurement.list-entries', 'transport.certificates', 'transport.list-entries',
      'water.certificates', 'water.list-entries',
    ]);
    expect(rows.filter(({ expected }) => expected === 0)).toEqual([]);
  });

  it('gives each department all that concerns it and nothing else, last in its true content', () => {
    expect(rows.filter(({ wrong }) => wrong.length > 0).map(({ sink, wrong }) => [sink, wrong.slice(0, 10)])).toEqual([]);
  });

  it('has a receipt for each entry of each feed, and each department counts the same', () => {
    for (const { sink, entries, sent, receipted, refused, received } of rows) {
      expect({ sink, sent, receipted, refused, received }).toEqual({ sink, sent: entries, receipted: entries, refused: 0, received: entries });
    }
  });

  it('keeps the reference that the department gave', async () => {
    for (const { sink } of rows.filter(({ feed }) => feed.startsWith('certificates-'))) {
      const department = sink.slice(0, sink.indexOf('.')) as keyof typeof city.sandbox.receivers;
      for (const { reference, idempotencyKey, body } of city.sandbox.receivers[department].list('certificates').slice(-RECEIPTS_LOOKED_UP)) {
        const kept = await store.deliveries.list({ sink, subject: (body as { certNo: string }).certNo }, 100);
        expect(kept.filter(({ eventId }) => eventId === idempotencyKey)).toEqual([expect.objectContaining({ status: 'receipted', reference })]);
      }
    }
  });
});
