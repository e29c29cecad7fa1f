// Cube groups on site, their reports 28 days later, and the strength assessments that gather them.
import { randomStream, round, type Random } from '../../random';
import { compactDay, day, DAY, HOUR, MINUTE, stamp } from '../calendar';
import type { JsonRecord } from '../emission';
import { assessmentKind, cubeGroupKind, testReportKind } from '../kinds/site';
import { known } from '../record-kind';
import type { Scene, Waiting } from '../scene';
import { personName } from '../world/enterprises';
import { assess, groupValue } from './strength';
import type { Journey } from './trips-day';

/** 208,000 groups on 3.553 million certificates; 92,000 reports; 53,000 assessments, so 3.9 groups each. */
const GROUPS_PER_CERTIFICATE = 208 / 3553;
const REPORTED = 92 / 208;
const FAILED_GROUPS = 0.001;
const INVALID_GROUPS = 0.002;

/** Makes a group in the seeded share. Before the live period the few trucks carry as many groups as the full traffic would. */
export function planCubes(scene: Scene, journey: Journey, random: Random): void {
  const share = scene.share(journey.issuedAt);
  if (!random.chance(Math.min(1, GROUPS_PER_CERTIFICATE / share))) return;
  const { order, plant } = journey;
  const made = journey.siteInAt + random.int(10, 35) * MINUTE;
  const prefix = `${plant.division}${plant.no}-${compactDay(made)}`;
  const groupNo = `${prefix}-${String(scene.serial(`group ${prefix}`) + 1).padStart(2, '0')}`;
  const people = randomStream('site people', order.project.code);
  const refs = { sampledByRef: personName(people), witnessRef: personName(people) };
  const doc = known({
    groupNo, projectCode: order.project.code, partId: order.partId, certNo: journey.certNo, purpose: 'standard28d', grade: order.mix.grade, sizeMm: 150, count: 3, madeAt: stamp(made),
    curing: 'standard', dueOn: day(made + 28 * DAY), receivedAt: stamp(made + 25 * HOUR), labUscc: scene.enterprises.lab.uscc,
  });
  scene.desk.write(cubeGroupKind, { doc, refs, version: 1 }, { at: made + 20 * MINUTE, random });
  const readings = crush(order.mix.strength, random);
  if (random.chance(REPORTED)) report(scene, journey, { groupNo, made, readings, witness: refs.witnessRef }, random);
  gather(scene, journey, { groupNo, made, value: groupValue(readings) }, random);
}

function crush(grade: number, random: Random): number[] {
  if (random.chance(INVALID_GROUPS)) return [round(grade * 0.93, 1), round(grade * 1.17, 1), round(grade * 1.4, 1)];
  const level = random.chance(FAILED_GROUPS) ? grade * 0.82 : Math.max(grade * 1.02, random.normal(grade * 1.22, 2.2));
  return [0, 1, 2].map(() => round(level * (1 + random.real(-0.04, 0.04, 4)), 1));
}

interface Tested {
  readonly groupNo: string;
  readonly made: number;
  readonly readings: readonly number[];
  readonly witness: string;
}

function report(scene: Scene, journey: Journey, tested: Tested, random: Random): void {
  const { project } = journey.order;
  const testedAt = tested.made + 28 * DAY;
  const year = day(testedAt).slice(0, 4);
  const doc = reportDoc(scene, journey, tested, `HNT-${year}-${String(1000 + scene.serial(`report ${year}`)).padStart(5, '0')}`);
  const extra = { GCMC: project.name.replace('(', '（').replace(')', '）') };
  const at = evening(testedAt);
  const file = (drop: number) => `JCBG_${compactDay(drop)}_01.xml`;
  const content = { doc, refs: { witnessRef: tested.witness }, extra, version: 1 };
  const written = scene.desk.write(testReportKind, content, { at, file: file(at), random });
  const fix = random.next();
  if (written.fate !== 'stored' || fix > 0.015) return;
  const next = at + DAY;
  if (fix < 0.005) scene.desk.write(testReportKind, content, { at: next, file: file(next), fate: 'duplicate' });
  else if (fix < 0.01) scene.desk.write(testReportKind, { ...content, version: 2, doc: { ...doc, partText: `${String(doc.partText)}(更正)` } }, { at: next, file: file(next), random, sound: true });
  else scene.desk.write(testReportKind, { ...content, doc: { ...doc, reportNo: `${String(doc.reportNo)}A`, replacesReportNo: String(doc.reportNo) } }, { at: next, file: file(next), random, sound: true });
}

function reportDoc(scene: Scene, journey: Journey, tested: Tested, reportNo: string): JsonRecord {
  const { order } = journey;
  const value = groupValue(tested.readings);
  const testedOn = day(tested.made + 28 * DAY);
  return known({
    labUscc: scene.enterprises.lab.uscc, reportNo, kind: 'cubeStrength', projectCode: order.project.code, partText: order.partText, groupNo: tested.groupNo,
    productSpec: `${order.mix.grade}${order.mix.impermeability ?? ''}`, witnessed: true, sampledOn: day(tested.made), testedOn, issuedOn: testedOn, ageDays: 28,
    rawReadings: tested.readings.map((mpa, i) => ({ specimen: i + 1, mpa })), groupValueMPa: value,
    conclusion: value === undefined ? 'noConclusion' : value >= order.mix.strength ? 'qualified' : 'unqualified', antiFakeCode: `F${reportNo.replace(/\D/g, '')}`,
  });
}

function evening(at: number): number {
  return Math.floor((at + 8 * HOUR) / DAY) * DAY + 10 * HOUR;
}

/** Every 3–5 valid groups of a plant and grade: one assessment by the plant, two days after the last test. */
function gather(scene: Scene, journey: Journey, tested: { groupNo: string; made: number; value: number | undefined }, random: Random): void {
  const { plant, order: { mix } } = journey;
  if (tested.value === undefined) return;
  const name = `${plant.no} ${mix.grade}`;
  const waiting: Waiting = scene.waiting.get(name) ?? { groupNos: [], values: [], size: random.pick([3, 4, 4, 4, 5]) };
  scene.waiting.set(name, waiting);
  waiting.groupNos.push(tested.groupNo);
  waiting.values.push(tested.value);
  if (waiting.groupNos.length < waiting.size) return;
  scene.waiting.delete(name);
  const at = evening(tested.made + 30 * DAY) - 8 * HOUR;
  const serial = scene.serial(`assessment ${compactDay(at)}`);
  const doc = known({
    assessmentNo: `PD-${compactDay(at)}-${String(serial).padStart(3, '0')}`, scope: `${plant.name} ${mix.grade} 标养试块`, grade: mix.grade, groupNos: waiting.groupNos,
    ...assess(waiting.values, mix.strength), assessedOn: day(at),
  });
  scene.desk.write(assessmentKind, { doc, version: 1 }, { at, random });
}
