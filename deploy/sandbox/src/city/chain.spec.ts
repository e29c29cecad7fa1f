// The worked chain comes out of the city with exactly the numbers of the domain reference.
import { createCity } from './city';
import { instant } from './calendar';
import type { Emission, JsonRecord } from './emission';

const emissions = [...createCity({ only: 'chain' }).advanceTo(instant('2022-04-04'))];
const of = (record: string) => emissions.filter((emission) => emission.record === record);
const doc = (emission: Emission | undefined) => emission?.truth?.doc ?? {};

describe('the worked chain', () => {
  it('is alone and clean when only the chain is asked for', () => {
    expect(emissions.length).toBeLessThan(400);
    expect(new Set(of('construction.certificate').map((e) => doc(e).certNo))).toEqual(new Set(['33021200720220228000137']));
    expect(emissions.filter((e) => e.truth?.fate === 'quarantined')).toEqual([]);
  });

  it('weighs batch 1 as the native sample row says, batches 2 to 4 on target', () => {
    const [first, ...others] = of('plant.batch');
    expect(first?.native).toMatchObject({
      RWDH: 'R20220228-031', PHBBH: 'C30-180-07', PH: '1', CH: '23#', FL: '2.5', SJSJ: '2022/2/28 8:43:12', SN1_LL: '750', SN1_SJ: '756', FMH1_LL: '150', FMH1_SJ: '146', SHA1_LL: '1995',
      SHA1_SJ: '2012', SHI1_LL: '2626', SHI1_SJ: '2600', SHUI_LL: '304', SHUI_SJ: '306', WJJ1_LL: '18', WJJ1_SJ: '18.2', CZFS: '自动', KF1_LL: '', SN2_LL: '',
    });
    expect(others.map((e) => e.native.SN1_SJ)).toEqual(['750', '750', '750']);
    expect(doc(first)).toMatchObject({ batchNo: 'R20220228-031-1', dischargedAt: '2022-02-28T08:43:12+08:00', mode: 'auto', tripNo: 'T0137' });
    expect((doc(first).materials as JsonRecord[]).map((part) => part.materialBatchId)).toEqual([
      'MB-007-20220222-01', 'MB-007-20220225-01', 'MB-007-20220227-03', 'MB-007-20220225-02', expect.stringMatching(/^MB-007-20220217-/), 'MB-007-20220225-04',
    ]);
  });

  it('issues the certificate of the platform sample', () => {
    const [first, second] = of('construction.certificate');
    expect(first?.native).toMatchObject({
      hgzbh: '33021200720220228000137', rwdh: 'R20220228-031', xmdm: '2104-330212-04-01-123456', cph: '浙B·12345', bj: 'A-C30-180(S4)-GB/T14902', fl: '10.00', jzbw: '3# 楼 12 层梁板', cctld: '190', fzsj: '2022-02-28 08:55',
    });
    expect(doc(first)).toMatchObject({ volume: 10, designation: 'A-C30-180(S4)-GB/T 14902', plate: '浙B12345', issuedAt: '2022-02-28T08:55:00+08:00', releaseCheck: { slumpMm: 190, at: '2022-02-28T08:54:00+08:00' } });
    expect(doc(second)).toMatchObject({ status: 'accepted' });
    expect(doc(of('transport.vehicle').at(-1))).toMatchObject({ plate: '浙B12345', plateColour: '2', fleetNo: '23#' });
  });

  it('drives, checks and pours at the stated times', () => {
    expect(doc(of('construction.trip').at(-1))).toMatchObject({ gateOutAt: '2022-02-28T08:58:00+08:00', siteInAt: '2022-02-28T09:31:00+08:00', unloadStartAt: '2022-02-28T09:40:00+08:00', status: 'done' });
    expect(doc(of('construction.acceptance')[0])).toMatchObject({ slumpMm: 185, checkedAt: '2022-02-28T09:36:00+08:00', result: 'accepted', location: { lng: 121.544, lat: 29.8683 } });
    expect(of('transport.position')).toHaveLength(84);
  });

  it('tests twelve groups of which the chain\'s own is the fifth, and passes them', () => {
    const report = of('construction.test-report').find((e) => e.native.BGBH === 'HNT-2022-00123');
    expect(report?.native).toMatchObject({
      GCMC: '某某小区（一期）', GCBW: '3#楼12层梁板', SJQD: 'C30', ZZRQ: '2022年02月28日', SYRQ: '2022年03月28日', LQ: '28', KYQD: '34.2/36.1/35.0', DBZ: '35.1', JL: '所检项目符合要求', JZR: '李某',
    });
    expect(doc(report)).toMatchObject({ groupValueMPa: 35.1, groupNo: '330212007-20220228-01' });
    const assessment = doc(of('construction.assessment')[0]);
    expect(assessment).toMatchObject({ n: 12, mean: 35.3, sd: 3.17, min: 30.8, requiredMin: 27, method: 'statUnknown', result: 'pass' });
    expect((assessment.groupNos as string[])[4]).toBe('330212007-20220228-01');
    expect(of('construction.test-report')).toHaveLength(12);
  });

  it('carries the material reports before their first use', () => {
    const reports = of('construction.material-report').map((e) => doc(e));
    expect(reports.find((r) => r.reportNo === 'YC-007-20220222-01')).toMatchObject({ reportedAt: '2022-02-25T16:00:00+08:00', stage: 'early', conclusion: 'qualified' });
    expect(reports.find((r) => r.reportNo === 'YC-007-20220227-03')).toMatchObject({ reportedAt: '2022-02-27T15:30:00+08:00', conclusion: 'qualified' });
  });

  it('holds the departments\' sample records', () => {
    expect(of('construction.project')[0]?.native).toMatchObject({ PrjNum: '3302122105180101', PrjCode: '2104-330212-04-01-123456', AllInvest: '18500.0000', AllArea: '62000.0000', BuildCorpCode: 'MA2F00012', CountyNum: '330212', BDate: '2021-06-01' });
    expect(of('civil-defence.works')[0]?.native).toMatchObject({ 工程名称: '某广场地下室', 工程代号: 'RF330212-0045', 防常规武器等级: '常6级', 防核武器等级: '核6级', 防化级别: '丙级', 建筑面积: '3,256.5㎡', 可掩蔽人数: '1450', 所属区县: '鄞州区', lon: '' });
    expect(of('credit.penalty')[0]?.native).toMatchObject({ 统一社会信用代码: '91330203ma2f000127 ', 处罚类别: '罚款;警告', '罚款金额（万元）': '5.000000', 处罚决定日期: '2022/02/28', 公示截止期: '/' });
    expect(of('credit.list-entry').find((e) => e.file)?.native).toMatchObject({ MDBH: 'SXQX330200-2022-0015', LRRQ: '20220301', YXQ: '20250228', CJCS: '限制参加政府采购;限制投标', ZT: '1', YCRQ: '' });
    expect(of('water.project')[0]?.native).toMatchObject({ HNTBHS: { HNTBH: ['C9025W6F100', 'C25W4（二）'] } });
  });
});
