// Material arrivals of a plant: which bin is filled in the night, and the reports that follow.
import { randomStream, round, type Random } from '../../random';
import { compactDay, DAY, HOUR, MINUTE, minutes, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import type { Bin } from '../kinds/batch';
import { materialBatchKind, materialReportKind } from '../kinds/materials';
import { known } from '../record-kind';
import type { Scene } from '../scene';
import { personName } from '../world/enterprises';
import { SPECS } from '../world/mixes';
import type { BinGroup, Filling, Plant } from '../world/plants';

/** Share of material batches whose report comes after their first use. */
const LATE_INSPECTION = 0.005;
const REPORT_AFTER_H: Readonly<Record<string, number>> = { cement: 76, flyAsh: 3, slag: 3, sand: 6, stone: 6, admixture: 5, water: 4 };

export interface Arrival {
  readonly materialBatchId: string;
  readonly material: string;
  readonly bin: string;
  readonly tonnes: number;
  readonly arrivedAt: number;
  readonly reportAt: number;
  readonly reportNo: string;
  readonly producer: number;
}

/** First filling of every bin group in use, four days before the city starts. */
export function fillBins(scene: Scene, plant: Plant, start: number): void {
  const random = randomStream(scene.seed, 'first filling', plant.no);
  plant.groups.forEach((group, i) => {
    const at = minutes(start - 4 * DAY + HOUR + i * 20 * MINUTE);
    fill(scene, plant, group, group.current, { at, random, tonnes: group.material === 'water' ? 1000 : group.lotTonnes });
  });
}

/** Night deliveries (00:30–03:30, nothing is poured then) for the bins that run low. */
export function planDeliveries(scene: Scene, plant: Plant, day: number): void {
  const random = randomStream(scene.seed, 'deliveries', plant.no, day);
  plant.groups.forEach((group, i) => {
    const slot = nextSlot(group, dailyKg(group.material, scene, day));
    if (slot === undefined) return;
    fill(scene, plant, group, slot, { at: minutes(day + 30 * MINUTE + i * 20 * MINUTE + random.int(0, 15) * MINUTE), random, tonnes: group.lotTonnes });
  });
  if (random.chance(0.25 * scene.share(day))) strayArrival(scene, plant, day, random);
}

/** Which bin to fill tonight: the other one, or the only one. */
function nextSlot(group: BinGroup, daily: number): number | undefined {
  if (group.leadDays === 0 || daily === 0) return undefined;
  const total = group.fillings.reduce((sum, filling) => sum + (filling?.remainingKg ?? 0), 0);
  if (total > daily * group.leadDays) return undefined;
  return group.bins.length === 1 ? group.current : (group.current + 1) % group.bins.length;
}

function dailyKg(material: string, scene: Scene, day: number): number {
  const perM3: Readonly<Record<string, number>> = { cement: 320, flyAsh: 62, slag: 35, sand: 800, stone: 1055, admixture: 8 };
  return ((3_553_000 / 304 / scene.scale / scene.plants.length) * 9 * (perM3[material] ?? 0)) * Math.max(scene.share(day), 0.02);
}

function fill(scene: Scene, plant: Plant, group: BinGroup, slot: number, given: { at: number; random: Random; tonnes: number }): void {
  const { at, random, tonnes } = given;
  const bin = group.bins[slot];
  if (!bin) return;
  const serial = String(scene.serial(`material ${plant.no} ${compactDay(at)}`) + 10).padStart(2, '0');
  const late = random.chance(LATE_INSPECTION);
  arrive(scene, plant, {
    materialBatchId: `MB-${plant.no}-${compactDay(at)}-${serial}`, material: group.material, bin, tonnes, arrivedAt: at,
    reportAt: at + ((REPORT_AFTER_H[group.material] ?? 6) + (late ? 30 : 0)) * HOUR, reportNo: `YC-${plant.no}-${compactDay(at)}-${serial}`, producer: random.int(0, 7),
  }, random);
}

/** Writes batch, report and the batch's second version, and fills the bin. */
export function arrive(scene: Scene, plant: Plant, arrival: Arrival, random?: Random): void {
  const { desk } = scene;
  const doc = arrivalDoc(scene, plant, arrival);
  desk.write(materialBatchKind, { doc, version: 1 }, { at: arrival.arrivedAt + MINUTE, random, sound: true });
  desk.write(materialBatchKind, { doc: { ...doc, inspectionStatus: 'qualified' }, version: 2 }, { at: arrival.reportAt + 2 * MINUTE, random, sound: true });
  desk.write(materialReportKind, { doc: reportDoc(plant, arrival), refs: reporters(plant), version: 1 }, { at: arrival.reportAt + MINUTE, random });
  const group = plant.groups.find((candidate) => candidate.bins.includes(arrival.bin as Bin));
  const filling: Filling = { materialBatchId: arrival.materialBatchId, reportNo: arrival.reportNo, readyAt: arrival.reportAt, remainingKg: arrival.tonnes * 1000 };
  if (group) group.fillings[group.bins.indexOf(arrival.bin as Bin)] = filling;
}

/** A delivery to the reserve store that no batch uses: faults may be planted on it. */
function strayArrival(scene: Scene, plant: Plant, day: number, random: Random): void {
  const at = minutes(day + random.int(6, 20) * HOUR);
  const serial = String(scene.serial(`reserve ${plant.no} ${compactDay(at)}`) + 80);
  const arrival = {
    materialBatchId: `MB-${plant.no}-${compactDay(at)}-${serial}`, material: random.pick(['cement', 'sand', 'stone']), bin: `BY${random.int(1, 3)}`, tonnes: random.int(30, 1900),
    arrivedAt: at, reportAt: at, reportNo: '', producer: random.int(0, 7),
  };
  scene.desk.write(materialBatchKind, { doc: arrivalDoc(scene, plant, arrival), version: 1 }, { at: at + MINUTE, random, spoiled: random.chance(0.15) ? random.int(0, 2) : undefined });
}

function arrivalDoc(scene: Scene, plant: Plant, arrival: Arrival): JsonRecord {
  const producer = scene.enterprises.producers[arrival.producer] ?? scene.enterprises.chainFirm;
  return known({
    materialBatchId: arrival.materialBatchId, receiverUscc: plant.uscc, material: arrival.material, spec: SPECS[arrival.material] ?? '', producerUscc: producer.uscc,
    producerName: producer.name, supplierUscc: producer.uscc, supplierName: producer.name, producerBatchNo: `C${arrival.materialBatchId.slice(7, 15)}`,
    qualityCertNo: `ZM-${arrival.materialBatchId.slice(3)}`, arrivedAt: stamp(arrival.arrivedAt), qty: round(arrival.tonnes, 3), siloNo: arrival.bin, packaging: 'bulk',
    inspectionStatus: 'pending', disposal: 'none',
  });
}

const ITEMS: Readonly<Record<string, JsonRecord>> = {
  cement: { code: 'fc3', name: '3d抗压强度', value: 27.4, unit: 'MPa', limitMin: 17, ok: true },
  flyAsh: { code: 'LOI', name: '烧失量', value: 3.1, unit: '%', limitMax: 8, ok: true },
  slag: { code: 'A28', name: '28d活性指数', value: 98.5, unit: '%', limitMin: 95, ok: true },
  sand: { code: 'clay', name: '含泥量', value: 1.6, unit: '%', limitMax: 3, ok: true },
  stone: { code: 'clay', name: '含泥量', value: 0.6, unit: '%', limitMax: 1, ok: true },
  admixture: { code: 'WR', name: '减水率', value: 27, unit: '%', limitMin: 25, ok: true },
  water: { code: 'pH', name: 'pH值', value: 7.2, unit: '-', limitMin: 4.5, ok: true },
};
const STANDARDS: Readonly<Record<string, string>> = { cement: 'GB 175', flyAsh: 'GB/T 1596', slag: 'GB/T 18046', sand: 'JGJ 52', stone: 'JGJ 52', admixture: 'GB 8076', water: 'JGJ 63' };

function reportDoc(plant: Plant, arrival: Arrival): JsonRecord {
  const item = { ...ITEMS[arrival.material] };
  if (item.unit === '-') delete item.unit;
  return known({
    labUscc: plant.uscc, reportNo: arrival.reportNo, materialBatchIds: [arrival.materialBatchId], representedQty: round(arrival.tonnes, 3), sampledAt: stamp(arrival.arrivedAt + 20 * MINUTE),
    reportedAt: stamp(arrival.reportAt), stage: arrival.material === 'cement' ? 'early' : 'final', standard: STANDARDS[arrival.material] ?? '', items: [item], conclusion: 'qualified',
  });
}

function reporters(plant: Plant): Readonly<Record<string, string>> {
  const random = randomStream('reporters', plant.no);
  return { testerRef: personName(random), reviewerRef: personName(random) };
}
