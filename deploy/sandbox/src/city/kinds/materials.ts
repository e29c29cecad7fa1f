// Kinds of the materials supervision platform: material batches, their reports, mix designs.
import type { Json, JsonRecord } from '../emission';
import { code, fixed, list, minute, plain, type Format } from '../formats';
import type { RecordKind } from '../record-kind';

/** Everyday names of the materials, first the plain one. */
const MATERIAL_NAMES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  cement: ['水泥', 'PO42.5水泥', 'PⅡ42.5水泥'],
  flyAsh: ['粉煤灰', '二级粉煤灰', 'Ⅱ级粉煤灰'],
  slag: ['矿粉', 'S95矿粉'],
  sand: ['砂', '中砂', '粗砂（不扣水分）'],
  stone: ['碎石', '石', '瓜子片（水洗）'],
  admixture: ['减水剂', '外加剂', '聚羧酸减水剂'],
  water: ['水', '自来水'],
};

const material: Format = (value) => MATERIAL_NAMES[String(value)]?.[0] ?? String(value);
const CONCLUSIONS = { qualified: '合格', unqualified: '不合格' };

export const materialBatchKind: RecordKind = {
  record: 'construction.material-batch',
  dataset: 'materialBatch',
  nativeKey: ['pcbh'],
  key: ['materialBatchId'],
  versionField: 'bbh',
  fields: [
    ['pcbh', 'materialBatchId'], ['shdwdm', 'receiverUscc'], ['clmc', 'material', material], ['gg', 'spec'], ['scdwdm', 'producerUscc'],
    ['scdwmc', 'producerName'], ['gydwdm', 'supplierUscc'], ['gydwmc', 'supplierName'], ['ccpc', 'producerBatchNo'], ['zmsbh', 'qualityCertNo'],
    ['dcsj', 'arrivedAt', minute], ['sl', 'qty', fixed(3)], ['cph', 'plate'], ['lc', 'siloNo'], ['bzfs', 'packaging', code({ bulk: '散装', bag: '袋装' })],
    ['jyzt', 'inspectionStatus', code({ pending: '待检', sampled: '已取样', qualified: '合格', unqualified: '不合格', exempt: '免检' })],
    ['czfs', 'disposal', code({ none: '未处置', returned: '退货', downgraded: '降级', destroyed: '销毁' })],
  ],
  tidied: [
    (row) => void (row.sl = `${String(row.sl)}吨`),
    (row) => void (row.sl = `${String(row.sl)} t`),
    (row) => void (row.sl = String(row.sl).replace(/^(\d)(\d{3})\./, '$1,$2.')),
    (row) => void (row.scdwdm = String(row.scdwdm).toLowerCase()),
    (row, random) => {
      const found = Object.values(MATERIAL_NAMES).find((names) => names[0] === row.clmc);
      if (found) row.clmc = random.pick(found);
    },
  ],
  faults: [
    { fault: 'code', field: 'clmc', target: 'material', spoil: (row) => void (row.clmc = '特种料3号') },
    { fault: 'number', field: 'sl', target: 'qty', spoil: (row) => void (row.sl = '约一车') },
    { fault: 'missing', field: 'dcsj', target: 'arrivedAt', spoil: (row) => void (row.dcsj = '--') },
  ],
};

export const materialReportKind: RecordKind = {
  record: 'construction.material-report',
  dataset: 'materialReport',
  nativeKey: ['sysdm', 'bgbh'],
  key: ['labUscc', 'reportNo'],
  versionField: 'bbh',
  fields: [
    ['sysdm', 'labUscc'], ['bgbh', 'reportNo'], ['pcbh', 'materialBatchIds', list(plain)], ['dbl', 'representedQty', fixed(3)],
    ['qysj', 'sampledAt', minute], ['bgsj', 'reportedAt', minute], ['jd', 'stage', code({ early: '早期', final: '最终' })], ['bz', 'standard'],
    ['xm', 'items', list(item)], ['jl', 'conclusion', code(CONCLUSIONS)], ['syr', '$refs.testerRef'], ['shr', '$refs.reviewerRef'],
  ],
  tidied: [
    (row) => void (row.jl = row.jl === '合格' ? '符合要求' : '不符合要求'),
    (row) => void (row.dbl = `${String(row.dbl)}吨`),
  ],
  faults: [
    { fault: 'date', field: 'bgsj', target: 'reportedAt', spoil: (row) => void (row.bgsj = '2022-13-01 10:00') },
    { fault: 'code', field: 'jl', target: 'conclusion', spoil: (row) => void (row.jl = '待定') },
  ],
};

export const mixKind: RecordKind = {
  record: 'construction.mix',
  dataset: 'mixDesign',
  nativeKey: ['scqydm', 'phbbh', 'bb'],
  key: ['plantUscc', 'mixNo', 'version'],
  versionField: 'bbh',
  fields: [
    ['scqydm', 'plantUscc'], ['phbbh', 'mixNo'], ['bb', 'version'], ['lx', 'kind', code({ design: '设计', production: '生产' })], ['sjphb', 'parentMixNo'],
    ['qddj', 'grade'], ['ksdj', 'impermeability'], ['kddj', 'frost'], ['tld', 'slumpMm'], ['bj', 'designation'], ['yl', 'materials', list(ingredient)],
    ['sjb', 'waterBinderRatio', fixed(3)], ['sal', 'sandRatioPct', fixed(1)], ['md', 'densityKgM3'], ['pzrq', 'approvedOn'], ['pzr', '$refs.approverRef'],
    ['yxq', 'validTo'], ['qd28', 'trialStrength28d', fixed(1)],
  ],
};

function item(value: Json): Json {
  const { code: dm, name: mc, value: jg, unit: dw, limitMin, limitMax, ok } = value as JsonRecord;
  const text = (limit: Json | undefined) => (limit === undefined ? '' : String(limit));
  return { dm: dm ?? '', mc: mc ?? '', jg: text(jg), dw: dw ?? '', xx: text(limitMin), sx: text(limitMax), pd: ok ? '合格' : '不合格' };
}

function ingredient(value: Json): Json {
  const part = value as JsonRecord;
  return { mc: material(part.material ?? ''), gg: part.spec ?? '', yl: Number(part.kgPerM3).toFixed(2) };
}
