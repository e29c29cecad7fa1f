// Kinds of the materials supervision platform: placements, cube groups, strength assessments; and the LIMS test reports.
import type { JsonRecord } from '../emission';
import { chineseDate, code, fixed, list, minute, plain, wideBrackets, yesNo, type Format } from '../formats';
import type { RecordKind } from '../record-kind';

const ELEMENTS = {
  pile: '桩', raft: '筏板', wall: '墙', column: '柱', beam: '梁', slab: '梁板', stair: '楼梯', pavement: '路面',
  dam: '坝', lining: '衬砌', pier: '墩', civilDefenceStructure: '人防', other: '其他',
};

export const placementKind: RecordKind = {
  record: 'construction.placement',
  dataset: 'placement',
  nativeKey: ['bwbh'],
  key: ['partId'],
  versionField: 'bbh',
  fields: [
    ['bwbh', 'partId'], ['xmdm', 'projectCode'], ['dwgc', 'unitWorksNo'], ['gjlx', 'element', code(ELEMENTS)], ['lc', 'floor'], ['zx', 'axis'],
    ['sjqd', 'designGrade'], ['sjks', 'designImpermeability'], ['sjfl', 'designVolume', fixed(2)], ['kssj', 'pourStartAt', minute], ['jssj', 'pourEndAt', minute],
    ['gxby', 'stepInspectionNo'], ['rfdy', 'civilDefenceUnitId'], ['sjjz', 'actualVolume', fixed(2)],
    ['zt', 'status', code({ planned: '0', approved: '1', poured: '2', accepted: '3' })],
  ],
  tidied: [(row) => void (row.gjlx = row.gjlx === '梁板' ? '板' : row.gjlx ?? ''), (row) => void (row.zx = `${String(row.zx)} `)],
  faults: [{ fault: 'code', field: 'gjlx', target: 'element', spoil: (row) => void (row.gjlx = '那一块') }],
};

export const cubeGroupKind: RecordKind = {
  record: 'construction.cube-group',
  dataset: 'testBlockGroup',
  nativeKey: ['zbh'],
  key: ['groupNo'],
  versionField: 'bbh',
  fields: [
    ['zbh', 'groupNo'], ['xmdm', 'projectCode'], ['bwbh', 'partId'], ['hgzbh', 'certNo'],
    ['yt', 'purpose', code({ standard28d: '标养28d', sameCondition: '同条件', factoryInspection: '出厂检验', impermeability: '抗渗' })], ['qddj', 'grade'],
    ['cc', 'sizeMm'], ['ks', 'count'], ['zzsj', 'madeAt', minute], ['qyr', '$refs.sampledByRef'], ['jzr', '$refs.witnessRef'],
    ['yhfs', 'curing', code({ standard: '标养', site: '同条件' })], ['dqrq', 'dueOn'], ['sjsj', 'receivedAt', minute], ['jcjgdm', 'labUscc'],
  ],
  tidied: [(row) => void (row.dqrq = String(row.dqrq).replaceAll('-', '.')), (row) => void (row.qddj = ` ${String(row.qddj)}`)],
  faults: [
    { fault: 'format', field: 'qddj', target: 'grade', spoil: (row) => void (row.qddj = 'C33') },
    { fault: 'date', field: 'zzsj', target: 'madeAt', spoil: (row) => void (row.zzsj = '昨天') },
  ],
};

export const assessmentKind: RecordKind = {
  record: 'construction.assessment',
  dataset: 'strengthAssessment',
  nativeKey: ['pdbh'],
  key: ['assessmentNo'],
  versionField: 'bbh',
  fields: [
    ['pdbh', 'assessmentNo'], ['xmdm', 'projectCode'], ['fw', 'scope'], ['qddj', 'grade'], ['pdff', 'method', code({ statKnown: '1', statUnknown: '2', nonStat: '3' })],
    ['zbh', 'groupNos', list(plain)], ['zs', 'n'], ['pjz', 'mean', fixed(1)], ['bzc', 'sd', fixed(2)], ['zxz', 'min', fixed(1)],
    ['yqpj', 'requiredMean', fixed(1)], ['yqzx', 'requiredMin', fixed(1)], ['jg', 'result', code({ pass: '合格', fail: '不合格' })], ['pdrq', 'assessedOn'],
  ],
};

const readings: Format = (value) => (value as JsonRecord[]).map((reading) => Number(reading.mpa).toFixed(1)).join('/');

export const testReportKind: RecordKind = {
  record: 'construction.test-report',
  dataset: 'testReport',
  nativeKey: ['BGBH'],
  key: ['labUscc', 'reportNo'],
  versionField: 'BBH',
  fields: [
    ['BGBH', 'reportNo'], ['YBGBH', 'replacesReportNo'], ['GCBW', 'partText', wideBrackets], ['SKBH', 'groupNo'], ['SJQD', 'productSpec'],
    ['ZZRQ', 'sampledOn', chineseDate], ['SYRQ', 'testedOn', chineseDate], ['BGRQ', 'issuedOn', chineseDate], ['LQ', 'ageDays'], ['KYQD', 'rawReadings', readings],
    ['DBZ', 'groupValueMPa', fixed(1)], ['JL', 'conclusion', code({ qualified: '合格', unqualified: '不合格', noConclusion: '—' })],
    ['JZ', 'witnessed', yesNo], ['JZR', '$refs.witnessRef'], ['FWM', 'antiFakeCode'],
  ],
  tidied: [
    (row, random) => {
      if (row.JL === '合格') row.JL = random.pick(['符合要求', '所检项目合格', '所检项目符合要求', '检验合格']);
      if (row.JL === '不合格') row.JL = random.pick(['不符合', '不符合要求']);
    },
    (row) => void (row.GCMC = ` ${String(row.GCMC).replace('（', '(').replace('）', ')')}`),
    (row) => void (row.SYRQ = String(row.SYRQ).replace(/年0?(\d+)月0?(\d+)日/, '年$1月$2日')),
  ],
  faults: [
    { fault: 'lookup', field: 'GCMC', target: 'projectCode', spoil: (row) => void (row.GCMC = `${String(row.GCMC).slice(0, 4)}工地`) },
    { fault: 'code', field: 'JL', target: 'conclusion', spoil: (row) => void (row.JL = '详见附页') },
    { fault: 'date', field: 'SYRQ', target: 'testedOn', spoil: (row) => void (row.SYRQ = '2022年02月31日') },
    { fault: 'number', field: 'KYQD', target: 'rawReadings', spoil: (row) => void (row.KYQD = '34.2/破型/35.0') },
  ],
};
