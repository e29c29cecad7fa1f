// Plants with their trucks, their bins and what lies in them.
import { randomStream } from '../../random';
import { DAY, day } from '../calendar';
import type { JsonRecord } from '../emission';
import { point, type Point } from '../geometry';
import { plate } from '../identifiers';
import type { Bin } from '../kinds/batch';
import { known } from '../record-kind';
import { CHAIN_PLANT, type Enterprise, type Enterprises } from './enterprises';
import { createMixes, type Mix } from './mixes';

export interface Truck {
  readonly plate: string;
  readonly fleetNo: string;
  readonly driver: string;
  readonly doc: JsonRecord;
  /** Epoch ms from which it can load again. */
  freeAt: number;
  mileageKm: number;
}

/** A bin's filling: from which material batch, how much is left, which report covers it. */
export interface Filling {
  readonly materialBatchId: string;
  readonly reportNo: string;
  readonly readyAt: number;
  remainingKg: number;
}

export interface BinGroup {
  readonly material: string;
  readonly bins: readonly Bin[];
  readonly lotTonnes: number;
  /** Days of use left at which the other bin is filled. */
  readonly leadDays: number;
  current: number;
  readonly fillings: (Filling | undefined)[];
}

export interface Plant {
  readonly no: string;
  readonly uscc: string;
  readonly name: string;
  readonly division: string;
  readonly location: Point;
  readonly mixes: readonly Mix[];
  readonly trucks: readonly Truck[];
  readonly groups: readonly BinGroup[];
  /** Control-system clock against true time, ms. */
  readonly driftMs: number;
  readonly enterprise: Enterprise;
}

const GROUPS: readonly (readonly [material: string, bins: readonly Bin[], lot: number, lead: number])[] = [
  ['cement', ['SN1', 'SN2'], 1000, 4.5], ['flyAsh', ['FMH1'], 400, 1.3], ['slag', ['KF1'], 300, 1.3], ['sand', ['SHA1', 'SHA2'], 1500, 1.6],
  ['stone', ['SHI1', 'SHI2'], 2000, 1.6], ['water', ['SHUI'], 1e6, 0], ['admixture', ['WJJ1', 'WJJ2'], 60, 1.6],
];

export function createPlants(seed: number, enterprises: Enterprises, now: number): Plant[] {
  const taken = new Set(['浙B12345']);
  return enterprises.plants.map((enterprise, index) => createPlant(seed, enterprise, index, enterprises, taken, now));
}

function createPlant(seed: number, enterprise: Enterprise, index: number, enterprises: Enterprises, taken: Set<string>, now: number): Plant {
  const no = String(enterprise.doc.plantNo);
  const place = enterprise.doc.location as JsonRecord;
  const chain = enterprise.uscc === CHAIN_PLANT;
  return {
    no,
    uscc: enterprise.uscc,
    name: enterprise.name,
    division: String(enterprise.doc.divisionCode),
    location: point(Number(place.lng), Number(place.lat)),
    mixes: createMixes(enterprise.uscc, no),
    trucks: createTrucks(seed, no, enterprise, enterprises, taken, now),
    groups: GROUPS.map(([material, bins, lotTonnes, leadDays]) => ({
      material, bins, lotTonnes, leadDays, current: chain ? bins.length - 1 : 0, fillings: bins.map(() => undefined),
    })),
    driftMs: index === 2 ? 12 * 60_000 : 0,
    enterprise,
  };
}

function createTrucks(seed: number, no: string, enterprise: Enterprise, enterprises: Enterprises, taken: Set<string>, now: number): Truck[] {
  const random = randomStream(seed, 'trucks', no);
  return Array.from({ length: 30 }, (_, i) => {
    const chain = enterprise.uscc === CHAIN_PLANT && i === 22;
    const owner = random.chance(0.6) ? enterprise : random.pick(enterprises.carriers);
    const number = plate(random, taken);
    const doc = known({
      plate: chain ? '浙B12345' : number, plateColour: '2', vin: `LZZ${no}${String(i + 1).padStart(2, '0')}MIXER${String(1000 + i)}`.slice(0, 17).padEnd(17, '0').replace(/[IOQ]/g, '1'),
      kind: 'mixer', ownerUscc: owner.uscc, ownerName: owner.name, plantUscc: enterprise.uscc, fleetNo: `${i + 1}#`, ratedM3: random.pick([10, 12, 14]), maxLoadT: 31,
      roadTransportCertNo: `3302${no}${String(i + 1).padStart(5, '0')}`, terminalSim: `0139${no}${String(10000 + i)}`, protocol: random.pick(['jt808-2013', 'jt808-2019']),
      emission: random.pick(['V', 'VI', 'VI']), inspectionValidTo: day(now + random.int(90, 600) * DAY), status: 'active',
    });
    return { plate: String(doc.plate), fleetNo: String(doc.fleetNo), driver: `${random.pick([...'陈林周吴徐张李'])}师傅`, doc, freeAt: 0, mileageKm: random.real(20000, 90000, 1) };
  });
}

/** The filling in use of a material, switching to the other bin when this one is used up. */
export function draw(group: BinGroup, kg: number): { bin: Bin; filling: Filling } {
  const other = (group.current + 1) % group.bins.length;
  const left = group.fillings[group.current]?.remainingKg ?? 0;
  if (left < kg && (group.fillings[other]?.remainingKg ?? 0) >= kg) group.current = other;
  const [bin, filling] = [group.bins[group.current], group.fillings[group.current]];
  if (!bin || !filling) throw new RangeError(`No ${group.material} in the bins`);
  filling.remainingKg -= kg;
  return { bin, filling };
}
