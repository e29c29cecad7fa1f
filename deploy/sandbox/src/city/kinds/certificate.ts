// Kinds of the materials supervision platform: certificates, trips, site checks.
import type { Native } from '../emission';
import { code, fixed, list, minute, oneZero, plain } from '../formats';
import type { RecordKind } from '../record-kind';

/** Spellings of a plate by hand: dot, spaces, full width, letters for digits. */
export const PLATE_SPELLINGS: readonly ((plate: string) => string)[] = [
  (plate) => `${plate.slice(0, 2)}·${plate.slice(2)}`,
  (plate) => ` ${plate.slice(0, 2)} ${plate.slice(2)}`,
  (plate) => plate.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
  (plate) => plate.slice(0, 2) + plate.slice(2).replaceAll('0', 'O').replaceAll('1', 'I'),
];

const misspell = (field: string) => PLATE_SPELLINGS.map((spell) => (row: Native) => void (row[field] = spell(String(row[field]))));

export const certificateKind: RecordKind = {
  record: 'construction.certificate',
  dataset: 'concreteCert',
  nativeKey: ['hgzbh'],
  key: ['certNo'],
  versionField: 'bbh',
  fields: [
    ['hgzbh', 'certNo'], ['cpzl', 'productKind', code({ readyMix: '预拌混凝土', mortar: '砂浆', other: '其他' })], ['scqydm', 'plantUscc'], ['scqymc', 'plantName'],
    ['gmdwdm', 'buyerUscc'], ['gmdwmc', 'buyerName'], ['ddbh', 'orderNo'], ['htbh', 'contractNo'], ['xmdm', 'projectCode'], ['bwbh', 'partId'], ['jzbw', 'partText'],
    ['bj', 'designation'], ['phbbh', 'mixNo'], ['fl', 'volume', fixed(2)], ['ljfl', 'cumulativeVolume', fixed(2)], ['pch', 'batchNos', list(plain)],
    ['clpc', 'materialBatchIds', list(plain)], ['clbg', 'materialReportNos', list(plain)], ['cph', 'plate'], ['sjxm', '$refs.driverRef'],
    ['zzsj', 'loadedAt', minute], ['fzsj', 'issuedAt', minute], ['cctld', 'releaseCheck.slumpMm'], ['ccsj', 'releaseCheck.at', minute],
    ['hsl', 'releaseCheck.moisturePct', fixed(1)], ['wg', 'releaseCheck.appearance', code({ good: '良好', segregated: '离析', other: '其他' })],
    ['jlhg', 'releaseCheck.dosageOk', oneZero], ['zjy', '$refs.releaseCheck.checkerRef'],
    ['zt', 'status', code({ issued: '1', inTransit: '2', accepted: '3', rejected: '4', voided: '9' })], ['zfyy', 'voidReason'], ['ewm', 'qrText'], ['qz', 'signature'],
  ],
  tidied: [
    ...misspell('cph'),
    (row) => void (row.fl = `${String(row.fl)}m³`),
    (row) => void (row.fl = `${String(row.fl)}方`),
    (row) => void (row.jzbw = ` ${String(row.jzbw)}\u00a0`),
  ],
  faults: [
    { fault: 'number', field: 'fl', target: 'volume', spoil: (row) => void (row.fl = '拾方') },
    { fault: 'format', field: 'bj', target: 'designation', spoil: (row) => void (row.bj = '普通三十') },
    { fault: 'missing', field: 'scqydm', target: 'plantUscc', spoil: (row) => void (row.scqydm = '无') },
    { fault: 'date', field: 'fzsj', target: 'issuedAt', spoil: (row) => void (row.fzsj = '2022-02-30 25:61') },
    { fault: 'format', field: 'cph', target: 'plate', spoil: (row) => void (row.cph = '宁波罐车9') },
    { fault: 'code', field: 'zt', target: 'status', spoil: (row) => void (row.zt = '7') },
  ],
};

export const tripKind: RecordKind = {
  record: 'construction.trip',
  dataset: 'deliveryTrip',
  nativeKey: ['fhdwdm', 'ccbh'],
  key: ['shipperUscc', 'tripNo'],
  versionField: 'bbh',
  fields: [
    ['ccbh', 'tripNo'], ['fhdwdm', 'shipperUscc'], ['hgzbh', 'certNo'], ['cph', 'plate'], ['xmdm', 'projectCode'], ['zwsj', 'loadEndAt', minute],
    ['ccsj', 'gateOutAt', minute], ['jcsj', 'siteInAt', minute], ['kssj', 'unloadStartAt', minute], ['jssj', 'unloadEndAt', minute], ['lcsj', 'siteOutAt', minute],
    ['hcsj', 'plantBackAt', minute], ['lc', 'distanceKm', fixed(2)], ['tlfl', 'returnedM3', fixed(2)],
    ['zt', 'status', code({ planned: '0', loaded: '1', enRoute: '2', arrived: '3', unloading: '4', done: '5', diverted: '6', returned: '7' })],
  ],
  tidied: misspell('cph'),
  faults: [
    { fault: 'format', field: 'cph', target: 'plate', spoil: (row) => void (row.cph = '未上牌') },
    { fault: 'date', field: 'ccsj', target: 'gateOutAt', spoil: (row) => void (row.ccsj = '上午九点') },
  ],
};

export const acceptanceKind: RecordKind = {
  record: 'construction.acceptance',
  dataset: 'siteAcceptance',
  nativeKey: ['hgzbh'],
  key: ['certNo'],
  versionField: 'bbh',
  fields: [
    ['hgzbh', 'certNo'], ['xmdm', 'projectCode'], ['ddsj', 'arrivedAt', minute], ['jysj', 'checkedAt', minute], ['tld', 'slumpMm'], ['wendu', 'tempC', fixed(1)],
    ['qrfl', 'confirmedVolume', fixed(2)], ['bjfh', 'designationOk', oneZero],
    ['jg', 'result', code({ accepted: '接收', acceptedWithNote: '让步接收', rejected: '拒收' })],
    ['jsyy', 'rejectReason', code({ slump: '坍落度', overtime: '超时', segregated: '离析', wrongGrade: '强度等级', wrongSite: '工地', noCert: '无证', other: '其他' })],
    ['czfs', 'disposal', code({ none: '未处置', returnedPlant: '退回', discarded: '废弃' })], ['ysr', '$refs.receiverRef'], ['jlr', '$refs.supervisorRef'],
    ['cqqrsj', 'plantConfirmAt', minute],
  ],
  tidied: [
    (row) => void (row.qrfl = `${String(row.qrfl)} m³`),
    (row) => void (row.jysj = String(row.jysj).replace(/-0?/g, '/')),
  ],
  faults: [
    { fault: 'code', field: 'jg', target: 'result', spoil: (row) => void (row.jg = '看情况') },
    { fault: 'missing', field: 'jysj', target: 'checkedAt', spoil: (row) => void (row.jysj = '') },
  ],
};
