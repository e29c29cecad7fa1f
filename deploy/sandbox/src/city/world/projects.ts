// The city's projects with their permits and their numbers in other departments' books.
import { randomStream, type Random } from '../../random';
import { compactDay, day, DAY } from '../calendar';
import type { JsonRecord, Native } from '../emission';
import { point, type Point } from '../geometry';
import { known } from '../record-kind';
import { CHAIN_FIRM, DIVISIONS, type Enterprise, type Enterprises } from './enterprises';

export interface Project {
  readonly code: string;
  readonly prjNum: string;
  readonly name: string;
  readonly division: string;
  readonly location: Point;
  readonly contractor: Enterprise;
  readonly doc: JsonRecord;
  /** Native columns that are not derived from the document. */
  readonly extra: Native;
  readonly permits: readonly { readonly doc: JsonRecord; readonly extra: Native }[];
  readonly civilDefenceNo?: string;
  readonly sector?: 'water' | 'transport';
}

export const CHAIN_PROJECT = '2104-330212-04-01-123456';
/** The construction department and its station, as issuing office. */
export const CONSTRUCTION_OFFICE = '11330200MB0A00018F';
const GARDENS = ['甬江苑', '明州府', '东钱里', '南塘坊', '月湖居', '鼓楼新村', '江东雅苑', '姚江湾', '梅墟园', '高桥家园'];
const WORKS: Readonly<Record<string, readonly [category: string, suffix: string, type: string]>> = {
  building: ['building', '住宅小区', '04'], municipal: ['municipal', '道路改造工程', '04'], civilDefence: ['building', '地下空间综合体', '04'],
  water: ['water', '闸站工程', '05'], transport: ['highway', '公路工程', '06'],
};

export function createProjects(seed: number, scale: number, enterprises: Enterprises, now: number): Project[] {
  const random = randomStream(seed, 'projects');
  const count = Math.max(8, Math.round(2531 / scale));
  const projects = [chainProject(enterprises, now)];
  for (let i = 1; i < count; i++) projects.push(createProject(random, i, enterprises, now));
  return projects;
}

function createProject(random: Random, i: number, enterprises: Enterprises, now: number): Project {
  const kind = kindOf(i);
  const [category = 'building', suffix = '', type = '04'] = WORKS[kind] ?? [];
  const [division, divisionName, centre] = random.pick(DIVISIONS);
  const startsAt = now - random.int(60, 500) * DAY;
  const parties = { owner: random.pick(enterprises.owners), contractor: random.pick(enterprises.contractors), supervisor: random.pick(enterprises.supervisors) };
  const base = {
    code: `${day(startsAt - 90 * DAY).slice(2, 7).replace('-', '')}-${division}-${type}-01-${String(100000 + i * 37).slice(0, 6)}`,
    prjNum: `${division}${compactDay(startsAt).slice(2)}01${String(i % 100).padStart(2, '0')}`,
    name: `${divisionName}${random.pick(GARDENS)}${String(i).padStart(3, '0')}号地块${suffix}${random.chance(0.3) ? '(一期)' : ''}`,
    division,
    civilDefenceNo: kind === 'civilDefence' ? `RF${division}-${String(100 + i).padStart(4, '0')}` : undefined,
    sector: kind === 'water' || kind === 'transport' ? (kind as 'water' | 'transport') : undefined,
    location: point(centre.lng + random.real(-0.09, 0.09, 6), centre.lat + random.real(-0.06, 0.06, 6)),
  };
  const facts = {
    category, floorArea: random.real(8000, 160000), cost: random.int(2000, 60000) * 10000, structureType: random.pick(['frame', 'frameShear', 'shearWall']),
    storiesAbove: random.int(3, 33), storiesBelow: random.int(0, 2), investmentType: random.pick(['government', 'stateOwned', 'private']),
    plannedStart: day(startsAt), plannedEnd: day(startsAt + 700 * DAY), actualStart: day(startsAt + 10 * DAY), phase: random.pick(['foundation', 'main', 'main', 'decoration']),
    progressPct: random.real(5, 90),
  };
  return finished(base, facts, parties, unresolvedOwner(random), permitNumbers(random, division, startsAt, i));
}

/** Of 127 projects some 5 water, 5 transport, 15 with civil defence, 12 municipal. */
function kindOf(i: number): string {
  if (i % 25 === 5) return 'water';
  if (i % 25 === 10) return 'transport';
  if (i % 8 === 3) return 'civilDefence';
  return i % 9 === 7 ? 'municipal' : 'building';
}

type Base = Pick<Project, 'code' | 'prjNum' | 'name' | 'division' | 'location' | 'civilDefenceNo' | 'sector'>;
type Parties = { owner: Enterprise; contractor: Enterprise; supervisor: Enterprise };

function finished(base: Base, facts: JsonRecord, parties: Parties, ownerCode: string | undefined, permits: readonly string[]): Project {
  const { owner, contractor, supervisor } = parties;
  const ids = [{ system: 'construction', id: base.prjNum }, ...(base.civilDefenceNo ? [{ system: 'civil-defence', id: base.civilDefenceNo }] : [])];
  const doc = known({
    projectCode: base.code, prjNum: base.prjNum, nativeIds: ids, name: base.name, divisionCode: base.division, location: { ...base.location }, ...facts,
    ownerName: owner.name, ownerUscc: ownerCode === undefined ? owner.uscc : undefined, contractorName: contractor.name, contractorUscc: contractor.uscc,
    supervisionName: supervisor.name, supervisionUscc: supervisor.uscc,
  });
  const share = (part: number) => Math.round((Number(facts.cost) / permits.length) * part) || 0;
  return {
    ...base,
    contractor,
    doc,
    extra: { CreateDate: `${String(facts.plannedStart)} 09:30:00`, ...(ownerCode === undefined ? {} : { BuildCorpCode: ownerCode }) },
    permits: permits.map((recordNo) => ({
      doc: known({
        recordNo, kind: 'worksPermit', projectCode: base.code, issuerUscc: CONSTRUCTION_OFFICE, issuedOn: isoDay(recordNo.slice(6, 14)),
        permittedArea: Number((Number(facts.floorArea) / permits.length).toFixed(2)), contractPrice: share(0.9), partyUsccs: [contractor.uscc, supervisor.uscc], status: 'valid',
      }),
      extra: { PrjNum: base.prjNum, SafetyCerID: '' },
    })),
  };
}

function chainProject(enterprises: Enterprises, now: number): Project {
  const supervisor = enterprises.supervisors[0] ?? enterprises.chainFirm;
  const base = {
    code: CHAIN_PROJECT, prjNum: '3302122105180101', name: '某某小区(一期)', division: '330212', location: point(121.544, 29.8683), civilDefenceNo: 'RF330212-0045', sector: undefined,
  };
  const facts = {
    category: 'building', floorArea: 62000, cost: 185000000, structureType: 'frameShear', storiesAbove: 18, storiesBelow: 1, investmentType: 'private',
    plannedStart: '2021-06-01', plannedEnd: day(now + 400 * DAY), actualStart: '2021-06-01', phase: 'main', progressPct: 42.5,
  };
  const project = finished(base, facts, { owner: enterprises.chainFirm, contractor: enterprises.chainFirm, supervisor }, undefined, ['330212202105180101']);
  return { ...project, extra: { ...project.extra, BuildCorpCode: CHAIN_FIRM.slice(8, 17) } };
}

/** What stands in the corp-code column where the owner cannot be resolved. */
function unresolvedOwner(random: Random): string | undefined {
  return random.chance(0.05) ? random.pick(['---', '无', `33020000${random.int(1000000, 9999999)}`]) : undefined;
}

function permitNumbers(random: Random, division: string, startsAt: number, i: number): string[] {
  const count = random.chance(0.15) ? 2 : 1;
  return Array.from({ length: count }, (_, k) => `${division}${compactDay(startsAt - (20 - 5 * k) * DAY)}${String((i % 99) + 1).padStart(2, '0')}01`);
}

function isoDay(compact: string): string {
  return `${compact.slice(0, 4)}-${compact.slice(4, 6)}-${compact.slice(6)}`;
}
