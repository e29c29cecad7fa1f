// The mixer charges of one truck: targets from the production mix, weighings within tolerance or, rarely, beyond it.
import { round, type Random } from '../../random';
import { MINUTE, seconds, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { batchKind, binColumns } from '../kinds/batch';
import { known } from '../record-kind';
import type { Order, Scene } from '../scene';
import { SAND_MOISTURE, STONE_MOISTURE, type Ingredient } from '../world/mixes';
import { draw, type Filling, type Plant, type Truck } from '../world/plants';
import type { Written } from '../desk';

/** Share of batches with one weighing beyond the tolerance of GB/T 14902. */
const WEIGHING_FAULTS = 0.01;
const TOLERANCE: Readonly<Record<string, number>> = { cement: 2, flyAsh: 2, slag: 2, sand: 3, stone: 3, water: 1, admixture: 1 };

export interface Load {
  readonly batchNos: readonly string[];
  readonly materialBatchIds: readonly string[];
  readonly reportNos: readonly string[];
  /** Discharge of the first and the last batch, epoch ms, true time. */
  readonly firstAt: number;
  readonly lastAt: number;
  readonly written: readonly { readonly at: number; readonly row: Written }[];
}

export interface LoadOrder {
  readonly tripNo: string;
  readonly volume: number;
  readonly startAt: number;
  readonly truck: Truck;
  /** Half-open interval of epoch ms in which the uplink is cut: such rows come by CSV alone. */
  readonly cut?: readonly [from: number, to: number];
}

/** Two to four batches, about three minutes apart. */
export function loadTruck(scene: Scene, plant: Plant, order: Order, load: LoadOrder, random: Random): Load {
  const count = Math.min(4, Math.max(2, Math.ceil(load.volume / 3)));
  const share = round(load.volume / count, 2);
  const used = new Map<string, Filling>();
  const result = { batchNos: [] as string[], written: [] as { at: number; row: Written }[], firstAt: 0, lastAt: 0 };
  for (let i = 0; i < count; i++) {
    const volume = i === count - 1 ? round(load.volume - share * (count - 1), 2) : share;
    order.batches += 1;
    const startedAt = seconds(load.startAt + i * 3 * MINUTE + random.int(0, 20) * 1000);
    const dischargedAt = startedAt + random.int(110, 160) * 1000;
    const batchNo = `${order.taskNo}-${order.batches}`;
    const doc = batchDoc(plant, order, load, { batchNo, volume, startedAt: startedAt + plant.driftMs, dischargedAt: dischargedAt + plant.driftMs }, random, used);
    result.written.push({ at: dischargedAt, row: writeBatch(scene, plant, load, doc, dischargedAt, random) });
    result.batchNos.push(batchNo);
    result.firstAt ||= dischargedAt;
    result.lastAt = dischargedAt;
  }
  return { ...result, materialBatchIds: [...used.keys()], reportNos: [...used.values()].map((filling) => filling.reportNo) };
}

function writeBatch(scene: Scene, plant: Plant, load: LoadOrder, doc: JsonRecord, at: number, random: Random): Written {
  const cut = load.cut !== undefined && at >= load.cut[0] && at < load.cut[1];
  const content = { doc, refs: { operatorRef: `操作员${plant.no}` }, extra: { ...binColumns(doc), CH: load.truck.fleetNo } };
  return scene.desk.write(batchKind, content, { at: at + 8000, random, instance: plant.no, unsent: cut });
}

type Charge = { batchNo: string; volume: number; startedAt: number; dischargedAt: number };

function batchDoc(plant: Plant, order: Order, load: LoadOrder, charge: Charge, random: Random, used: Map<string, Filling>): JsonRecord {
  const faulty = random.chance(WEIGHING_FAULTS) ? random.int(0, order.mix.production.length - 1) : -1;
  const materials = order.mix.production.map((part, i) => weigh(plant, part, charge.volume, random, used, i === faulty));
  return known({
    plantUscc: plant.uscc, lineNo: '1', batchNo: charge.batchNo, taskNo: order.taskNo, tripNo: load.tripNo, mixNo: order.mix.mixNo, mixVersion: order.mix.version,
    startedAt: stamp(charge.startedAt), dischargedAt: stamp(charge.dischargedAt), volume: charge.volume, mode: random.chance(0.02) ? 'manual' : 'auto',
    mixSeconds: random.int(62, 95), concreteTempC: random.chance(0.9) ? random.real(12, 24, 1) : undefined,
    moisture: [{ material: 'sand', pct: SAND_MOISTURE }, { material: 'stone', pct: STONE_MOISTURE }], materials: inBinOrder(materials),
  });
}

function weigh(plant: Plant, part: Ingredient, volume: number, random: Random, used: Map<string, Filling>, faulty: boolean): JsonRecord {
  const targetKg = round(part.kgPerM3 * volume, 2);
  const tolerance = TOLERANCE[part.material] ?? 1;
  const deviation = faulty ? (random.chance(0.5) ? 1 : -1) * random.real(tolerance * 1.2, tolerance * 2.5, 3) : random.real(-0.7 * tolerance, 0.7 * tolerance, 3);
  const group = plant.groups.find((candidate) => candidate.material === part.material);
  if (!group) throw new RangeError(`No bins for ${part.material}`);
  const { bin, filling } = draw(group, targetKg);
  used.set(filling.materialBatchId, filling);
  return { binNo: bin, material: part.material, materialBatchId: filling.materialBatchId, targetKg, actualKg: round(targetKg * (1 + deviation / 100), 2) };
}

const ORDER = ['SN', 'FMH', 'KF', 'SHA', 'SHI', 'SHUI', 'WJJ'];

/** As the columns stand in the control system's table. */
function inBinOrder(materials: readonly JsonRecord[]): JsonRecord[] {
  const rank = (part: JsonRecord) => ORDER.indexOf(String(part.binNo).replace(/\d+$/, ''));
  return [...materials].sort((a, b) => rank(a) - rank(b));
}
