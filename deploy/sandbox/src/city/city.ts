// The city: from seed and scale, everything that happens in it, in time order, with the truth of each record.
import type { JsonRecord, Emission } from './emission';
import { DAY, HOUR, instant } from './calendar';
import { planChain, writeSamples } from './chain';
import { createDesk } from './desk';
import { DIRT_RATES, NO_DIRT, type DirtRates } from './dirt';
import { change, planCredit } from './days/credit-day';
import { fillBins, planDeliveries } from './days/deliveries-day';
import { planRegisters, writeProject, writeRegisters } from './days/registry-day';
import { planTrips } from './days/trips-day';
import { createSerials, type Scene } from './scene';
import { mixKind } from './kinds/materials';
import { vehicleKind } from './kinds/others';
import { corpKind } from './kinds/project-db';
import { randomStream } from '../random';
import { CHAIN_PLANT, createEnterprises, type Enterprises } from './world/enterprises';
import { createPlants, type Plant } from './world/plants';
import { CHAIN_PROJECT, CONSTRUCTION_OFFICE, createProjects, type Project } from './world/projects';

export interface CityOptions {
  readonly seed?: number;
  /** 20 = one twentieth of Ningbo. */
  readonly scale?: number;
  /** First day of the history, `2022-02-21` by default. */
  readonly start?: string;
  /** First day of the full traffic, `2022-04-04` by default: from here on positions are sent. */
  readonly live?: string;
  /** Share of the full traffic before `live`. */
  readonly historyShare?: number;
  readonly dirt?: DirtRates;
  /** `chain`: nothing but the worked chain of the domain reference and the departments' samples. */
  readonly only?: 'chain';
}

export interface City {
  readonly enterprises: Enterprises;
  readonly projects: readonly Project[];
  readonly plants: readonly Plant[];
  /** Epoch ms. */
  readonly start: number;
  readonly live: number;
  /** What happened after the last instant up to and including this one, in time order. Lazy: finish one before the next. */
  advanceTo(instant: number): Generator<Emission, void, undefined>;
}

export function createCity(options: CityOptions = {}): City {
  const { seed = 1, scale = 20, historyShare = 0.05, only } = options;
  const start = instant(options.start ?? '2022-02-21');
  const live = instant(options.live ?? '2022-04-04');
  const enterprises = createEnterprises(seed, Math.max(2, Math.round(133 / scale)), scale);
  const scene: Scene = {
    seed, scale, live, share: (day) => (day < live ? historyShare : 1), desk: createDesk(only ? NO_DIRT : options.dirt ?? DIRT_RATES), enterprises,
    projects: createProjects(seed, scale, enterprises, start), plants: createPlants(seed, enterprises, start), orders: new Map(), waiting: new Map(), suspended: new Set(), serial: createSerials(),
  };
  const seenEntries = new Map<string, JsonRecord>();
  const plan = only ? chainDay(scene, start, seenEntries) : fullDay(scene, start, seenEntries);
  let planned = start - DAY;

  function* advanceTo(until: number): Generator<Emission, void, undefined> {
    for (;;) {
      for (let next = scene.desk.next(until); next; next = scene.desk.next(until)) yield next;
      if (planned + DAY > until) return;
      planned += DAY;
      plan(planned);
      scene.desk.open(planned);
    }
  }
  return { enterprises, projects: scene.projects, plants: scene.plants, start, live, advanceTo };
}

function fullDay(scene: Scene, start: number, seen: Map<string, JsonRecord>): (day: number) => void {
  return (day) => {
    if (day === start) {
      writeRegisters(scene, start);
      for (const plant of scene.plants) fillBins(scene, plant, start);
      change(scene, start + 9 * HOUR, seen, repairable(scene));
      writeSamples(scene, seen);
    }
    planRegisters(scene, day, day === start);
    planCredit(scene, day, seen);
    planChain(scene, day);
    for (const plant of scene.plants) {
      planDeliveries(scene, plant, day);
      planTrips(scene, plant, day);
    }
  };
}

function chainDay(scene: Scene, start: number, seen: Map<string, JsonRecord>): (day: number) => void {
  return (day) => {
    if (day === start) writeChainRegisters(scene, start, seen);
    planChain(scene, day);
  };
}

function writeChainRegisters(scene: Scene, at: number, seen: Map<string, JsonRecord>): void {
  const { desk, enterprises } = scene;
  const plant = scene.plants.find((candidate) => candidate.uscc === CHAIN_PLANT);
  const project = scene.projects.find((candidate) => candidate.code === CHAIN_PROJECT);
  if (!plant || !project) return;
  const parties = [plant.enterprise, enterprises.chainFirm, enterprises.lab, ...enterprises.producers, ...enterprises.supervisors.slice(0, 1)];
  for (const { doc } of parties) desk.write(corpKind, { doc, version: 1 }, { at });
  writeProject(scene, project, at, randomStream(scene.seed, 'chain'));
  for (const doc of plant.mixes.filter((mix) => mix.mixNo === 'C30-180-07').flatMap((mix) => mix.docs)) desk.write(mixKind, { doc, refs: { approverRef: '钱某' }, version: 1 }, { at });
  for (const truck of plant.trucks.filter((candidate) => candidate.fleetNo === '23#')) desk.write(vehicleKind, { doc: truck.doc, version: 1 }, { at });
  fillBins(scene, plant, at);
  writeSamples(scene, seen);
}

/** A listed contractor that applies for repair in the history and is lifted in the live period. */
function repairable(scene: Scene): JsonRecord {
  const firm = scene.enterprises.contractors[0] ?? scene.enterprises.chainFirm;
  return {
    entryNo: 'SXQX330200-2021-0007', listType: 'wageArrears', decisionNo: '某人社欠薪决〔2021〕7号', legalBasis: { document: '保障农民工工资支付条例', article: '第四十八条' }, listedByUscc: CONSTRUCTION_OFFICE,
    subjectUscc: firm.uscc, subjectName: firm.name, measures: ['M01', 'M02'], listedOn: '2021-09-01', expiresOn: '2024-08-31', status: 'inForce',
  };
}
