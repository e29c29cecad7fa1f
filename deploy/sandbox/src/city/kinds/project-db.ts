// Kinds of the construction department's project database (national project schema).
import { fixed, plain, wan, wideBrackets, code } from '../formats';
import type { RecordKind } from '../record-kind';

const CORP_TYPES = {
  owner: '001', contractor: '002', supervision: '003', design: '004', survey: '005', testing: '006',
  plant: '007', materialProducer: '008', carrier: '009', labourSub: '010', dealer: '011', other: '099',
};
const CATEGORIES = { building: '001', municipal: '002', railTransit: '003', highway: '004', waterway: '005', water: '006', civilDefence: '007', other: '099' };
const STRUCTURES = { masonry: '001', frame: '002', frameShear: '003', shearWall: '004', steel: '005', prefab: '006', other: '099' };
const PHASES = { approval: '001', permitted: '002', foundation: '003', main: '004', decoration: '005', completed: '006', suspended: '007' };

export const corpKind: RecordKind = {
  record: 'construction.corp',
  dataset: 'enterprise',
  nativeKey: ['CorpCode'],
  key: ['uscc'],
  versionField: 'RowVer',
  fields: [
    ['CorpCode', 'uscc'], ['CorpName', 'name', wideBrackets], ['CorpTypeNum', 'orgType', code(CORP_TYPES)], ['AreaCode', 'divisionCode'],
    ['Address', 'address'], ['LegalMan', 'legalRepName'], ['IDCard', 'legalRepIdNo'], ['RegPrin', 'regCapital', wan()],
    ['EstablishDate', 'establishedOn'], ['StatusNum', 'status', code({ active: '001', suspended: '002', revoked: '003', deregistered: '004' })],
    ['SafetyCertNum', 'safetyLicenceNo'], ['PlantNo', 'plantNo'], ['LineCount', 'mixerLines'], ['CapacityM3h', 'capacityM3h', fixed(1)],
    ['Lng', 'location.lng', fixed(6)], ['Lat', 'location.lat', fixed(6)],
  ],
  tidied: [
    (row) => void (row.Address = `  ${String(row.Address)}　`),
    (row) => void (row.SafetyCertNum = row.SafetyCertNum === '' ? '---' : row.SafetyCertNum ?? ''),
  ],
  faults: [
    { fault: 'checkDigit', field: 'CorpCode', target: 'uscc', spoil: (row) => void (row.CorpCode = wrongCheck(String(row.CorpCode))) },
    { fault: 'missing', field: 'CorpName', target: 'name', spoil: (row) => void (row.CorpName = '') },
  ],
};

export const projectKind: RecordKind = {
  record: 'construction.project',
  dataset: 'project',
  nativeKey: ['PrjNum'],
  key: ['projectCode'],
  versionField: 'RowVer',
  fields: [
    ['PrjNum', 'prjNum'], ['PrjCode', 'projectCode'], ['CivilDefNum', 'nativeIds.1.id'], ['PrjName', 'name', wideBrackets],
    ['PrjTypeNum', 'category', code(CATEGORIES)], ['CountyNum', 'divisionCode'], ['AllArea', 'floorArea', fixed(4)], ['AllInvest', 'cost', wan()],
    ['StructNum', 'structureType', code(STRUCTURES)], ['StoriesUp', 'storiesAbove'], ['StoriesDown', 'storiesBelow'],
    ['InvestNum', 'investmentType', code({ government: '001', stateOwned: '002', private: '003' })],
    ['BuildCorpName', 'ownerName', wideBrackets], ['BuildCorpCode', 'ownerUscc'], ['ConsCorpName', 'contractorName', wideBrackets],
    ['ConsCorpCode', 'contractorUscc'], ['SuperCorpName', 'supervisionName', wideBrackets], ['SuperCorpCode', 'supervisionUscc'],
    ['BDate', 'plannedStart'], ['EDate', 'plannedEnd'], ['RealBDate', 'actualStart'], ['StageNum', 'phase', code(PHASES)],
    ['Progress', 'progressPct', fixed(2)], ['Lng', 'location.lng', fixed(6)], ['Lat', 'location.lat', fixed(6)],
  ],
  tidied: [
    (row) => void (row.BuildCorpCode = String(row.BuildCorpCode).replace(/^.{8}(.{9}).$/, '$1')),
    (row) => void (row.ConsCorpCode = String(row.ConsCorpCode).slice(8, 17)),
    (row) => void (row.BDate = String(row.BDate).replace(/-0?/g, '/')),
    (row) => void (row.PrjName = ` ${String(row.PrjName)}\u200b`),
    (row) => void (row.CreateDate = '-62135596800000'),
    (row) => void (row.CountyNum = row.CountyNum === '330212' ? '330204' : row.CountyNum ?? ''),
  ],
  faults: [
    { fault: 'number', field: 'AllInvest', target: 'cost', spoil: (row) => void (row.AllInvest = `约${String(row.AllInvest)}`) },
    { fault: 'format', field: 'PrjCode', target: 'projectCode', spoil: (row) => void (row.PrjCode = String(row.PrjCode).replaceAll('-', '')) },
    { fault: 'code', field: 'PrjTypeNum', target: 'category', spoil: (row) => void (row.PrjTypeNum = '0X7') },
  ],
};

export const permitKind: RecordKind = {
  record: 'construction.permit',
  dataset: 'worksRecord',
  nativeKey: ['BuilderLicenceNum'],
  key: ['recordNo'],
  versionField: 'RowVer',
  fields: [
    ['BuilderLicenceNum', 'recordNo'], ['IssueOrgCode', 'issuerUscc'], ['IssueCertDate', 'issuedOn'], ['Area', 'permittedArea', fixed(4)],
    ['ContractMoney', 'contractPrice', wan()], ['ConsCorpCode', 'partyUsccs.0'], ['SuperCorpCode', 'partyUsccs.1'],
    ['StatusNum', 'status', code({ valid: '001', changed: '002', revoked: '003' })],
  ],
  tidied: [
    (row) => void (row.IssueCertDate = `${String(row.IssueCertDate)} 00:00:00`),
    (row) => void (row.ConsCorpCode = ` ${String(row.ConsCorpCode).toLowerCase()}`),
  ],
  faults: [
    { fault: 'lookup', field: 'PrjNum', target: 'projectCode', spoil: (row) => void (row.PrjNum = '3302999999990199') },
    { fault: 'date', field: 'IssueCertDate', target: 'issuedOn', spoil: (row) => void (row.IssueCertDate = '2022-02-30') },
  ],
};

export const finishKind: RecordKind = {
  record: 'construction.finish',
  dataset: 'worksRecord',
  nativeKey: ['PrjFinishNum'],
  key: ['recordNo'],
  versionField: 'RowVer',
  fields: [['PrjFinishNum', 'recordNo', plain], ['FinishDate', 'issuedOn'], ['FactArea', 'permittedArea', fixed(4)], ['IssueOrgCode', 'issuerUscc']],
};

/** The same code with a check digit that cannot be right. */
export function wrongCheck(uscc: string): string {
  return uscc.slice(0, 17) + (uscc.endsWith('1') ? '2' : '1');
}
