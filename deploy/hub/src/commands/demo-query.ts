// The query that the demo prints: one certificate over four departments, from its plant to its cubes and the works it went into.
export const DEMO_VARIABLES = { certNo: '33021200720220228000137' };

export const DEMO_QUERY = `query Trace($certNo: String!) {
  concreteCert(certNo: $certNo) {
    certNo designation volume issuedAt status partText
    plant { name plantNo }
    trips { nodes { tripNo plate gateOutAt siteInAt unloadStartAt vehicles { nodes { kind ratedM3 } } } }
    acceptances { nodes { checkedAt slumpMm result } }
    project {
      name
      contractor { name }
      civilDefences { nodes { cdfNo name nuclearClass builtArea } }
      waterProjects { nodes { waterProjectNo name } }
    }
    testBlockGroups { nodes { groupNo dueOn reports { nodes { reportNo groupValueMPa conclusion } } assessments { nodes { assessmentNo mean result } } } }
  }
}`;

/** What the demo's partner is granted, and up to which level. */
export const DEMO_GRANTS: Readonly<Record<string, 'L2' | 'L3'>> = {
  concreteCert: 'L2',
  enterprise: 'L2',
  deliveryTrip: 'L2',
  vehicle: 'L2',
  vehiclePosition: 'L2',
  siteAcceptance: 'L2',
  project: 'L2',
  civilDefence: 'L3',
  waterProject: 'L2',
  transportProject: 'L2',
  placement: 'L2',
  testBlockGroup: 'L2',
  testReport: 'L2',
  strengthAssessment: 'L2',
  blacklistEntry: 'L2',
  restrictionReceipt: 'L2',
};

interface Nodes {
  readonly nodes: readonly Readonly<Record<string, unknown>>[];
}

interface Trace {
  readonly concreteCert: {
    readonly plant: object | null;
    readonly trips: Nodes;
    readonly acceptances: Nodes;
    readonly project: { readonly civilDefences: Nodes; readonly waterProjects: Nodes } | null;
    readonly testBlockGroups: { readonly nodes: readonly { readonly reports: Nodes }[] };
  } | null;
}

/** Whether every department has answered. */
export function isWhole(answer: unknown): boolean {
  const cert = (answer as Trace).concreteCert;
  if (!cert?.plant || !cert.project) return false;
  const works = [...cert.project.civilDefences.nodes, ...cert.project.waterProjects.nodes];
  const reports = cert.testBlockGroups.nodes.flatMap((group) => group.reports.nodes);
  return [cert.trips.nodes, cert.acceptances.nodes, works, reports].every((list) => list.length > 0);
}
