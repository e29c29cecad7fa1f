// Kinds of transport, civil defence, water, credit and procurement.
import type { Json, JsonRecord, Native } from '../emission';
import { code, compactDate, compactStamp, fixed, joined, micro, oneZero, plain, second, slashDate, wan, type Format } from '../formats';
import type { RecordKind, Spoil } from '../record-kind';
import { PLATE_SPELLINGS } from './certificate';
import { wrongCheck } from './project-db';

export const vehicleKind: RecordKind = {
  record: 'transport.vehicle',
  dataset: 'vehicle',
  nativeKey: ['vehicleno', 'platecolor'],
  key: ['plate', 'plateColour'],
  versionField: 'ver',
  fields: [
    ['vehicleno', 'plate'], ['platecolor', 'plateColour'], ['vin', 'vin'],
    ['transtype', 'kind', code({ mixer: '搅拌车', pump: '泵车', bulkCement: '散装水泥车', dump: '自卸车', flatbed: '平板车' })],
    ['owneruscc', 'ownerUscc'], ['ownername', 'ownerName'], ['plantuscc', 'plantUscc'], ['fleetno', 'fleetNo'], ['rated', 'ratedM3', fixed(1)],
    ['maxload', 'maxLoadT', fixed(2)], ['transportcert', 'roadTransportCertNo'], ['sim', 'terminalSim'],
    ['protocol', 'protocol', code({ 'jt808-2013': '2013', 'jt808-2019': '2019', other: '其他' })],
    ['emission', 'emission', code({ IV: '国四', V: '国五', VI: '国六', electric: '纯电' })], ['inspectvalid', 'inspectionValidTo', compactDate],
    ['status', 'status', code({ active: '营运', suspended: '停运', deregistered: '注销' })],
  ],
  tidied: [(row) => void (row.owneruscc = String(row.owneruscc).toLowerCase()), (row) => void (row.rated = `${String(row.rated)} `)],
  faults: [
    { fault: 'missing', field: 'platecolor', target: 'plateColour', spoil: (row) => void (row.platecolor = '') },
    { fault: 'format', field: 'vehicleno', target: 'plate', spoil: (row) => void (row.vehicleno = '浙B未知') },
    { fault: 'code', field: 'transtype', target: 'kind', spoil: (row) => void (row.transtype = '三轮') },
  ],
};

export const positionKind: RecordKind = {
  record: 'transport.position',
  dataset: 'vehiclePosition',
  nativeKey: ['vehicleno', 'gpstime'],
  key: ['plate', 'at'],
  fields: [
    ['vehicleno', 'plate'], ['lon', 'lng', micro], ['lat', 'lat', micro], ['vec1', 'speed', fixed(1)], ['direction', 'heading'], ['altitude', 'altitude'],
    ['mileage', 'mileageKm', fixed(1)], ['gpstime', 'at', compactStamp], ['recvtime', 'receivedAt', compactStamp], ['acc', 'acc', oneZero],
    ['located', 'located', oneZero], ['drum', 'drum', code({ stop: '0', mixing: '1', discharge: '2', unknown: '' })], ['alarm', 'alarmBits'],
  ],
  tidied: [(row) => void (row.vehicleno = (PLATE_SPELLINGS[0] as (p: string) => string)(String(row.vehicleno)))],
  faults: [
    { fault: 'range', field: 'lon', target: 'lng', spoil: (row) => void Object.assign(row, { lon: 0, lat: 0 }) },
    { fault: 'range', field: 'lat', target: 'lat', spoil: (row) => void Object.assign(row, { lon: row.lat, lat: row.lon }) },
  ],
};

export const transportProjectKind: RecordKind = {
  record: 'transport.project',
  dataset: 'transportProject',
  nativeKey: ['gcbh'],
  key: ['transportProjectNo'],
  versionField: 'ver',
  fields: [
    ['gcbh', 'transportProjectNo'], ['xmdm', 'projectCode'], ['gcmc', 'name'],
    ['gclx', 'class', code({ expressway: '高速公路', class1: '一级公路', class2: '二级公路', class3: '三级公路', class4: '四级公路', port: '港口', waterway: '航道', railTransit: '轨道交通' })],
    ['bd', 'section'], ['qdzh', 'stakeFrom'], ['zdzh', 'stakeTo'], ['sgdwdm', 'contractorUscc'], ['jldwdm', 'supervisionUscc'],
    ['pzhz', 'approvedPlantUsccs', (value) => ({ dm: value })],
  ],
};

export const civilDefenceKind: RecordKind = {
  record: 'civil-defence.works',
  dataset: 'civilDefence',
  nativeKey: ['工程代号'],
  key: ['cdfNo'],
  fields: [
    ['工程名称', 'name'], ['工程代号', 'cdfNo'],
    ['工程类型', 'wartimeUse', code({ medical: '医疗救护', specialSquad: '专业队', personnelShelter: '人员掩蔽', support: '配套' })], ['工程类别', 'category'],
    ['防常规武器等级', 'conventionalClass', (value) => `${String(value)}级`], ['防核武器等级', 'nuclearClass', (value) => `${String(value)}级`],
    ['防化级别', 'chemicalClass', (value) => `${String(value)}级`], ['建筑面积', 'builtArea', area], ['使用面积', 'usableArea', area], ['掩蔽面积', 'shelteredArea', area],
    ['可掩蔽人数', 'capacityPersons'], ['口部数', 'entrances'], ['平时用途', 'peacetimeUse'],
    ['工程现状', 'status', code({ underConstruction: '在建', completed: '已竣工', maintenance: '维护中' })],
  ],
  tidied: [
    (row) => void Object.assign(row, { 防常规武器等级: `${String(row.防核武器等级)}${String(row.防常规武器等级)}`.replaceAll('级', ''), 防核武器等级: '' }),
    (row) => void (row.建筑面积 = String(row.建筑面积).replace('㎡', '').replace(',', '，')),
    (row) => void (row.工程名称 = `　${String(row.工程名称)}`),
  ],
  faults: [
    { fault: 'number', field: '建筑面积', target: 'builtArea', spoil: (row) => void (row.建筑面积 = '约三千') },
    { fault: 'code', field: '工程类型', target: 'wartimeUse', spoil: (row) => void (row.工程类型 = '仓库') },
    { fault: 'lookup', field: '工程代号', target: 'projectCode', spoil: (row) => void (row.工程代号 = String(row.工程代号).replace(/-(\d{4})$/, '-9$1')) },
  ],
};

export const waterProjectKind: RecordKind = {
  record: 'water.project',
  dataset: 'waterProject',
  nativeKey: ['GCDM'],
  key: ['waterProjectNo'],
  versionField: 'BBH',
  fields: [
    ['GCDM', 'waterProjectNo'], ['GCMC', 'name'], ['TZXMDM', 'projectCode'], ['GCDB', 'projectRank', code({ I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' })],
    ['JZWJB', 'structureLevel'], ['GCLX', 'kind', code({ reservoir: '水库', dike: '堤防', sluice: '水闸', pumpStation: '泵站', canal: '渠道', tunnel: '隧洞' })],
    ['HLMC', 'river'], ['XZQH', 'divisionCode'], ['FRDWDM', 'ownerUscc'], ['SGDWDM', 'contractorUscc'], ['JLDWDM', 'supervisionUscc'],
    ['DWGCS', 'unitWorks', unitWorks], ['HNTBHS', 'concreteSpecs', (value) => ({ HNTBH: (value as JsonRecord[]).map((spec) => wide(String(spec.text))) })],
  ],
  tidied: [(row) => void (row.HNTBHS = { HNTBH: specs(row).map((text) => fullWidth(text)) })],
  faults: [
    { fault: 'format', field: 'HNTBHS', target: 'concreteSpecs', spoil: (row) => void (row.HNTBHS = { HNTBH: ['混凝土', ...specs(row).slice(1)] }) },
    { fault: 'code', field: 'GCLX', target: 'kind', spoil: (row) => void (row.GCLX = '桥') },
  ],
};

const PENALTIES: Readonly<Record<string, string>> = {
  warning: '警告', criticism: '通报批评', fine: '罚款', confiscation: '没收违法所得', licenceSuspension: '暂扣许可证件', downgrade: '降低资质等级',
  licenceRevocation: '吊销许可证件', careerRestriction: '限制从业', stopProduction: '责令停产停业', closure: '责令关闭', detention: '行政拘留', other: '其他',
};
const CATEGORIES = { legalPerson: '法人及非法人组织', naturalPerson: '自然人', soleTrader: '个体工商户' };
/** Chinese header, CF_ header, canonical path, format. */
const PENALTY_COLUMNS: readonly (readonly [string, string, string, Format?])[] = [
  ['行政相对人名称', 'CF_XDR_MC', 'subjectName'], ['行政相对人类别', 'CF_XDR_LB', 'subjectCategory', code(CATEGORIES)], ['统一社会信用代码', 'CF_XDR_SHXYM', 'subjectUscc'],
  ['证件号码', 'CF_XDR_ZJHM', '$refs.personRef'], ['行政处罚决定书文号', 'CF_WSH', 'docNo'], ['违法行为类型', 'CF_WFXW', 'violationType'], ['违法事实', 'CF_SY', 'facts'],
  ['处罚依据', 'CF_YJ', 'basis'], ['处罚类别', 'CF_CFLB', 'penaltyTypes', joined(';', code(PENALTIES))], ['处罚内容', 'CF_NR', 'content'],
  ['罚款金额（万元）', 'CF_NR_FK', 'fine', wan(6)], ['处罚决定日期', 'CF_JDRQ', 'decidedOn', slashDate], ['处罚有效期', 'CF_YXQ', 'validTo', slashDate],
  ['公示截止期', 'CF_GSJZQ', 'publicUntil', slashDate], ['处罚机关', 'CF_CFJG', 'authorityName'], ['处罚机关统一社会信用代码', 'CF_CFJGDM', 'authorityUscc'],
];

export const penaltyKind: RecordKind = penalties('credit.penalty', 0);
export const penaltyCfKind: RecordKind = penalties('credit.penalty-cf', 1);

export const licenceKind: RecordKind = {
  record: 'credit.licence',
  dataset: 'enforcement',
  nativeKey: ['XK_WSH', 'XK_XKJGDM'],
  key: ['docNo', 'authorityUscc'],
  fields: [
    ['XK_XDR_MC', 'subjectName'], ['XK_XDR_LB', 'subjectCategory', code(CATEGORIES)], ['XK_XDR_SHXYM', 'subjectUscc'], ['XK_WSH', 'docNo'], ['XK_XKZS', 'licenceAffected'],
    ['XK_NR', 'content'], ['XK_JDRQ', 'decidedOn', slashDate], ['XK_YXQZI', 'validTo', slashDate], ['XK_XKJG', 'authorityName'], ['XK_XKJGDM', 'authorityUscc'],
  ],
  tidied: [(row) => void (row.XK_XDR_SHXYM = `${String(row.XK_XDR_SHXYM).toLowerCase()} `)],
};

const MEASURES: Readonly<Record<string, string>> = {
  M01: '限制参加政府采购', M02: '限制投标', M03: '限制资质许可', M04: '取消评优资格', M05: '重点监管',
  M06: '公示', M07: '推送金融机构参考', M08: '限制参与绿色运输', M09: '平台限制交易', M10: '限制优惠政策',
};

export const listEntryKind: RecordKind = {
  record: 'credit.list-entry',
  dataset: 'blacklistEntry',
  nativeKey: ['MDBH'],
  key: ['entryNo'],
  versionField: 'BBH',
  fields: [
    ['MDBH', 'entryNo'], ['JDWH', 'decisionNo'], ['TK', 'legalBasis.article'], ['LRJG_DM', 'listedByUscc'], ['YCRQ', 'removedOn', compactDate],
    ['YCYY', 'removalReason', code({ expiry: '到期', repair: '修复', revoked: '撤销', error: '错误' })], ['XDR_MC', 'subjectName'], ['XDR_DM', 'subjectUscc'],
    ['LRYJ', 'legalBasis.document'], ['LRRQ', 'listedOn', compactDate], ['YXQ', 'expiresOn', compactDate], ['CJCS', 'measures', joined(';', code(MEASURES))],
    ['ZT', 'status', code({ inForce: '1', objection: '2', repairPending: '3', removed: '0' })], ['XFSQRQ', 'repair.appliedOn', compactDate],
    ['XFSLRQ', 'repair.acceptedOn', compactDate], ['XFJDRQ', 'repair.decidedOn', compactDate], ['XFJG', 'repair.result', code({ approved: '准予', refused: '不予' })], ['SY', 'facts'],
  ],
  faults: [
    { fault: 'checkDigit', field: 'XDR_DM', target: 'subjectUscc', spoil: (row) => void (row.XDR_DM = wrongCheck(String(row.XDR_DM))) },
    { fault: 'missing', field: 'LRYJ', target: 'legalBasis', spoil: (row) => void Object.assign(row, { LRYJ: '', TK: '' }) },
    { fault: 'code', field: 'CJCS', target: 'measures', spoil: (row) => void (row.CJCS = `${String(row.CJCS)};禁止一切` ) },
  ],
};

export const receiptKind: RecordKind = {
  record: 'procurement.receipt',
  dataset: 'restrictionReceipt',
  nativeKey: ['entryNo', 'measure', 'executor'],
  key: ['entryNo', 'measure', 'executorUscc'],
  versionField: 'seq',
  fields: [
    ['entryNo', 'entryNo'], ['measure', 'measure'], ['executor', 'executorUscc'], ['receivedAt', 'receivedAt', second],
    ['action', 'action', code({ received: '收到', applied: '执行', notApplicable: '不适用', rejected: '退回', lifted: '解除' })], ['actedAt', 'actedAt', second],
    ['matchedBy', 'matchedBy', code({ uscc: '1', idHash: '2' })], ['caseRef', 'caseRef'], ['reason', 'reason'],
  ],
};

function penalties(record: string, header: 0 | 1): RecordKind {
  const name = (canonical: string) => PENALTY_COLUMNS.find((column) => column[2] === canonical)?.[header] ?? canonical;
  const [subject, types, decided, fine] = [name('subjectUscc'), name('penaltyTypes'), name('decidedOn'), name('fine')];
  const faults: Spoil[] = [
    { fault: 'checkDigit', field: subject, target: 'subjectUscc', spoil: (row) => void (row[subject] = '9.1330203E+17') },
    { fault: 'checkDigit', field: subject, target: 'subjectUscc', spoil: (row) => void (row[subject] = wrongCheck(String(row[subject]))) },
    { fault: 'code', field: types, target: 'penaltyTypes', spoil: (row) => void (row[types] = '约谈') },
    { fault: 'date', field: decided, target: 'decidedOn', spoil: (row) => void (row[decided] = '二月底') },
  ];
  return {
    record,
    dataset: 'enforcement',
    nativeKey: [name('docNo'), name('authorityUscc')],
    key: ['docNo', 'authorityUscc'],
    fields: PENALTY_COLUMNS.map((column) => [column[header], column[2], column[3] ?? plain] as const),
    tidied: [
      (row) => void (row[subject] = `${String(row[subject]).toLowerCase()} `),
      (row) => void (row[decided] = String(excelSerial(String(row[decided])))),
      (row) => void (row[fine] = row[fine] === '' ? '/' : row[fine] ?? ''),
    ],
    faults,
  };
}

/** Day number of a spreadsheet (1900 system): 44620 = 2022-02-28. */
export function excelSerial(slashed: string): number {
  return Math.round(Date.parse(`${slashed.replaceAll('/', '-')}T00:00:00Z`) / 86_400_000) + 25569;
}

function area(value: Json): Json {
  return `${Number(value).toLocaleString('en-US', { maximumFractionDigits: 2 })}㎡`;
}

function unitWorks(value: Json): Json {
  const text = { qualified: '合格', excellent: '优良' } as Record<string, string>;
  return { DWGC: (value as JsonRecord[]).map((work) => ({ BH: work.no ?? '', MC: work.name ?? '', PDDJ: text[String(work.evaluation)] ?? '' })) };
}

function specs(row: Native): string[] {
  return ((row.HNTBHS as JsonRecord).HNTBH as string[]) ?? [];
}

function wide(text: string): string {
  return text.replace('(', '（').replace(')', '）');
}

function fullWidth(text: string): string {
  return text.replace(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
}
