// Records of the benches: the worked chain's shapes with running numbers, so that no two are alike. Deterministic.
import type { InMessage } from '@lianshu/connectors';
import { businessKey, eventId, type HubEvent, type JsonObject } from '@lianshu/schemas';

/** 2022-02-28T08:55:00+08:00 */
const START = 1_646_009_700_000;

/** A certificate as the materials platform sends it: about 860 bytes of compact JSON, every second field in Chinese. */
export function nativeCertificate(n: number): JsonObject {
  return {
    hgzbh: `33021200720220228${digits(n, 6)}`,
    rwdh: 'R20220228-031',
    cpzl: '预拌混凝土',
    scqydm: '91330212MA2G00021Q',
    scqymc: '宁波某某混凝土有限公司',
    gmdwdm: '91330203MA2F000127',
    gmdwmc: '某建设有限公司',
    ddbh: `DD20220227-${digits(n % 1000, 3)}`,
    htbh: 'HT2021-077',
    xmdm: '2104-330212-04-01-123456',
    bwbh: `P-3-${1 + (n % 30)}-LB`,
    jzbw: `3# 楼 ${1 + (n % 30)} 层梁板`,
    cph: `浙B·${digits(n % 90_000 + 10_000, 5)}`,
    cpys: '2',
    bj: 'A-C30-180(S4)-GB/T14902',
    phbbh: 'C30-180-07',
    fl: `${6 + (n % 6)}.${digits((n * 25) % 100, 2)}`,
    ljfl: `${10 + (n % 900)}.00`,
    pch: [1, 2, 3, 4].map((batch) => `R20220228-${digits(n % 1000, 3)}-${batch}`),
    clpc: ['MB-007-20220222-01', 'MB-007-20220227-03'],
    clbg: ['SN-2022-0031', 'SA-2022-0058'],
    zzsj: minute(n, 0),
    fzsj: minute(n, 3),
    cctld: String(170 + (n % 30)),
    ccsj: minute(n, 2),
    jlhg: '1',
    hsl: `${n % 9}.5`,
    wg: '良好',
    zt: '1',
    ewm: `https://example.cn/c/33021200720220228${digits(n, 6)}`,
    bbh: 1,
  };
}

/** A canonical certificate with ten array elements that are indexed: four batches, six batches of material. */
export function canonicalCertificate(n: number): JsonObject {
  return {
    certNo: `33021200720220228${digits(n, 6)}`,
    productKind: 'readyMix',
    plantUscc: '91330212MA2G00021Q',
    plantName: '宁波某某混凝土有限公司',
    buyerUscc: '91330203MA2F000127',
    buyerName: '某建设有限公司',
    orderNo: `DD20220227-${digits(n % 1000, 3)}`,
    contractNo: 'HT2021-077',
    projectCode: '2104-330212-04-01-123456',
    partId: `P-3-${1 + (n % 30)}-LB`,
    partText: '3# 楼 12 层梁板',
    designation: 'A-C30-180(S4)-GB/T 14902',
    grade: 'C30',
    slumpMm: 180,
    mixNo: 'C30-180-07',
    volume: 6 + (n % 6),
    cumulativeVolume: 10 + (n % 900),
    batchNos: [1, 2, 3, 4].map((batch) => `R2022-${n}-${batch}`),
    materialBatchIds: [1, 2, 3, 4, 5, 6].map((batch) => `MB-007-${digits((n * 7 + batch) % 5000, 4)}-${batch}`),
    plate: `浙B${digits(n % 90_000 + 10_000, 5)}`,
    loadedAt: instant(n, 0),
    issuedAt: instant(n, 3),
    releaseCheck: { slumpMm: 190, dosageOk: true, moisturePct: 5, appearance: 'good', at: instant(n, 2) },
    status: 'issued',
    qrText: `https://example.cn/c/33021200720220228${digits(n, 6)}`,
  };
}

/** A vehicle's position: scalars only. */
export function canonicalPosition(n: number): JsonObject {
  return {
    plate: `浙B${digits(n % 500 + 10_000, 5)}`,
    at: new Date(START + n * 1000).toISOString().replace('.000Z', '+00:00'),
    lng: round(121.4 + (n % 3000) / 10_000),
    lat: round(29.8 + (n % 2000) / 10_000),
    crs: 'wgs84',
    speed: (n % 700) / 10,
    heading: n % 360,
    altitude: 12,
    mileageKm: 12_345 + n / 10,
    acc: true,
    located: true,
    drum: 'mixing',
    alarmBits: '00000000',
    source: 'jt808',
    quality: 'ok',
  };
}

/** An entry of a serious-dishonesty list as the credit authority sends it. */
export function nativeListEntry(n: number): JsonObject {
  return {
    MDBH: `SXQX330200-2022-${digits(n, 6)}`,
    JDWH: `某人社欠薪决〔2022〕${n}号`,
    TK: '第四十八条',
    LRJG_DM: '11330200MB0A00018F',
    YCRQ: '',
    XDR_MC: '某建设有限公司',
    XDR_DM: '91330203MA2F000127',
    LRYJ: '保障农民工工资支付条例',
    LRRQ: '20220301',
    YXQ: '20250228',
    CJCS: '限制参加政府采购;限制投标',
    ZT: '1',
    BBH: '1',
  };
}

/** A canonical message as refine publishes it. */
export function canonicalMessage(dataset: string, key: readonly string[], data: JsonObject, offset: number): InMessage {
  const subject = businessKey(key, data);
  const event: HubEvent = {
    specversion: '1.0',
    id: eventId('/bench/bench', dataset, subject),
    source: '/bench/bench',
    type: `lianshu.${dataset}.upsert`,
    subject,
    time: new Date(START).toISOString(),
    datacontenttype: 'application/json',
    dataschema: `urn:lianshu:canonical:${dataset}:1`,
    sourceversion: `1.${START}`,
    sourcerecord: 'bench.record',
    sourcekey: subject,
    mapping: `bench/record-to-${dataset}@1`,
    data,
  };
  return { offset: BigInt(offset), key: subject, value: Buffer.from(JSON.stringify(event)), headers: {}, timestamp: START };
}

function digits(n: number, width: number): string {
  return String(n).padStart(width, '0');
}

function round(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

function minute(n: number, later: number): string {
  return instant(n, later).slice(0, 16).replace('T', ' ');
}

/** Within 2022, in the zone of China. */
function instant(n: number, later: number): string {
  return `${new Date(START + 28_800_000 + (n % 400_000) * 60_000 + later * 60_000).toISOString().slice(0, 19)}+08:00`;
}
