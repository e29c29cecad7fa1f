// Registers: enterprises, projects, permits, mixes, vehicles and sector projects at the start, and what changes in them later.
import { randomStream, round, type Random } from '../../random';
import { compactDay, day as dayText, DAY, HOUR, MINUTE } from '../calendar';
import type { JsonRecord } from '../emission';
import { mixKind } from '../kinds/materials';
import { civilDefenceKind, transportProjectKind, vehicleKind, waterProjectKind } from '../kinds/others';
import { testReportKind } from '../kinds/site';
import { corpKind, finishKind, permitKind, projectKind } from '../kinds/project-db';
import { known } from '../record-kind';
import type { Scene } from '../scene';
import { personName } from '../world/enterprises';
import { CHAIN_PROJECT, CONSTRUCTION_OFFICE, type Project } from '../world/projects';

/** What every system holds when the city starts. */
export function writeRegisters(scene: Scene, at: number): void {
  const { desk, seed } = scene;
  const random = randomStream(seed, 'registers');
  for (const { doc } of scene.enterprises.all) desk.write(corpKind, { doc, version: 1 }, { at, random, sound: true, once: true });
  for (const { doc } of scene.enterprises.strangers) desk.write(corpKind, { doc, version: 1 }, { at, random, once: true });
  for (const project of scene.projects) writeProject(scene, project, at, random);
  for (const plant of scene.plants) {
    const refs = { approverRef: personName(randomStream('approver', plant.no)) };
    for (const doc of plant.mixes.flatMap((mix) => mix.docs)) desk.write(mixKind, { doc, refs, version: 1 }, { at, random });
    for (const truck of plant.trucks) desk.write(vehicleKind, { doc: truck.doc, version: 1 }, { at, random, sound: true });
  }
  strayVehicles(scene, at, random);
  for (const project of scene.projects.filter((p) => p.sector === 'transport')) {
    desk.write(transportProjectKind, { doc: transportDoc(scene, project), version: 1 }, { at, random });
  }
}

/** The worked chain's project is written as its sample stands. */
export function writeProject(scene: Scene, project: Project, at: number, stream: Random): void {
  const { desk } = scene;
  const random = project.code === CHAIN_PROJECT ? undefined : stream;
  desk.write(projectKind, { doc: project.doc, extra: project.extra, version: 1 }, { at, random, sound: true, once: true });
  for (const permit of project.permits) desk.write(permitKind, { ...permit, version: 1 }, { at, random, once: true });
}

/** Vehicles of no plant: faults may be planted on them. */
function strayVehicles(scene: Scene, at: number, random: Random): void {
  for (let i = 0; i < 40; i++) {
    const owner = random.pick(scene.enterprises.carriers);
    const doc = known({
      plate: `浙B${String(30000 + i * 7)}`, plateColour: '2', vin: `LGAX4C44${String(i).padStart(9, '0')}`, kind: random.pick(['dump', 'bulkCement', 'flatbed']), ownerUscc: owner.uscc,
      ownerName: owner.name, ratedM3: 0, maxLoadT: 25, roadTransportCertNo: `3302009${String(i).padStart(5, '0')}`, protocol: 'jt808-2013', emission: 'V', status: 'active',
    });
    scene.desk.write(vehicleKind, { doc, version: 1 }, { at, random, spoiled: i % 13 === 12 ? (i / 13) | 0 : undefined });
  }
}

/** Changes of a day: progress of projects, completions, a suspended plant; the weekly and monthly files. */
export function planRegisters(scene: Scene, day: number, first: boolean): void {
  const random = randomStream(scene.seed, 'register changes', day);
  for (const project of scene.projects) {
    if (!random.chance(0.01) || project.code === CHAIN_PROJECT) continue;
    const doc = { ...project.doc, progressPct: round(Math.min(99, Number(project.doc.progressPct) + 3 * scene.serial(`progress ${project.code}`)), 2) };
    scene.desk.write(projectKind, { doc, extra: project.extra, version: 1 }, { at: day + random.int(8, 18) * HOUR, random, sound: true, once: true });
  }
  if (random.chance(0.3)) finish(scene, day, random);
  if (day === scene.live + 2 * DAY) suspend(scene, day);
  if (day === scene.live + DAY) brokenReportFile(scene, day);
  planFiles(scene, day, first, random);
}

/** Monthly from civil defence, each Monday from water conservancy, both on the first day. */
function planFiles(scene: Scene, day: number, first: boolean, random: Random): void {
  if (first || dayText(day).endsWith('-01')) monthlyCivilDefence(scene, day, random);
  if (first || new Date(day + 8 * HOUR).getUTCDay() === 1) weeklyWater(scene, day);
}

function finish(scene: Scene, day: number, random: Random): void {
  const project = random.pick(scene.projects);
  const doc = known({
    recordNo: `${project.prjNum}-JX-${String(scene.serial(`finish ${project.prjNum}`)).padStart(3, '0')}`, kind: 'completionFiling', projectCode: project.code,
    issuerUscc: CONSTRUCTION_OFFICE, issuedOn: dayText(day), permittedArea: Number(project.doc.floorArea), status: 'valid',
  });
  scene.desk.write(finishKind, { doc, extra: { PrjNum: project.prjNum }, version: 1 }, { at: day + random.int(8, 17) * HOUR, random, once: true });
}

/** One plant is suspended: it stops pouring, and its row says so. */
function suspend(scene: Scene, day: number): void {
  const plant = scene.plants[4] ?? scene.plants[0];
  if (!plant) return;
  scene.suspended.add(plant.no);
  const doc = { ...plant.enterprise.doc, status: 'suspended' };
  scene.desk.write(corpKind, { doc, version: 1 }, { at: day + 4 * HOUR, once: true });
}

/** The testing agency's upload breaks off in the middle: no record can be read from the file. */
function brokenReportFile(scene: Scene, day: number): void {
  const file = `JCBG_${compactDay(day)}_99.xml`;
  const { record, dataset } = testReportKind;
  const truth = { record, nativeKey: file, dataset, key: '', version: 0, fate: 'quarantined' as const, faults: [{ fault: 'unreadable' as const, field: '' }] };
  scene.desk.put({ at: day + 18 * HOUR, record, instance: '', channel: 'main', file, native: { $torn: '<JCBG><BGBH>HNT-2022-09999</BGBH><GCMC>某小' }, truth });
}

function monthlyCivilDefence(scene: Scene, day: number, random: Random): void {
  const at = day + 6 * HOUR;
  const file = `RFGC_${compactDay(day).slice(0, 6)}.csv`;
  const works = scene.projects.filter((project) => project.civilDefenceNo && project.code !== CHAIN_PROJECT);
  const seen = (no: string) => scene.serial(`civil defence ${no}`) > 1;
  works.forEach((project) => {
    const content = { doc: civilDefenceDoc(scene, project), extra: civilDefenceExtra(project, day) };
    const again = seen(String(project.civilDefenceNo));
    scene.desk.write(civilDefenceKind, content, { at, file, random: again ? undefined : random, fate: again ? 'duplicate' : undefined, sound: true });
  });
  const stray = works[1];
  if (stray) {
    for (const spoiled of [0, 1, 2]) {
      const cdfNo = `RF${stray.division}-${7000 + scene.serial('stray civil defence')}`;
      scene.desk.write(civilDefenceKind, { doc: { ...civilDefenceDoc(scene, stray), cdfNo }, extra: civilDefenceExtra(stray, day) }, { at, file, random, spoiled });
    }
  }
  scene.desk.write(civilDefenceKind, { doc: { cdfNo: '' }, extra: { 工程名称: '合计', 建筑面积: `${works.length}项` } }, { at, file, fate: 'skipped' });
}

const DIVISION_NAMES: Readonly<Record<string, string>> = {
  '330203': '海曙区', '330205': '江北区', '330206': '北仑区', '330211': '镇海区', '330212': '鄞州区', '330213': '奉化区', '330225': '象山县', '330226': '宁海县', '330281': '余姚市', '330282': '慈溪市',
};

function civilDefenceDoc(scene: Scene, project: Project): JsonRecord {
  const random = randomStream(scene.seed, 'civil defence', project.code);
  const builtArea = random.real(1200, 9000, 1);
  return known({
    cdfNo: String(project.civilDefenceNo), projectCode: project.code, name: `${project.name.replace(/\(.*\)/, '')}地下室人防`, wartimeUse: random.pick(['personnelShelter', 'personnelShelter', 'support', 'medical']),
    category: '甲类', conventionalClass: random.pick(['常5', '常6', '常6']), nuclearClass: random.pick(['核5', '核6', '核6B']), chemicalClass: random.pick(['乙', '丙', '丁']), builtArea,
    usableArea: Number((builtArea * 0.9).toFixed(1)), shelteredArea: Number((builtArea * 0.7).toFixed(1)), capacityPersons: random.int(300, 3000), entrances: random.int(2, 6),
    peacetimeUse: '停车库', status: random.pick(['underConstruction', 'completed']), divisionCode: project.division,
  });
}

function civilDefenceExtra(project: Project, day: number): JsonRecord {
  return { 项目名称: project.name, 所属区县: DIVISION_NAMES[project.division] ?? '', 所属街镇: '', 联系电话: '0574-87000000 0574-87000001', 数据采集时间: dayText(day), lon: '', lat: '' };
}

function weeklyWater(scene: Scene, day: number): void {
  const random = randomStream(scene.seed, 'water file', day);
  const at = day + 6 * HOUR + MINUTE;
  const file = `SLGC_${compactDay(day)}.xml`;
  for (const project of scene.projects.filter((p) => p.sector === 'water')) {
    const doc = waterDoc(scene, project);
    const again = scene.serial(`water ${String(doc.waterProjectNo)}`) > 1;
    const content = { doc, version: 1, extra: { GXRQ: dayText(day).replaceAll('-', '.') } };
    scene.desk.write(waterProjectKind, content, { at, file, random: again ? undefined : random, fate: again ? 'duplicate' : undefined, sound: true });
  }
  const stray = scene.projects.find((p) => p.sector === 'water');
  if (!stray) return;
  for (const spoiled of [0, 1]) {
    const doc = { ...waterDoc(scene, stray), waterProjectNo: `SL${stray.division}-${8000 + scene.serial('stray water')}` };
    scene.desk.write(waterProjectKind, { doc, version: 1 }, { at, file, random, spoiled });
  }
}

function waterDoc(scene: Scene, project: Project): JsonRecord {
  const random = randomStream(scene.seed, 'water', project.code);
  const linked = random.chance(0.8);
  return known({
    waterProjectNo: `SL${project.division}-${project.code.slice(-4)}`, name: project.name, projectCode: linked ? project.code : undefined, projectRank: random.pick(['II', 'III', 'IV']),
    structureLevel: random.pick(['2', '3', '4']), kind: random.pick(['sluice', 'pumpStation', 'dike']), river: random.pick(['甬江', '姚江', '奉化江']), divisionCode: project.division,
    ownerUscc: scene.enterprises.owners[0]?.uscc, contractorUscc: project.contractor.uscc, supervisionUscc: scene.enterprises.supervisors[0]?.uscc,
    unitWorks: [{ no: '1', name: '主体', evaluation: random.pick(['qualified', 'excellent']) }, { no: '2', name: '附属' }],
    concreteSpecs: [{ text: 'C9025W6F100', strengthMPa: 25, ageDays: 90, impermeabilityW: 6, frostF: 100 }, { text: 'C25W4(二)', strengthMPa: 25, ageDays: 28, impermeabilityW: 4 }],
  });
}

function transportDoc(scene: Scene, project: Project): JsonRecord {
  const random = randomStream(scene.seed, 'transport', project.code);
  return known({
    transportProjectNo: `JT${project.division}-${project.code.slice(-4)}`, projectCode: project.code, name: project.name, class: random.pick(['class1', 'class2', 'expressway']),
    section: `TJ${random.int(1, 9)}标`, stakeFrom: `K${random.int(1, 20)}+300`, stakeTo: `K${random.int(21, 50)}+150`, contractorUscc: project.contractor.uscc,
    supervisionUscc: scene.enterprises.supervisors[0]?.uscc, approvedPlantUsccs: scene.plants.slice(0, 3).map((plant) => plant.uscc),
  });
}
