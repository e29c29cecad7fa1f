// Compatibility of two versions of a JSON Schema.
export { compareSchemas } from './compare';
export { dialectOf, type Dialect } from './dialect';
export type { ChangeEffect, Comparison, CompareOptions, CompatibilityMode, CompatibilityVerdict, JsonSchema, SchemaChange } from './types';
