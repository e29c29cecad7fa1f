// Mix designs of a plant: the laboratory mix and its moisture-adjusted production mix.
import { round } from '../../random';
import type { JsonRecord } from '../emission';
import { known } from '../record-kind';

export interface Ingredient {
  readonly material: string;
  readonly spec: string;
  readonly kgPerM3: number;
}

export interface Mix {
  readonly mixNo: string;
  readonly version: number;
  readonly grade: string;
  readonly strength: number;
  readonly impermeability?: string;
  readonly slumpMm: number;
  readonly designation: string;
  /** Production quantities with the moisture of sand and stone. */
  readonly production: readonly Ingredient[];
  readonly docs: readonly JsonRecord[];
}

export const SAND_MOISTURE = 5;
export const STONE_MOISTURE = 1;
/** cement, fly ash, slag, sand, stone, water, admixture in kg/m³ (dry). C30 is the mix of the weighing example. */
const RECIPES: readonly (readonly [strength: number, impermeability: string, quantities: readonly number[]])[] = [
  [20, '', [220, 70, 0, 840, 1050, 175, 5.8]], [25, '', [260, 65, 0, 800, 1050, 172, 6.5]], [30, '', [300, 60, 0, 760, 1040, 170, 7.2]],
  [35, '', [320, 50, 50, 730, 1040, 168, 8.4]], [40, '', [360, 40, 60, 690, 1050, 165, 9.2]], [30, 'P8', [310, 55, 30, 750, 1040, 168, 7.9]],
];
const MATERIALS = ['cement', 'flyAsh', 'slag', 'sand', 'stone', 'water', 'admixture'] as const;
export const SPECS: Readonly<Record<string, string>> = {
  cement: 'P·O 42.5', flyAsh: 'F类II级', slag: 'S95', sand: '中砂 2.6', stone: '5-25mm', water: '饮用水', admixture: 'PCA-I',
};

export function createMixes(plantUscc: string, plantNo: string): Mix[] {
  return RECIPES.map(([strength, impermeability, quantities]) => createMix(plantUscc, plantNo, strength, impermeability, quantities));
}

function createMix(plantUscc: string, plantNo: string, strength: number, impermeability: string, quantities: readonly number[]): Mix {
  const grade = `C${strength}`;
  const mixNo = `${grade}${impermeability}-180-${plantNo.slice(1)}`;
  const designation = `A-${grade}-180(S4)${impermeability ? `-${impermeability}` : ''}-GB/T 14902`;
  const design = MATERIALS.map((material, i) => ({ material, spec: SPECS[material] ?? '', kgPerM3: quantities[i] ?? 0 })).filter((part) => part.kgPerM3 > 0);
  const production = design.map((part) => ({ ...part, kgPerM3: moist(part, quantities) }));
  const binder = (quantities[0] ?? 0) + (quantities[1] ?? 0) + (quantities[2] ?? 0);
  const doc = (kind: string, no: string, parent: string | undefined, materials: readonly Ingredient[]) =>
    known({
      plantUscc, mixNo: no, version: 1, kind, parentMixNo: parent, grade, impermeability: impermeability || undefined, slumpMm: 180, designation,
      materials: materials.map((part) => ({ ...part })), waterBinderRatio: round((quantities[5] ?? 0) / binder, 3),
      sandRatioPct: round((100 * (quantities[3] ?? 0)) / ((quantities[3] ?? 0) + (quantities[4] ?? 1)), 1),
      densityKgM3: Math.round(materials.reduce((sum, part) => sum + part.kgPerM3, 0)), approvedOn: '2022-01-10', validTo: '2022-12-31', trialStrength28d: strength + 8.5,
    });
  const docs = [doc('design', `SJ-${mixNo}`, undefined, design), doc('production', mixNo, `SJ-${mixNo}`, production)];
  return { mixNo, version: 1, grade, strength, impermeability: impermeability || undefined, slumpMm: 180, designation, production, docs };
}

/** wetSand = S(1+m), wetStone = G(1+m), addedWater = W − S·m − G·m. */
function moist(part: Ingredient, quantities: readonly number[]): number {
  const [sand, stone] = [((quantities[3] ?? 0) * SAND_MOISTURE) / 100, ((quantities[4] ?? 0) * STONE_MOISTURE) / 100];
  const added: Readonly<Record<string, number>> = { sand, stone, water: -sand - stone };
  return round(part.kgPerM3 + (added[part.material] ?? 0), 2);
}
