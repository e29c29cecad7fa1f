// The sandbox city: foreign systems of the departments, for demos and tests.
export { createManualClock, createSimClock, type Clock, type ManualClock } from './clock';
export { createCity, type City, type CityOptions } from './city/city';
export type { Emission, Fate, Fault, FaultKind, JsonRecord, TruthRow } from './city/emission';
