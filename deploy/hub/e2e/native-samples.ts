// The sample records of the domain reference (§7): what to ask of each, the literal answer, and files that a department drops a second time.
import { CERT, FIRM, PLANT, PROJECT, type Step } from './worked-chain';

const OFFICE = '11330200MB0A00018F';

const PENALTY = {
  kind: 'penalty', authorityName: '某市住房和城乡建设局', subjectName: '某建设有限公司', subjectUscc: FIRM, violationType: '未按规定检验建筑材料', penaltyTypes: ['fine', 'warning'], fine: 50_000, decidedOn: '2022-02-28', validTo: null,
  publicUntil: null, subject: { uscc: FIRM },
};
const PENALTY_FIELDS = 'kind authorityName subjectName subjectUscc violationType penaltyTypes fine decidedOn validTo publicUntil subject { uscc }';

export const penaltyStep = (docNo: string): Step => ({
  title: `penalty ${docNo}`,
  query: `{ enforcement(docNo: "${docNo}", authorityUscc: "${OFFICE}") { ${PENALTY_FIELDS} } }`,
  answer: { enforcement: PENALTY },
});

const listed = {
  subjectName: '某建设有限公司', subjectUscc: FIRM, listType: 'wageArrears', listedByUscc: OFFICE, legalBasis: { document: '保障农民工工资支付条例', article: '第四十八条' }, measures: ['M01', 'M02'], listedOn: '2022-03-01',
  expiresOn: '2025-02-28', status: 'inForce', removedOn: null, subject: { uscc: FIRM },
};
/** X02 → D31: the procurement venue has applied both measures that concern it. */
const receipts = ['M01', 'M02'].map((measure) => ({ measure, action: 'applied', matchedBy: 'uscc', receivedAt: expect.stringMatching(/\+08:00$/) }));

export const listEntryStep = (entryNo: string, decisionNo: string): Step => ({
  title: `list entry ${entryNo}, with the receipts of the procurement venue`,
  query: `{ blacklistEntry(entryNo: "${entryNo}") { entryNo decisionNo subjectName subjectUscc listType listedByUscc legalBasis { document article } measures listedOn expiresOn status removedOn subject { uscc }
    receipts(orderBy: [{ field: measure }]) { nodes { measure action matchedBy receivedAt } } } }`,
  answer: { blacklistEntry: { entryNo, decisionNo, ...listed, receipts: { nodes: receipts } } },
});

export const SAMPLES: readonly Step[] = [
  {
    title: 'a plant row of pinyin columns becomes a batch, its fleet number a plate',
    query: `{
      productionBatch(plantUscc: "${PLANT}", lineNo: "1", batchNo: "R20220228-031-1") { taskNo mixNo dischargedAt mode volume materials { binNo material materialBatchId targetKg actualKg } }
      vehicles(where: { plantUscc: { eq: "${PLANT}" }, fleetNo: { eq: "23#" } }, first: 2) { nodes { plate trips(first: 1) { nodes { batches(first: 1) { totalCount } } } } }
    }`,
    answer: {
      productionBatch: {
        taskNo: 'R20220228-031', mixNo: 'C30-180-07', dischargedAt: '2022-02-28T08:43:12+08:00', mode: 'auto', volume: 2.5,
        materials: [
          { binNo: 'SN1', material: 'cement', materialBatchId: 'MB-007-20220222-01', targetKg: 750, actualKg: 756 },
          { binNo: 'FMH1', material: 'flyAsh', materialBatchId: expect.stringMatching(/^MB-007-202202/), targetKg: 150, actualKg: 146 },
          { binNo: 'SHA1', material: 'sand', materialBatchId: 'MB-007-20220227-03', targetKg: 1995, actualKg: 2012 },
          { binNo: 'SHI1', material: 'stone', materialBatchId: expect.stringMatching(/^MB-007-202202/), targetKg: 2626, actualKg: 2600 },
          { binNo: 'SHUI', material: 'water', materialBatchId: expect.stringMatching(/^MB-007-202202/), targetKg: 304, actualKg: 306 },
          { binNo: 'WJJ1', material: 'admixture', materialBatchId: expect.stringMatching(/^MB-007-202202/), targetKg: 18, actualKg: 18.2 },
        ],
      },
      vehicles: { nodes: [{ plate: '浙B12345', trips: { nodes: [{ batches: { totalCount: 4 } }] } }] },
    },
  },
  {
    title: 'a laboratory\'s XML in GB18030 becomes a report of three readings',
    query: `{ testReports(where: { reportNo: { eq: "HNT-2022-00123" } }) { nodes { kind projectCode partText productSpec sampledOn testedOn ageDays rawReadings { mpa } groupValueMPa conclusion witnessRef } } }`,
    answer: {
      testReports: {
        nodes: [{
          kind: 'cubeStrength', projectCode: PROJECT, partText: '3#楼12层梁板', productSpec: 'C30', sampledOn: '2022-02-28', testedOn: '2022-03-28', ageDays: 28, rawReadings: [{ mpa: 34.2 }, { mpa: 36.1 }, { mpa: 35 }],
          groupValueMPa: 35.1, conclusion: 'qualified', witnessRef: expect.stringMatching(/^[0-9a-f]{64}$/),
        }],
      },
    },
  },
  {
    title: 'water-works concrete is read from its text, age and all',
    query: '{ waterProjects { nodes { concreteSpecs { text strengthMPa ageDays impermeabilityW frostF } } } }',
    answer: {
      waterProjects: {
        nodes: [{ concreteSpecs: [{ text: 'C9025W6F100', strengthMPa: 25, ageDays: 90, impermeabilityW: 6, frostF: 100 }, { text: 'C25W4(二)', strengthMPa: 25, ageDays: 28, impermeabilityW: 4, frostF: null }] }],
      },
    },
  },
  {
    title: 'a civil-defence row of Chinese columns in GBK becomes a protected work without a place',
    query: '{ civilDefence(cdfNo: "RF330212-0045") { name conventionalClass nuclearClass chemicalClass builtArea capacityPersons divisionCode location { lng lat } project { projectCode certificates { nodes { certNo } } } } }',
    answer: {
      civilDefence: {
        name: '某广场地下室', conventionalClass: '常6', nuclearClass: '核6', chemicalClass: '丙', builtArea: 3256.5, capacityPersons: 1450, divisionCode: '330212', location: null,
        project: { projectCode: PROJECT, certificates: { nodes: [{ certNo: CERT }] } },
      },
    },
  },
  {
    title: 'a project row of the national schema becomes a project: 万元 to yuan, an organisation code to its credit code',
    query: '{ projects(where: { prjNum: { eq: "3302122105180101" } }) { nodes { projectCode cost floorArea ownerUscc divisionCode plannedStart } } }',
    answer: { projects: { nodes: [{ projectCode: PROJECT, cost: 185_000_000, floorArea: 62_000, ownerUscc: '91330203MA2F000127', divisionCode: '330212', plannedStart: '2021-06-01' }] } },
  },
  { ...penaltyStep('某建罚〔2022〕15号'), title: 'a penalty in the Chinese columns of the nightly CSV becomes an enforcement record' },
  listEntryStep('SXQX330200-2022-0015', '某人社欠薪决〔2022〕15号'),
];

const CF_HEADER = 'CF_XDR_MC,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_CFLB,CF_NR_FK,CF_JDRQ,CF_GSJZQ,CF_CFJG,CF_CFJGDM';
const cfRow = (docNo: string, until: string): string => `某建设有限公司,91330203ma2f000127 ,${docNo},未按规定检验建筑材料,罚款;警告,5.000000,2022/02/28,${until},某市住房和城乡建设局,${OFFICE}`;
/** The penalty of the sample under CF_ headers (§5.4), and again as decision 16, open-ended (2099/12/31). */
export const CF_TWIN = `${[CF_HEADER, cfRow('某建罚〔2022〕15号', '/'), cfRow('某建罚〔2022〕16号', '2099/12/31')].join('\r\n')}\r\n`;

/** A natural person on the list: the synthetic resident id of §4.2. */
export const PERSON = { entryNo: 'SXQX330200-2022-0099', id: '330203199001010014', name: '赵*' };
const entity = (entryNo: string, decision: string, subject: string): string => `<Entity><MDBH>${entryNo}</MDBH><JDWH>${decision}</JDWH><TK>第四十八条</TK><LRJG_DM>${OFFICE}</LRJG_DM><YCRQ></YCRQ>${subject}<LRYJ>保障农民工工资支付条例</LRYJ><LRRQ>20220301</LRRQ><YXQ>20250228</YXQ><CJCS>限制参加政府采购;限制投标</CJCS><ZT>1</ZT></Entity>`;
const FIRM_XML = `<XDR_MC>某建设有限公司</XDR_MC><XDR_DM>${FIRM}</XDR_DM>`;
/** The list of the sample as it stands there, the same firm under a second entry, and a natural person between firms. */
export const LIST_FILE = [
  '<?xml version="1.0" encoding="GB18030"?>', '<Entities>', entity('SXQX330200-2022-0015', '某人社欠薪决〔2022〕15号', FIRM_XML),
  entity(PERSON.entryNo, '某人社欠薪决〔2022〕99号', `<XDR_LB>自然人</XDR_LB><XDR_MC>${PERSON.name}</XDR_MC><XDR_DM>${PERSON.id}</XDR_DM>`),
  entity('SXQX330200-2022-0016', '某人社欠薪决〔2022〕16号', FIRM_XML), '</Entities>', '',
].join('\n');
