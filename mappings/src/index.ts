// The second floor: how it is translated.
export { checkTable, type CheckDeps } from './check';
export { compileTable } from './compile';
export { MAPPING_ERRORS } from './errors';
export { interpretTable } from './interpret';
export { lineageOf, type FieldLineage } from './lineage';
export { lookupKey } from './lookup-key';
export { createLookupView, type LookupInterval, type LookupView } from './lookup-view';
export { loadLookups, lookupEntries, parseLookup, type LookupDefinition, type LookupEntry } from './lookups';
export { maskText, type MaskKind } from './ops/mask';
export type { Problem } from './problem';
export { loadTables, parseTable, type MappingTable } from './table';
export { runTableTests, type TestOutcome } from './tests';
export * from './types';
