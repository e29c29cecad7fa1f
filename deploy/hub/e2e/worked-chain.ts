// The worked chain of the domain reference (§3, steps 1 to 6): what to ask of each step, and the literal answer.
export interface Step {
  readonly title: string;
  readonly query: string;
  readonly answer: unknown;
}

export const PLANT = '91330212MA2G00021Q';
export const FIRM = '91330203MA2F000127';
export const PROJECT = '2104-330212-04-01-123456';
export const CERT = '33021200720220228000137';
export const GROUP = '330212007-20220228-01';

const on28 = (time: string): string => `2022-02-28T${time}+08:00`;
const named = <const T extends Readonly<Record<string, readonly unknown[]>>>(lists: T): Record<string, { nodes: readonly unknown[] }> =>
  Object.fromEntries(Object.entries(lists).map(([name, nodes]) => [name, { nodes }]));

const PARTIES: Step = {
  title: 'step 1: the plant, the project with its parties, and its permit',
  query: `{
    enterprise(uscc: "${PLANT}") { name orgType plantNo divisionCode certificates { nodes { certNo } } fleet { nodes { plate } } }
    project(projectCode: "${PROJECT}") {
      prjNum nativeIds { system id } name category divisionCode structureType floorArea cost plannedStart actualStart ownerUscc contractorUscc
      owner { uscc name } contractor { uscc orgType blacklistEntries { nodes { entryNo } } }
      worksRecords { nodes { recordNo } } civilDefences { nodes { cdfNo } } certificates { nodes { certNo } }
    }
    worksRecord(recordNo: "330212202105180101") { kind issuedOn status permittedArea partyUsccs project { projectCode } }
  }`,
  answer: {
    enterprise: { name: '鄞州某混凝土有限公司', orgType: 'plant', plantNo: '007', divisionCode: '330212', ...named({ certificates: [{ certNo: CERT }], fleet: [{ plate: '浙B12345' }] }) },
    project: {
      prjNum: '3302122105180101', nativeIds: [{ system: 'construction', id: '3302122105180101' }, { system: 'civil-defence', id: 'RF330212-0045' }], name: '某某小区(一期)', category: 'building', divisionCode: '330212',
      structureType: 'frameShear', floorArea: 62000, cost: 185_000_000, plannedStart: '2021-06-01', actualStart: '2021-06-01', ownerUscc: FIRM, contractorUscc: FIRM,
      owner: { uscc: FIRM, name: '某建设有限公司' }, contractor: { uscc: FIRM, orgType: 'contractor', blacklistEntries: { nodes: [{ entryNo: 'SXQX330200-2022-0015' }] } },
      ...named({ worksRecords: [{ recordNo: '330212202105180101' }], civilDefences: [{ cdfNo: 'RF330212-0045' }], certificates: [{ certNo: CERT }] }),
    },
    worksRecord: { kind: 'worksPermit', issuedOn: '2021-05-18', status: 'valid', permittedArea: 62000, partyUsccs: expect.arrayContaining([FIRM]), project: { projectCode: PROJECT } },
  },
};

const BATCH_FIELDS = 'material spec qty arrivedAt receiverUscc inspectionStatus receiver { plantNo } certificates { nodes { certNo } } reports { nodes { stage conclusion reportedAt materialBatches { materialBatchId } } }';
const arrival = (material: string, qty: number | object, arrivedAt: string, stage: string, reportedAt: string, id: string): object => ({
  material, spec: expect.any(String), qty, arrivedAt, receiverUscc: PLANT, inspectionStatus: 'qualified', receiver: { plantNo: '007' },
  ...named({ certificates: [{ certNo: CERT }], reports: [{ stage, conclusion: 'qualified', reportedAt, materialBatches: [{ materialBatchId: id }] }] }),
});

const ARRIVALS: Step = {
  title: 'step 2: cement and sand arrive, and are reported before they are used',
  query: `{ cement: materialBatch(materialBatchId: "MB-007-20220222-01") { ${BATCH_FIELDS} } sand: materialBatch(materialBatchId: "MB-007-20220227-03") { ${BATCH_FIELDS} } }`,
  answer: {
    cement: { ...arrival('cement', 120, '2022-02-22T07:40:00+08:00', 'early', '2022-02-25T16:00:00+08:00', 'MB-007-20220222-01'), spec: 'P·O 42.5' },
    sand: arrival('sand', expect.any(Number), '2022-02-27T09:10:00+08:00', 'final', '2022-02-27T15:30:00+08:00', 'MB-007-20220227-03'),
  },
};

const weights = (kg: Readonly<Record<string, number>>): object[] => Object.entries(kg).map(([material, kgPerM3]) => ({ material, kgPerM3 }));

/** §4.7: 300 + 60 + 760 + 1040 + 170 + 7.2 dry; with 5 % in the sand and 1 % in the stone, 798 and 1050.4, and 121.6 of water to add. */
const MIX: Step = {
  title: 'step 3: the production mix, wet, and the design mix that it comes from',
  query: `{ mixDesign(plantUscc: "${PLANT}", mixNo: "C30-180-07", version: 1) {
    kind grade slumpMm designation waterBinderRatio materials { material kgPerM3 } plant { plantNo } certificates { nodes { certNo } } batches { totalCount }
    parentMixes { nodes { kind waterBinderRatio materials { material kgPerM3 } derivedMixes { nodes { mixNo } } } } } }`,
  answer: {
    mixDesign: {
      kind: 'production', grade: 'C30', slumpMm: 180, designation: 'A-C30-180(S4)-GB/T 14902', waterBinderRatio: 0.472, plant: { plantNo: '007' },
      materials: weights({ cement: 300, flyAsh: 60, sand: 798, stone: 1050.4, water: 121.6, admixture: 7.2 }), certificates: { nodes: [{ certNo: CERT }] }, batches: { totalCount: 4 },
      parentMixes: { nodes: [{ kind: 'design', waterBinderRatio: 0.472, materials: weights({ cement: 300, flyAsh: 60, sand: 760, stone: 1040, water: 170, admixture: 7.2 }), derivedMixes: { nodes: [{ mixNo: 'C30-180-07' }] } }] },
    },
  },
};

const TARGETS = [['cement', 'SN1', 750], ['flyAsh', 'FMH1', 150], ['sand', 'SHA1', 1995], ['stone', 'SHI1', 2626], ['water', 'SHUI', 304], ['admixture', 'WJJ1', 18]] as const;
const FIRST_ACTUALS = [756, 146, 2012, 2600, 306, 18.2];
const batch = (ordinal: number, dischargedAt: unknown, actual: readonly number[]): object => ({
  lineNo: '1', batchNo: `R20220228-031-${ordinal}`, taskNo: 'R20220228-031', tripNo: 'T0137', mixNo: 'C30-180-07', mode: 'auto', volume: 2.5, startedAt: expect.stringMatching(/^2022-02-28T08:4/), dischargedAt,
  materials: TARGETS.map(([material, binNo, targetKg], i) => ({ material, binNo, targetKg, actualKg: actual[i], materialBatch: { material, inspectionStatus: 'qualified' } })),
  mix: { mixNo: 'C30-180-07', version: 1 }, trip: { plate: '浙B12345', batches: { totalCount: 4 } }, certificates: { nodes: [{ certNo: CERT }] },
});

const BATCHES: Step = {
  title: 'step 3: four batches, the first with the weights of §4.7, the others on target',
  query: `{ productionBatches(where: { tripNo: { eq: "T0137" } }, orderBy: [{ field: batchNo }]) { totalCount nodes {
    lineNo batchNo taskNo tripNo mixNo mode volume startedAt dischargedAt materials { material binNo targetKg actualKg materialBatch { material inspectionStatus } }
    mix { mixNo version } trip { plate batches { totalCount } } certificates { nodes { certNo } } } } }`,
  answer: {
    productionBatches: {
      totalCount: 4,
      nodes: [batch(1, on28('08:43:12'), FIRST_ACTUALS), ...[2, 3, 4].map((n) => batch(n, expect.stringMatching(/^2022-02-28T08:(4|5[01])/), TARGETS.map(([, , target]) => target)))],
    },
  },
};

const CERTIFICATE: Step = {
  title: 'step 4: the certificate, and everything that it rests on',
  query: `{ concreteCert(certNo: "${CERT}") {
    productKind plantUscc buyerUscc projectCode partText designation grade slumpMm mixNo volume plate loadedAt issuedAt status batchNos
    releaseCheck { slumpMm dosageOk appearance at } plant { plantNo } buyer { uscc } project { projectCode } part { element }
    mixDesigns { nodes { mixNo } } batches { batchNo } materialBatches { material reports { nodes { conclusion reportedAt } } }
    vehicles { nodes { plate plateColour kind fleetNo owner { plantNo } trips { nodes { tripNo } } } } } }`,
  answer: {
    concreteCert: {
      productKind: 'readyMix', plantUscc: PLANT, buyerUscc: FIRM, projectCode: PROJECT, partText: '3# 楼 12 层梁板', designation: 'A-C30-180(S4)-GB/T 14902', grade: 'C30', slumpMm: 180, mixNo: 'C30-180-07', volume: 10,
      plate: '浙B12345', loadedAt: on28('08:53:00'), issuedAt: on28('08:55:00'), status: 'accepted', batchNos: [1, 2, 3, 4].map((n) => `R20220228-031-${n}`),
      releaseCheck: { slumpMm: 190, dosageOk: true, appearance: 'good', at: on28('08:54:00') }, plant: { plantNo: '007' }, buyer: { uscc: FIRM }, project: { projectCode: PROJECT }, part: { element: 'slab' },
      mixDesigns: { nodes: [{ mixNo: 'C30-180-07' }] }, batches: [1, 2, 3, 4].map((n) => ({ batchNo: `R20220228-031-${n}` })),
      materialBatches: TARGETS.map(([material]) => ({ material, reports: { nodes: [{ conclusion: 'qualified', reportedAt: expect.stringMatching(/^2022-02-(1|2[0-7])/) }] } })),
      vehicles: { nodes: [{ plate: '浙B12345', plateColour: '2', kind: 'mixer', fleetNo: '23#', owner: { plantNo: '007' }, trips: { nodes: [{ tripNo: 'T0137' }] } }] },
    },
  },
};

const DELIVERY: Step = {
  title: 'step 5: the trip, the check at the site gate, and a fix every 30 s from gate to unloading',
  query: `{
    deliveryTrip(shipperUscc: "${PLANT}", tripNo: "T0137") { certNo plate gateOutAt siteInAt unloadStartAt status source certificate { certNo } project { projectCode } shipper { plantNo } vehicles { nodes { plateColour } } }
    siteAcceptance(certNo: "${CERT}") { arrivedAt checkedAt slumpMm confirmedVolume designationOk result rejectReason location { lng lat } certificate { trips { nodes { tripNo } } acceptances { nodes { slumpMm } } } project { projectCode } }
    vehiclePositions(where: { plate: { eq: "浙B12345" } }, orderBy: [{ field: at }], first: 2) { totalCount nodes { at crs source vehicles { nodes { fleetNo } } } }
  }`,
  answer: {
    deliveryTrip: {
      certNo: CERT, plate: '浙B12345', gateOutAt: on28('08:58:00'), siteInAt: on28('09:31:00'), unloadStartAt: on28('09:40:00'), status: 'done', source: 'declared', certificate: { certNo: CERT },
      project: { projectCode: PROJECT }, shipper: { plantNo: '007' }, vehicles: { nodes: [{ plateColour: '2' }] },
    },
    siteAcceptance: {
      arrivedAt: on28('09:31:00'), checkedAt: on28('09:36:00'), slumpMm: 185, confirmedVolume: 10, designationOk: true, result: 'accepted', rejectReason: null, location: { lng: 121.544, lat: 29.8683 },
      certificate: { trips: { nodes: [{ tripNo: 'T0137' }] }, acceptances: { nodes: [{ slumpMm: 185 }] } }, project: { projectCode: PROJECT },
    },
    vehiclePositions: { totalCount: 84, nodes: [on28('08:58:00'), on28('08:58:30')].map((at) => ({ at, crs: 'wgs84', source: 'vendor', vehicles: { nodes: [{ fleetNo: '23#' }] } })) },
  },
};

const CUBES: Step = {
  title: 'step 6: the cubes, their report and the assessment, linked both ways',
  query: `{
    testBlockGroup(groupNo: "${GROUP}") { certNo purpose grade sizeMm count madeAt dueOn certificate { certNo } part { designGrade certificates { nodes { certNo } } testBlockGroups { nodes { groupNo } } }
      reports { nodes { reportNo kind productSpec partText sampledOn testedOn ageDays rawReadings { specimen mpa } groupValueMPa conclusion witnessRef testBlockGroup { groupNo } project { projectCode } } }
      assessments { nodes { assessmentNo } } }
    strengthAssessment(assessmentNo: "PD-330212-20220330-01") { projectCode grade method n mean sd min requiredMean requiredMin result project { projectCode } testBlockGroups { groupNo reports { nodes { groupValueMPa } } } }
  }`,
  answer: {
    testBlockGroup: {
      certNo: CERT, purpose: 'standard28d', grade: 'C30', sizeMm: 150, count: 3, madeAt: on28('09:58:00'), dueOn: '2022-03-28', certificate: { certNo: CERT },
      part: { designGrade: 'C30', ...named({ certificates: [{ certNo: CERT }], testBlockGroups: [{ groupNo: GROUP }] }) },
      reports: {
        nodes: [{
          reportNo: 'HNT-2022-00123', kind: 'cubeStrength', productSpec: 'C30', partText: '3#楼12层梁板', sampledOn: '2022-02-28', testedOn: '2022-03-28', ageDays: 28,
          rawReadings: [{ specimen: 1, mpa: 34.2 }, { specimen: 2, mpa: 36.1 }, { specimen: 3, mpa: 35 }], groupValueMPa: 35.1, conclusion: 'qualified', witnessRef: expect.stringMatching(/^[0-9a-f]{64}$/),
          testBlockGroup: { groupNo: GROUP }, project: { projectCode: PROJECT },
        }],
      },
      assessments: { nodes: [{ assessmentNo: 'PD-330212-20220330-01' }] },
    },
    // §4.10 (b): m 35.34 and S 3.17; need 33.65 (unrounded 30 + 1.15 × 3.17 = 33.6455), to 0.1: 33.6; min 30.8 ≥ 27.
    strengthAssessment: {
      projectCode: PROJECT, grade: 'C30', method: 'statUnknown', n: 12, mean: 35.3, sd: 3.17, min: 30.8, requiredMean: 33.6, requiredMin: 27, result: 'pass', project: { projectCode: PROJECT },
      testBlockGroups: [36.4, 31.2, 38.9, 33.1, 35.1, 40.2, 30.8, 34.9, 37.3, 32.6, 39.5, 34.1].map((groupValueMPa, i) => ({ groupNo: i === 4 ? GROUP : expect.any(String), reports: { nodes: [{ groupValueMPa }] } })),
    },
  },
};

export const STEPS: readonly Step[] = [PARTIES, ARRIVALS, MIX, BATCHES, CERTIFICATE, DELIVERY, CUBES];
