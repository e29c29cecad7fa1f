// Orders: which part of which project a plant pours, from the first truck to the last.
import type { Random } from '../../random';
import { compactDay, HOUR, MINUTE, minutes, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { placementKind } from '../kinds/site';
import { known } from '../record-kind';
import type { Order, Scene } from '../scene';
import type { Plant } from '../world/plants';

const PARTS: readonly (readonly [element: string, text: string])[] = [['slab', '梁板'], ['column', '柱'], ['wall', '剪力墙'], ['stair', '楼梯'], ['raft', '筏板']];
const SECTOR_PARTS = { water: [['dam', '坝段'], ['lining', '护坡衬砌']], transport: [['pavement', '路面'], ['pier', '桥墩']] } as const;

/** An open order of the plant: one of a few poured side by side; a new one when too few are open. */
export function openOrder(scene: Scene, plant: Plant, at: number, random: Random): Order {
  const open = scene.orders.get(plant.no) ?? [];
  scene.orders.set(plant.no, open);
  if (open.length < 3 || random.chance(0.02)) open.push(newOrder(scene, plant, at, random));
  return random.pick(open);
}

/** Counts a truck towards the order; the last one closes it. */
export function pour(scene: Scene, plant: Plant, order: Order, volume: number, unloadedAt: number, random: Random): void {
  order.poured += volume;
  order.endedAt = Math.max(order.endedAt, unloadedAt);
  if (order.poured < order.targetVolume) return;
  const open = scene.orders.get(plant.no) ?? [];
  scene.orders.set(plant.no, open.filter((other) => other !== order));
  const doc = placementDoc(order, { status: 'poured', pourEndAt: stamp(order.endedAt), actualVolume: Number(order.poured.toFixed(2)) });
  scene.desk.write(placementKind, { doc, version: 2 }, { at: order.endedAt + 5 * MINUTE, random });
}

function newOrder(scene: Scene, plant: Plant, at: number, random: Random): Order {
  const project = random.pick(scene.projects);
  const [element, text] = project.civilDefenceNo && random.chance(0.5) ? (['civilDefenceStructure', '人防顶板'] as const) : random.pick(project.sector ? SECTOR_PARTS[project.sector] : PARTS);
  const [unit, floor] = [String(random.int(1, 9)), String(random.int(1, 28))];
  const mix = element === 'raft' || element === 'dam' || element === 'civilDefenceStructure' ? random.pick(plant.mixes.filter((m) => m.impermeability)) : random.pick(plant.mixes);
  const serial = scene.serial(`part ${project.code}`);
  const order: Order = {
    orderNo: `DD${plant.no}-${compactDay(at)}-${String(scene.serial(`order ${plant.no} ${compactDay(at)}`)).padStart(3, '0')}`,
    taskNo: `R${compactDay(at)}-${String(100 + scene.serial(`task ${plant.no} ${compactDay(at)}`))}`,
    project, mix, partId: `${project.code.slice(5, 11)}-${project.code.slice(-6)}-${unit}-${floor}-${String(serial).padStart(3, '0')}`,
    partText: project.sector ? `${unit}标 ${floor}段${text}` : `${unit}# 楼 ${floor} 层${text}`, part: { unit: `${unit}#`, floor, element },
    targetVolume: scene.share(at) < 1 ? random.int(8, 30) : random.int(40, 200), poured: 0, batches: 0, groups: 0, startedAt: minutes(at), endedAt: 0,
  };
  scene.desk.write(placementKind, { doc: placementDoc(order, { status: 'approved' }), version: 1 }, { at: minutes(at - HOUR), random });
  return order;
}

function placementDoc(order: Order, state: JsonRecord): JsonRecord {
  const { project, part, mix } = order;
  return known({
    partId: order.partId, projectCode: project.code, unitWorksNo: part.unit, element: part.element, floor: part.floor, axis: `${Number(part.floor) % 8 + 1}-${Number(part.floor) % 8 + 9}/A-F`,
    designGrade: mix.grade, designImpermeability: mix.impermeability, designVolume: order.targetVolume, pourStartAt: state.status === 'poured' ? stamp(order.startedAt) : undefined,
    stepInspectionNo: `GX-${order.orderNo}`, civilDefenceUnitId: part.element === 'civilDefenceStructure' ? `${String(project.civilDefenceNo)}-1` : undefined, ...state,
  });
}
