// The city's enterprises: plants, material producers, owners, contractors, supervisors, the testing agency, carriers.
import { randomStream, type Random } from '../../random';
import type { JsonRecord } from '../emission';
import { point, type Point } from '../geometry';
import { residentId, uscc } from '../identifiers';
import { known } from '../record-kind';

export interface Enterprise {
  readonly uscc: string;
  readonly name: string;
  readonly doc: JsonRecord;
}

export interface Enterprises {
  readonly all: readonly Enterprise[];
  readonly owners: readonly Enterprise[];
  readonly contractors: readonly Enterprise[];
  readonly supervisors: readonly Enterprise[];
  readonly producers: readonly Enterprise[];
  readonly carriers: readonly Enterprise[];
  readonly plants: readonly Enterprise[];
  readonly lab: Enterprise;
  /** Owner and contractor of the worked chain. */
  readonly chainFirm: Enterprise;
  /** Extra firms, referred to by nobody, on which faults are planted. */
  readonly strangers: readonly Enterprise[];
}

/** Division code and a point in its centre. */
export const DIVISIONS: readonly (readonly [code: string, name: string, centre: Point])[] = [
  ['330203', '海曙区', point(121.5508, 29.8745)], ['330205', '江北区', point(121.5556, 29.8867)], ['330206', '北仑区', point(121.8444, 29.8989)],
  ['330211', '镇海区', point(121.7165, 29.9491)], ['330213', '奉化区', point(121.4068, 29.6554)], ['330281', '余姚市', point(121.1546, 30.0371)],
  ['330212', '鄞州区', point(121.5466, 29.8165)], ['330282', '慈溪市', point(121.2665, 30.1697)], ['330225', '象山县', point(121.8693, 29.4767)], ['330226', '宁海县', point(121.4295, 29.2879)],
];

const SURNAMES = [...'张王李赵陈林周吴徐孙胡朱高郭何罗郑梁'];
const GIVEN = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英'];
const LUCKY = ['甬江', '东海', '明州', '四明', '天一', '鼓楼', '江厦', '海曙', '北仑', '镇海', '姚江', '奉化', '象山', '慈城', '月湖', '阿育王', '雪窦', '招宝', '梅山', '大榭'];

export function personName(random: Random): string {
  return random.pick(SURNAMES) + random.pick(GIVEN) + (random.chance(0.4) ? random.pick(GIVEN) : '');
}

export const CHAIN_PLANT = '91330212MA2G00021Q';
export const CHAIN_FIRM = '91330203MA2F000127';

export function createEnterprises(seed: number, plantCount: number, scale: number): Enterprises {
  const make = maker(seed);
  const count = (full: number) => Math.max(3, Math.round(full / scale));
  const many = (n: number, type: string, suffix: string) => Array.from({ length: n }, () => make(type, suffix));
  const plants = Array.from({ length: plantCount }, (_, i) => makePlant(make, i, plantCount));
  const chainFirm = make('contractor', '', { uscc: CHAIN_FIRM, name: '某建设有限公司', divisionCode: '330203' });
  const lists = {
    plants, chainFirm, lab: make('testing', '建设工程检测有限公司'), owners: many(count(500), 'owner', '置业有限公司'),
    contractors: many(count(700), 'contractor', '建设集团有限公司'), supervisors: many(count(250), 'supervision', '工程监理有限公司'),
    producers: many(8, 'materialProducer', '建材有限公司'), carriers: many(3, 'carrier', '物流有限公司'), strangers: many(count(120), 'dealer', '商贸有限公司'),
  };
  const all = [...plants, chainFirm, lists.lab, ...lists.owners, ...lists.contractors, ...lists.supervisors, ...lists.producers, ...lists.carriers];
  return { ...lists, all };
}

type Make = (type: string, suffix: string, given?: JsonRecord) => Enterprise;

function maker(seed: number): Make {
  const random = randomStream(seed, 'enterprises');
  let serial = 0;
  return (type, suffix, given = {}) => {
    const [division, divisionName, centre] = random.pick(DIVISIONS);
    serial += 1;
    const doc = known({
      uscc: uscc('91', division, 'MA2J', serial),
      name: `宁波${random.pick(LUCKY)}${random.pick(LUCKY)}第${serial}${suffix}`,
      orgType: type,
      divisionCode: division,
      address: `${divisionName}${random.pick(LUCKY)}路${random.int(1, 999)}号`,
      location: type === 'plant' ? { ...point(centre.lng + random.real(-0.04, 0.04, 6), centre.lat + random.real(-0.03, 0.03, 6)) } : undefined,
      legalRepName: personName(random),
      legalRepIdNo: residentId(division, `19${random.int(60, 89)}${String(random.int(1, 12)).padStart(2, '0')}${String(random.int(1, 28)).padStart(2, '0')}`, random.int(1, 999)),
      regCapital: random.int(100, 50000) * 10000,
      establishedOn: `20${String(random.int(0, 19)).padStart(2, '0')}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
      status: 'active',
      safetyLicenceNo: type === 'contractor' ? `（浙）JZ安许证字〔2019〕${String(serial).padStart(6, '0')}`.normalize('NFKC') : undefined,
      ...given,
    });
    return { uscc: String(doc.uscc), name: String(doc.name), doc };
  };
}

function makePlant(make: Make, index: number, count: number): Enterprise {
  const plantNo = String(index + 1).padStart(3, '0');
  const [divisionCode] = DIVISIONS[index % DIVISIONS.length] ?? DIVISIONS[0] ?? [''];
  const capacity = { plantNo, mixerLines: 2, capacityM3h: 180 + 10 * (index % 4) };
  const chain = index === Math.min(6, count - 1);
  return chain
    ? make('plant', '', { ...capacity, plantNo: '007', uscc: CHAIN_PLANT, name: '鄞州某混凝土有限公司', divisionCode: '330212', location: { ...point(121.5, 29.83) } })
    : make('plant', '混凝土有限公司', { ...capacity, divisionCode });
}
