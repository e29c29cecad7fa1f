// A plant's day: trucks loaded, certified, driven, checked, unloaded; the nightly CSV after a network cut.
import { randomStream, round, type Random } from '../../random';
import { compactDay, DAY, HOUR, MINUTE, minutes, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { kilometres, toGcj02 } from '../geometry';
import { batchKind } from '../kinds/batch';
import { acceptanceKind, tripKind } from '../kinds/certificate';
import { known, type Content } from '../record-kind';
import type { Order, Scene } from '../scene';
import { personName } from '../world/enterprises';
import type { Plant, Truck } from '../world/plants';
import { loadTruck, type Load } from './batches';
import { certify, confirm } from './certificates';
import { planCubes } from './cubes';
import { openOrder, pour } from './orders';
import { drive } from './positions';

/** 3.553 million certificates from May 2021 to February 2022. */
const CERTIFICATES_A_DAY = 3_553_000 / 304;
const DIVERSIONS = 0.003;
/** Share of trucks that start in each hour from 05:00 to 22:00. */
const HOURS = [2, 4, 6, 8, 11, 11, 9, 5, 5, 9, 10, 9, 6, 4, 3, 2, 2, 1];

/** One journey, epoch ms. */
export interface Journey {
  readonly tripNo: string;
  readonly certNo: string;
  readonly plant: Plant;
  readonly order: Order;
  readonly truck: Truck;
  readonly volume: number;
  readonly loadedAt: number;
  readonly issuedAt: number;
  readonly gateOutAt: number;
  readonly siteInAt: number;
  readonly checkedAt: number;
  readonly unloadStartAt: number;
  readonly unloadEndAt: number;
  readonly backAt: number;
  readonly distanceKm: number;
  readonly diverted: boolean;
  readonly slumpMm: number;
}

export function planTrips(scene: Scene, plant: Plant, day: number): void {
  const random = randomStream(scene.seed, 'trips', plant.no, day);
  if (scene.suspended.has(plant.no)) return;
  const expected = (CERTIFICATES_A_DAY / scene.scale / scene.plants.length) * scene.share(day);
  const count = Math.max(scene.share(day) < 1 ? 1 : 0, Math.round(random.normal(expected, expected * 0.06)));
  const cutAt = day + random.int(8, 19) * HOUR;
  const cut = random.chance(0.3) ? ([cutAt, cutAt + HOUR] as const) : undefined;
  const loads: Load[] = [];
  for (const startAt of startTimes(day, count, random)) {
    const load = planTrip(scene, plant, startAt, random, cut);
    if (load) loads.push(load);
  }
  washWater(scene, plant, day, random);
  if (cut) nightlyCsv(scene, plant, day, loads);
}

function startTimes(day: number, count: number, random: Random): number[] {
  const total = HOURS.reduce((sum, weight) => sum + weight, 0);
  const one = () => {
    let left = random.next() * total;
    const hour = HOURS.findIndex((weight) => (left -= weight) < 0);
    return day + (5 + Math.max(hour, 0)) * HOUR + Math.floor(random.next() * HOUR);
  };
  return Array.from({ length: count }, one).sort((a, b) => a - b);
}

function planTrip(scene: Scene, plant: Plant, startAt: number, random: Random, cut?: readonly [number, number]): Load | undefined {
  const truck = plant.trucks.find((candidate) => candidate.freeAt <= startAt && candidate.plate !== '浙B12345');
  if (!truck) return undefined;
  const order = openOrder(scene, plant, startAt, random);
  const volume = random.int(12, 24) / 2;
  const tripNo = `T${compactDay(startAt).slice(2)}-${String(scene.serial(`trip ${plant.no} ${compactDay(startAt)}`)).padStart(4, '0')}`;
  const load = loadTruck(scene, plant, order, { tripNo, volume, startAt, truck, cut }, random);
  const journey = planJourney(scene, plant, order, truck, { tripNo, volume, load }, random);
  truck.freeAt = journey.backAt;
  const certificate = certify(scene, journey, load, random);
  writeTrip(scene, { ...journey, certNo: String(certificate.doc.certNo) }, certificate, random);
  pour(scene, plant, order, volume, journey.unloadEndAt, random);
  return load;
}

function planJourney(scene: Scene, plant: Plant, order: Order, truck: Truck, given: { tripNo: string; volume: number; load: Load }, random: Random): Journey {
  const loadedAt = minutes(given.load.lastAt + MINUTE);
  const issuedAt = loadedAt + random.int(1, 3) * MINUTE;
  const gateOutAt = issuedAt + random.int(2, 4) * MINUTE;
  const siteInAt = gateOutAt + random.int(16, 52) * MINUTE;
  const checkedAt = siteInAt + random.int(2, 6) * MINUTE;
  const unloadStartAt = checkedAt + random.int(1, 5) * MINUTE;
  const unloadEndAt = unloadStartAt + random.int(9, 20) * MINUTE;
  return {
    ...given, certNo: '', plant, order, truck, loadedAt, issuedAt, gateOutAt, siteInAt, checkedAt, unloadStartAt, unloadEndAt,
    backAt: unloadEndAt + random.int(15, 45) * MINUTE, distanceKm: round(kilometres(plant.location, order.project.location) * 1.35, 2), diverted: random.chance(DIVERSIONS),
    slumpMm: random.int(33, 42) * 5,
  };
}

/** Trip, positions, site check, cubes and the certificate's second version. */
function writeTrip(scene: Scene, journey: Journey, certificate: Content, random: Random): void {
  const { desk } = scene;
  desk.write(tripKind, { doc: tripDoc(journey, false), version: 1 }, { at: journey.gateOutAt + MINUTE, random });
  desk.write(tripKind, { doc: tripDoc(journey, true), version: 2 }, { at: journey.backAt + MINUTE, random });
  if (journey.gateOutAt >= scene.live) drive(scene, journey);
  if (journey.diverted) return;
  const accepted = !random.chance(0.005);
  desk.write(acceptanceKind, acceptance(journey, accepted, random), { at: journey.checkedAt + MINUTE, random });
  confirm(scene, journey, certificate, accepted, random);
  if (accepted) planCubes(scene, journey, random);
}

function tripDoc(journey: Journey, back: boolean): JsonRecord {
  const later = (ms: number) => (back && !journey.diverted ? stamp(ms) : undefined);
  return known({
    shipperUscc: journey.plant.uscc, tripNo: journey.tripNo, certNo: journey.certNo, plate: journey.truck.plate, projectCode: journey.order.project.code,
    loadEndAt: stamp(journey.loadedAt), gateOutAt: stamp(journey.gateOutAt), siteInAt: later(journey.siteInAt), unloadStartAt: later(journey.unloadStartAt),
    unloadEndAt: later(journey.unloadEndAt), siteOutAt: later(journey.unloadEndAt + 5 * MINUTE), plantBackAt: back ? stamp(journey.backAt) : undefined,
    distanceKm: journey.distanceKm, returnedM3: back ? 0 : undefined, status: back ? (journey.diverted ? 'diverted' : 'done') : 'enRoute', source: 'declared',
  });
}

function acceptance(journey: Journey, accepted: boolean, random: Random) {
  const { location } = journey.order.project;
  const shifted = toGcj02(location);
  const doc = known({
    certNo: journey.certNo, projectCode: journey.order.project.code, arrivedAt: stamp(journey.siteInAt), checkedAt: stamp(journey.checkedAt),
    slumpMm: accepted ? journey.slumpMm - 5 : 120, tempC: random.real(10, 25, 1), confirmedVolume: journey.volume, designationOk: true,
    result: accepted ? 'accepted' : 'rejected', rejectReason: accepted ? undefined : 'slump', disposal: accepted ? 'none' : 'returnedPlant',
    plantConfirmAt: stamp(journey.checkedAt + 10 * MINUTE), location: { ...location },
  });
  const people = randomStream('site people', journey.order.project.code);
  return {
    doc, version: 1, refs: { receiverRef: personName(people), supervisorRef: personName(people) },
    extra: { jd: shifted.lng.toFixed(8), wd: shifted.lat.toFixed(8) },
  };
}

/** The drum is rinsed at closing time: 0 m³, no record for the hub. */
function washWater(scene: Scene, plant: Plant, day: number, random: Random): void {
  const at = day + 23 * HOUR + 40 * MINUTE + random.int(0, 600) * 1000;
  const doc = {
    plantUscc: plant.uscc, lineNo: '1', batchNo: `XJ${compactDay(day)}-1`, taskNo: `XJ${compactDay(day)}`, tripNo: '', startedAt: stamp(at - 60_000), dischargedAt: stamp(at), volume: 0, mode: 'manual',
  };
  const extra = { PH: '1', CH: '', CZFS: '洗机', SHUI_LL: '500', SHUI_SJ: '498' };
  scene.desk.write(batchKind, { doc, extra }, { at: at + 8000, instance: plant.no, fate: 'skipped' });
}

/** All rows of the day once more, and those of the cut hour for the first time. */
function nightlyCsv(scene: Scene, plant: Plant, day: number, loads: readonly Load[]): void {
  const at = day + DAY + 20 * MINUTE;
  const file = `SCJL_${plant.no}_${compactDay(day)}.csv`;
  for (const { row } of loads.flatMap((load) => load.written)) {
    const fate = row.fate === 'stored' && !row.unsent ? 'duplicate' : row.fate;
    scene.desk.put({ at, record: batchKind.record, instance: plant.no, channel: 'csv', file, native: row.native, truth: { ...row.truth, fate } });
  }
}
