// The crash test: the hub is killed at seeded moments while the city lives on, with Kafka and MariaDB on the real pair; nothing is lost or doubled.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type NativeService, startKafka, startMariadb } from '@lianshu/native';
import { MAX_STEP } from '@lianshu/sandbox';
import { startHub } from '../src/hub';
import { createLog } from '../src/log';
import { audit } from './audit';
import { settleHub } from './city-hub';
import { type CrashCity, type Mortal, startCrashCity } from './crash-city';
import { openEmbedded, openReal, type Pair } from './pairs';
import { compare } from './truth';

/** `LIANSHU_TEST_CRASHES=20 LIANSHU_TEST_SERVICE_CRASHES=5 LIANSHU_TEST_DAYS=7 LIANSHU_TEST_SCALE=20` is the acceptance run. */
const CRASHES = Number(process.env.LIANSHU_TEST_CRASHES ?? 5);
const SERVICE_CRASHES = Number(process.env.LIANSHU_TEST_SERVICE_CRASHES ?? 1);
const DAYS = Number(process.env.LIANSHU_TEST_DAYS ?? 0.25);
const SCALE = Number(process.env.LIANSHU_TEST_SCALE ?? 40);
const SEED = Number(process.env.LIANSHU_TEST_SEED ?? 1);
const DAY = 86_400_000;
const FROM = '2022-04-04 06:00';

interface Place {
  readonly pair: Pair;
  readonly services: Readonly<Record<string, Mortal>>;
  remove(): Promise<void>;
}

function crashTest(open: () => Promise<Place>, victims: readonly string[]): void {
  let place: Place;
  let city: CrashCity;

  beforeAll(async () => {
    place = await open();
    const { random, shuffled } = seeded(SEED);
    order = shuffled(victims);
    city = await startCrashCity(place.pair, { scale: SCALE, from: FROM, random, services: place.services });
  }, 300_000);
  let order: readonly string[] = [];

  afterAll(async () => {
    await city?.close();
    await place?.remove();
  }, 120_000);

  it(`loses nothing and doubles nothing over ${victims.length} kills`, async () => {
    // The past is taken in undisturbed: a batch that meets a half-loaded bin table takes the filling before, and the city promises only
    // that a filling is known an hour before its use. Then each kill has a step of its own, with fresh work.
    await city.advance(city.clock.now(), []);
    const begin = city.clock.now();
    const steps = Math.max(order.length, Math.ceil((DAYS * DAY) / MAX_STEP));
    for (let n = 1, done = 0; n <= steps; n += 1) {
      const due = Math.floor((n / steps) * order.length);
      await city.advance(begin + Math.round((n / steps) * DAYS * DAY), order.slice(done, due));
      done = due;
    }
    await city.stopHub();

    const hub = await startHub(city.config, { clock: city.clock, log: createLog('warn', city.log), environment: {} });
    try {
      await settleHub(hub, city.config);
      if (!hub.store) throw new Error('this hub has a gateway');
      const truth = await compare(city.sandbox, hub.store);
      const { differences, ...counts } = await audit(hub, city.config, city.sandbox);
      report(city, { stored: truth.stored, quarantined: truth.quarantined, ...counts }, [...truth.differences, ...differences]);
      expect([...truth.differences, ...differences]).toEqual([]);
      expect(city.crashes.map(({ victim }) => victim)).toEqual(order);
    } finally {
      await hub.close();
    }
  }, 10_800_000);
}

function report({ crashes }: CrashCity, counts: object, differences: readonly string[]): void {
  const downs = crashes.map(({ victim, downMs, readings }) => `${victim}@${readings}:${downMs}ms`).join(' ');
  process.stderr.write(`${JSON.stringify(counts)}\nkills: ${downs}\ndifferences: ${differences.length}\n${differences.slice(0, 40).join('\n')}\n`);
}

/** mulberry32: the same seed, the same moments. */
function seeded(seed: number) {
  let state = seed;
  const random = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const shuffled = <T>(items: readonly T[]): T[] => items.map((item) => ({ item, at: random() })).sort((a, b) => a.at - b.at).map(({ item }) => item);
  return { random, shuffled };
}

const times = (count: number, victim: string): string[] => Array.from({ length: count }, () => victim);

/** Own services in a folder of their own: killing shared ones would disturb other tests. */
async function openMortal(): Promise<Place> {
  const dir = mkdtempSync(path.join(os.tmpdir(), 'lianshu-crash-'));
  const started: NativeService[] = [];
  const remove = async (): Promise<void> => {
    for (const service of started) await service.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const kafka = await startKafka({ dir });
    started.push(kafka);
    const mariadb = await startMariadb({ dir });
    started.push(mariadb);
    const pair = await openReal(kafka.address, mariadb.url);
    return { pair, services: { kafka, mariadb }, remove: () => pair.remove().finally(remove) };
  } catch (error) {
    await remove();
    throw error;
  }
}

const ofPair = async (opening: Promise<Pair>): Promise<Place> => {
  const pair = await opening;
  return { pair, services: {}, remove: () => pair.remove() };
};

/** Why Kafka and MariaDB cannot be killed here; empty if they can. */
function cannotKill(): string {
  const missing = [['java', '-version'], ['mvn', '-v'], ['mariadbd', '--version']].filter(([command = '', flag = '']) => spawnSync(command, [flag]).status !== 0);
  return missing.length > 0 ? `${missing.map(([command]) => command).join(', ')} not found, so services cannot be killed` : '';
}

describe(`the hub is killed during ${DAYS} days of the city at 1:${SCALE}, on the embedded pair`, () => crashTest(() => ofPair(openEmbedded()), times(CRASHES, 'hub')));

const { LIANSHU_TEST_KAFKA: givenKafka, LIANSHU_TEST_MARIADB: givenMariadb } = process.env;
const title = `the hub is killed during ${DAYS} days of the city at 1:${SCALE}, on Kafka and MariaDB`;
if (!givenKafka || !givenMariadb) {
  describe.skip(`${title} (skipped: LIANSHU_TEST_KAFKA or LIANSHU_TEST_MARIADB is not set)`, () => crashTest(openMortal, []));
} else if (cannotKill() !== '') {
  describe(`${title}; the services live (${cannotKill()})`, () => crashTest(() => ofPair(openReal(givenKafka, givenMariadb)), times(CRASHES, 'hub')));
} else {
  describe(`${title}, which are killed too`, () => crashTest(openMortal, [...times(CRASHES, 'hub'), ...times(SERVICE_CRASHES, 'kafka'), ...times(SERVICE_CRASHES, 'mariadb')]));
}
