// GraphQL names of datasets, their nested objects and enumerations.

/** `concreteCert` → `ConcreteCert`. */
export function typeName(dataset: string): string {
  return dataset.charAt(0).toUpperCase() + dataset.slice(1);
}

/** `productionBatch` → `productionBatches`, `blacklistEntry` → `blacklistEntries`. */
export function plural(dataset: string): string {
  if (/[^aeiou]y$/.test(dataset)) return `${dataset.slice(0, -1)}ies`;
  return /(s|x|z|ch|sh)$/.test(dataset) ? `${dataset}es` : `${dataset}s`;
}

const NAME = /^[A-Za-z][_0-9A-Za-z]*$/;
const RESERVED = new Set(['true', 'false', 'null']);

/** May this value stand as a GraphQL enum value? (`1`, `jt808-2013` and `常6` may not.) */
export function isEnumName(value: unknown): value is string {
  return typeof value === 'string' && NAME.test(value) && !RESERVED.has(value);
}
