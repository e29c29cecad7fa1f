// The worked chain of the domain reference (§3, steps 1–6) and the departments' sample records of §7, in native form.
import { compactDay, day as dayText, DAY, HOUR, instant, MINUTE, stamp } from './calendar';
import type { JsonRecord } from './emission';
import { along, point, toGcj02 } from './geometry';
import { batchKind, binColumns } from './kinds/batch';
import { acceptanceKind, certificateKind, tripKind } from './kinds/certificate';
import { civilDefenceKind, listEntryKind, penaltyKind, positionKind, waterProjectKind } from './kinds/others';
import { assessmentKind, cubeGroupKind, placementKind, testReportKind } from './kinds/site';
import { known } from './record-kind';
import type { Scene } from './scene';
import { arrive, type Arrival } from './days/deliveries-day';
import { CHAIN_CERTIFICATE } from './days/certificates';
import { change } from './days/credit-day';
import { FIX_EVERY } from './days/positions';
import { assess } from './days/strength';
import { CHAIN_FIRM, CHAIN_PLANT } from './world/enterprises';
import type { Plant } from './world/plants';
import { CHAIN_PROJECT, CONSTRUCTION_OFFICE, type Project } from './world/projects';

const CHAIN_PART = '330212-123456-3-12-LB';
const CHAIN_TASK = 'R20220228-031';
const CHAIN_TRUCK = '浙B12345';
const CHAIN_GROUP_VALUES: readonly number[] = [36.4, 31.2, 38.9, 33.1, 35.1, 40.2, 30.8, 34.9, 37.3, 32.6, 39.5, 34.1];
const BATCHES = [['08:41:00', '08:43:12'], ['08:43:40', '08:46:05'], ['08:46:30', '08:49:02'], ['08:49:30', '08:51:58']] as const;
/** bin, material, target, actual of batch 1 (§4.7). */
const WEIGHTS = [
  ['SN1', 'cement', 750, 756], ['FMH1', 'flyAsh', 150, 146], ['SHA1', 'sand', 1995, 2012], ['SHI1', 'stone', 2626, 2600], ['SHUI', 'water', 304, 306], ['WJJ1', 'admixture', 18, 18.2],
] as const;
const ARRIVALS: readonly (readonly [id: string, material: string, bin: string, tonnes: number, arrived: string, reported: string])[] = [
  ['MB-007-20220222-01', 'cement', 'SN1', 120, '2022-02-22 07:40', '2022-02-25 16:00'],
  ['MB-007-20220225-01', 'flyAsh', 'FMH1', 80, '2022-02-25 01:00', '2022-02-25 04:00'],
  ['MB-007-20220225-02', 'stone', 'SHI1', 590, '2022-02-25 01:20', '2022-02-25 08:30'],
  ['MB-007-20220225-04', 'admixture', 'WJJ1', 30, '2022-02-25 02:10', '2022-02-25 09:00'],
  ['MB-007-20220227-03', 'sand', 'SHA1', 400, '2022-02-27 09:10', '2022-02-27 15:30'],
];

const at = (time: string) => instant(`2022-02-28 ${time}`);
const iso = (time: string) => stamp(at(time));

/** What of the chain falls on this day; call before the day's trucks are planned. */
export function planChain(scene: Scene, day: number): void {
  const plant = scene.plants.find((candidate) => candidate.uscc === CHAIN_PLANT);
  const project = scene.projects.find((candidate) => candidate.code === CHAIN_PROJECT);
  if (!plant || !project) return;
  for (const arrival of ARRIVALS.filter((row) => row[4].startsWith(dayText(day)))) arrive(scene, plant, arrivalOf(arrival));
  if (day !== instant('2022-02-28')) return;
  const materials = chainMaterials(plant);
  writeBatches(scene, materials);
  writeCertificate(scene, project, materials);
  writeTrip(scene, plant, project);
  writePlacement(scene, project);
  writeStrength(scene, project);
}

function arrivalOf([materialBatchId, material, bin, tonnes, arrived, reported]: (typeof ARRIVALS)[number]): Arrival {
  return { materialBatchId, material, bin, tonnes, arrivedAt: instant(arrived), reportAt: instant(reported), reportNo: `YC${materialBatchId.slice(2)}`, producer: 0 };
}

interface ChainMaterial {
  readonly binNo: string;
  readonly material: string;
  readonly materialBatchId: string;
  readonly reportNo: string;
  readonly targetKg: number;
  readonly actualKg: number;
}

function chainMaterials(plant: Plant): ChainMaterial[] {
  return WEIGHTS.map(([binNo, material, targetKg, actualKg]) => {
    const group = plant.groups.find((candidate) => candidate.material === material);
    const filling = group?.fillings[group.bins.findIndex((bin) => bin === binNo)];
    return { binNo, material, materialBatchId: filling?.materialBatchId ?? '', reportNo: filling?.reportNo ?? '', targetKg, actualKg };
  });
}

function writeBatches(scene: Scene, materials: readonly ChainMaterial[]): void {
  BATCHES.forEach(([started, discharged], i) => {
    const doc = known({
      plantUscc: CHAIN_PLANT, lineNo: '1', batchNo: `${CHAIN_TASK}-${i + 1}`, taskNo: CHAIN_TASK, tripNo: 'T0137', mixNo: 'C30-180-07', mixVersion: 1, startedAt: iso(started),
      dischargedAt: iso(discharged), volume: 2.5, mode: 'auto', mixSeconds: 75, concreteTempC: 16.5, moisture: [{ material: 'sand', pct: 5 }, { material: 'stone', pct: 1 }],
      materials: materials.map(({ binNo, material, materialBatchId, targetKg, actualKg }) => ({ binNo, material, materialBatchId, targetKg, actualKg: i === 0 ? actualKg : targetKg })),
    });
    scene.desk.write(batchKind, { doc, refs: { operatorRef: '操作员007' }, extra: { ...binColumns(doc), CH: '23#' } }, { at: at(discharged) + 8000, instance: '007' });
  });
}

function writeCertificate(scene: Scene, project: Project, materials: readonly ChainMaterial[]): void {
  const doc = known({
    certNo: CHAIN_CERTIFICATE, productKind: 'readyMix', plantUscc: CHAIN_PLANT, plantName: '鄞州某混凝土有限公司', buyerUscc: CHAIN_FIRM, buyerName: '某建设有限公司', orderNo: 'DD007-20220228-031',
    contractNo: 'HT-007-123456', projectCode: project.code, partId: CHAIN_PART, partText: '3# 楼 12 层梁板', designation: 'A-C30-180(S4)-GB/T 14902', grade: 'C30', slumpMm: 180, mixNo: 'C30-180-07',
    volume: 10, cumulativeVolume: 10, batchNos: BATCHES.map((_, i) => `${CHAIN_TASK}-${i + 1}`), materialBatchIds: materials.map((part) => part.materialBatchId),
    materialReportNos: materials.map((part) => part.reportNo), plate: CHAIN_TRUCK, loadedAt: iso('08:53'), issuedAt: iso('08:55'),
    releaseCheck: { slumpMm: 190, dosageOk: true, moisturePct: 5, appearance: 'good', at: iso('08:54') }, status: 'issued',
    qrText: `https://example.invalid/yt/${CHAIN_CERTIFICATE}`, signature: `MEUC${CHAIN_CERTIFICATE}`,
  });
  const refs = { driverRef: '陈师傅', 'releaseCheck.checkerRef': '周某' };
  const extra = { rwdh: CHAIN_TASK, cpys: '2', yhgzbh: '', xgsj: '2022-02-28 08:55:20', cph: '浙B·12345', bj: 'A-C30-180(S4)-GB/T14902' };
  scene.desk.write(certificateKind, { doc, refs, extra, version: 1 }, { at: at('08:55') + 20_000 });
  scene.desk.write(certificateKind, { doc: { ...doc, status: 'accepted' }, refs, extra, version: 3 }, { at: at('09:38') });
}

function writeTrip(scene: Scene, plant: Plant, project: Project): void {
  const shared = {
    shipperUscc: CHAIN_PLANT, tripNo: 'T0137', certNo: CHAIN_CERTIFICATE, plate: CHAIN_TRUCK, projectCode: project.code, loadEndAt: iso('08:53'), gateOutAt: iso('08:58'), distanceKm: 8.4, source: 'declared',
  };
  const rest = { siteInAt: iso('09:31'), unloadStartAt: iso('09:40'), unloadEndAt: iso('09:55'), siteOutAt: iso('10:00'), plantBackAt: iso('10:35'), returnedM3: 0, status: 'done' };
  scene.desk.write(tripKind, { doc: { ...shared, status: 'enRoute' }, version: 1 }, { at: at('08:59') });
  scene.desk.write(tripKind, { doc: { ...shared, ...rest }, version: 2 }, { at: at('10:36') });
  const site = toGcj02(project.location);
  const check = known({
    certNo: CHAIN_CERTIFICATE, projectCode: project.code, arrivedAt: iso('09:31'), checkedAt: iso('09:36'), slumpMm: 185, tempC: 16, confirmedVolume: 10, designationOk: true, result: 'accepted',
    disposal: 'none', plantConfirmAt: iso('09:46'), location: { ...project.location },
  });
  scene.desk.write(acceptanceKind, { doc: check, refs: { receiverRef: '王某', supervisorRef: '赵某' }, extra: { jd: site.lng.toFixed(8), wd: site.lat.toFixed(8) }, version: 1 }, { at: at('09:37') });
  for (let t = at('08:58'); t < at('09:40'); t += FIX_EVERY) writeFix(scene, plant, project, t);
}

function writeFix(scene: Scene, plant: Plant, project: Project, t: number): void {
  const share = Math.min(1, (t - at('08:58')) / (at('09:31') - at('08:58')));
  const place = along(plant.location, project.location, share);
  const doc = {
    plate: CHAIN_TRUCK, at: stamp(t), ...point(place.lng, place.lat), crs: 'wgs84', speed: share < 1 ? 42.5 : 0, heading: 48, altitude: 12, mileageKm: Number((12345 + 8.4 * share).toFixed(1)),
    acc: true, located: true, drum: 'mixing', alarmBits: '00000000', source: 'vendor', receivedAt: stamp(t + 3000),
  };
  scene.desk.write(positionKind, { doc, extra: { platecolor: '2' } }, { at: t + 3000 });
}

function writePlacement(scene: Scene, project: Project): void {
  const planned = {
    partId: CHAIN_PART, projectCode: project.code, unitWorksNo: '3#', element: 'slab', floor: '12', axis: '1-9/A-F', designGrade: 'C30', designVolume: 10, stepInspectionNo: 'GX-20220228-03', status: 'approved',
  };
  scene.desk.write(placementKind, { doc: planned, version: 1 }, { at: at('07:30') });
  const poured = { ...planned, pourStartAt: iso('09:40'), pourEndAt: iso('09:55'), actualVolume: 10, status: 'poured' };
  scene.desk.write(placementKind, { doc: poured, version: 2 }, { at: at('10:05') });
}

/** Twelve groups (§4.10 b), the chain's own being the fifth (35.1), their reports on day 28, the assessment on 30 March. */
function writeStrength(scene: Scene, project: Project): void {
  const groupNos = CHAIN_GROUP_VALUES.map((value, i) => (i === 4 ? chainGroup(scene, project) : otherGroup(scene, project, value, i)));
  const doc = known({
    assessmentNo: 'PD-330212-20220330-01', projectCode: project.code, scope: '3# 楼 C30 标养试块', grade: 'C30', groupNos, ...assess(CHAIN_GROUP_VALUES, 30), assessedOn: '2022-03-30',
  });
  scene.desk.write(assessmentKind, { doc, version: 1 }, { at: instant('2022-03-30 10:00') });
}

function chainGroup(scene: Scene, project: Project): string {
  const groupNo = '330212007-20220228-01';
  writeGroup(scene, project, groupNo, at('09:58'), { certNo: CHAIN_CERTIFICATE, partId: CHAIN_PART });
  const doc = known({
    labUscc: scene.enterprises.lab.uscc, reportNo: 'HNT-2022-00123', kind: 'cubeStrength', projectCode: project.code, partText: '3#楼12层梁板', groupNo, productSpec: 'C30', sampledOn: '2022-02-28',
    testedOn: '2022-03-28', ageDays: 28, rawReadings: [34.2, 36.1, 35].map((mpa, i) => ({ specimen: i + 1, mpa })), groupValueMPa: 35.1, conclusion: 'qualified',
  });
  const extra = { GCMC: '某某小区（一期）', JL: '所检项目符合要求' };
  scene.desk.write(testReportKind, { doc, refs: { witnessRef: '李某' }, extra }, { at: instant('2022-03-28 18:30'), file: 'JCBG_20220328_02.xml' });
  return groupNo;
}

function otherGroup(scene: Scene, project: Project, value: number, i: number): string {
  const made = instant('2022-02-24 10:00') + Math.floor(i / 3) * DAY + i * 20 * MINUTE;
  const groupNo = `330212007-${compactDay(made)}-${90 + i}`;
  writeGroup(scene, project, groupNo, made, {});
  const testedAt = made + 28 * DAY;
  const doc = known({
    labUscc: scene.enterprises.lab.uscc, reportNo: `HNT-2022-00${130 + i}`, kind: 'cubeStrength', projectCode: project.code, partText: '3# 楼梁板', groupNo, productSpec: 'C30', witnessed: true,
    sampledOn: dayText(made), testedOn: dayText(testedAt), issuedOn: dayText(testedAt), ageDays: 28,
    rawReadings: [-0.9, 0, 0.9].map((d, k) => ({ specimen: k + 1, mpa: Number((value + d).toFixed(1)) })), groupValueMPa: value, conclusion: 'qualified', antiFakeCode: `F2022${130 + i}`,
  });
  const slip = { at: instant(`${dayText(testedAt)} 18:30`), file: `JCBG_${compactDay(testedAt)}_02.xml` };
  scene.desk.write(testReportKind, { doc, refs: { witnessRef: '李某' }, extra: { GCMC: '某某小区（一期）' }, version: 1 }, slip);
  return groupNo;
}

function writeGroup(scene: Scene, project: Project, groupNo: string, made: number, links: JsonRecord): void {
  const doc = known({
    groupNo, projectCode: project.code, ...links, purpose: 'standard28d', grade: 'C30', sizeMm: 150, count: 3, madeAt: stamp(made), curing: 'standard', dueOn: dayText(made + 28 * DAY),
    receivedAt: stamp(made + 25 * HOUR), labUscc: scene.enterprises.lab.uscc,
  });
  scene.desk.write(cubeGroupKind, { doc, refs: { sampledByRef: '孙某', witnessRef: '李某' }, version: 1 }, { at: made + 20 * MINUTE });
}

/** The sample records of §7 of civil defence, water and credit; each in a file of its own, with the sample's columns. */
export function writeSamples(scene: Scene, seen: Map<string, JsonRecord>): void {
  const works = {
    cdfNo: 'RF330212-0045', projectCode: CHAIN_PROJECT, name: '某广场地下室', conventionalClass: '常6', nuclearClass: '核6', chemicalClass: '丙', builtArea: 3256.5, capacityPersons: 1450, divisionCode: '330212',
  };
  scene.desk.write(civilDefenceKind, { doc: works, extra: { 所属区县: '鄞州区', lon: '', lat: '' } }, { at: instant('2022-02-28 06:00'), file: 'RFGC_202202_45.csv' });
  const water: JsonRecord = {
    waterProjectNo: 'SL330212-0003', name: '某闸站工程', concreteSpecs: [{ text: 'C9025W6F100', strengthMPa: 25, ageDays: 90, impermeabilityW: 6, frostF: 100 }, { text: 'C25W4(二)', strengthMPa: 25, ageDays: 28, impermeabilityW: 4 }],
  };
  scene.desk.write(waterProjectKind, { doc: water, extra: { GXRQ: '2022.02.28' } }, { at: instant('2022-02-28 06:00'), file: 'SLGC_20220228_03.xml' });
  const penalty = {
    kind: 'penalty', docNo: '某建罚〔2022〕15号', authorityUscc: CONSTRUCTION_OFFICE, authorityName: '某市住房和城乡建设局', subjectUscc: CHAIN_FIRM, subjectName: '某建设有限公司', violationType: '未按规定检验建筑材料',
    penaltyTypes: ['fine', 'warning'], fine: 50000, decidedOn: '2022-02-28',
  };
  const typed = { 统一社会信用代码: '91330203ma2f000127 ', 公示截止期: '/' };
  scene.desk.write(penaltyKind, { doc: penalty, extra: typed }, { at: instant('2022-03-01 02:05'), file: 'xzcf_20220301_15.zip' });
  const entry = {
    entryNo: 'SXQX330200-2022-0015', listType: 'wageArrears', decisionNo: '某人社欠薪决〔2022〕15号', legalBasis: { document: '保障农民工工资支付条例', article: '第四十八条' },
    listedByUscc: CONSTRUCTION_OFFICE, subjectName: '某建设有限公司', subjectUscc: CHAIN_FIRM, listedOn: '2022-03-01', expiresOn: '2025-02-28', measures: ['M01', 'M02'], status: 'inForce',
  };
  change(scene, instant('2022-03-01 09:00'), seen, entry);
  scene.desk.write(listEntryKind, { doc: entry }, { at: instant('2022-03-01 20:00'), file: 'smd_20220301_15.zip', fate: 'duplicate' });
}
