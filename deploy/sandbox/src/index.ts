// The sandbox city: foreign systems of the departments, for demos and tests.
export { createManualClock, createSimClock, type Clock, type ManualClock } from './clock';
export { createCity, type City, type CityOptions } from './city/city';
export type { Emission, Fate, Fault, FaultKind, JsonRecord, TruthRow } from './city/emission';
export { DIRT_RATES, NO_DIRT, type DirtRates } from './city/dirt';
export { instant } from './city/calendar';
export { createSandbox, MAX_STEP, type Endpoints, type RestEndpoint, type Sandbox, type SandboxOptions } from './sandbox';
export type { Receiver } from './departments/department-server';
export { drop, encode } from './departments/drop-folder';
export { createTruth, type Truth } from './truth';
