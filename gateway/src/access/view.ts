// What a principal may see: one pruned schema per granted dataset. Every transport reads through this and nothing else.
import { createHash } from 'node:crypto';
import type { Catalogue, CatalogueEntry, JsonObject, Level, SchemaNode } from '@lianshu/schemas';
import { highest } from './levels';
import type { Role } from '../store/hub-types';
import { isStaff, type Principal } from './principal';
import { pruneSchema } from './prune';
import { stripperOf } from './strip';

export interface DatasetView {
  readonly name: string;
  readonly entry: CatalogueEntry;
  readonly ceiling: Level;
  /** The dataset's schema without what may not be seen: hidden fields are absent at every depth. */
  readonly schema: SchemaNode;
  /** Provenance is shown from L2 up. */
  readonly showsMeta: boolean;
  /** A copy of the document with visible fields only. */
  strip(document: JsonObject): JsonObject;
}

export interface AccessView {
  /** Equal for principals who may see exactly the same: schemas are cached by it. */
  readonly signature: string;
  readonly role: Role;
  readonly datasets: ReadonlyMap<string, DatasetView>;
}

/** Staff and operators see every dataset up to L3 without a grant; a grant of theirs can only raise one dataset. */
const STAFF_CEILING: Level = 'L3';

/** Compiles grants to a view. Pure; unknown datasets, levels and policy words grant nothing. */
export function compileView(catalogue: Catalogue, principal: Pick<Principal, 'role' | 'grants'>): AccessView {
  const ceilings = ceilingsOf(catalogue, principal);
  const datasets = new Map<string, DatasetView>();
  for (const [name, ceiling] of ceilings) {
    const view = datasetView(catalogue.canonical(name), ceiling, principal.role);
    if (view) datasets.set(name, view);
  }
  return { signature: signatureOf(principal.role, datasets), role: principal.role, datasets };
}

function ceilingsOf(catalogue: Catalogue, { role, grants }: Pick<Principal, 'role' | 'grants'>): Map<string, Level> {
  const known = catalogue.datasets().map((entry) => entry.name).sort();
  const ceilings = new Map<string, Level>();
  for (const name of new Set(known)) {
    const own = grants.filter((grant) => grant.dataset === name).map((grant) => grant.maxLevel);
    const ceiling = highest(isStaff({ role }) ? [STAFF_CEILING, ...own] : own);
    if (ceiling) ceilings.set(name, ceiling);
  }
  return ceilings;
}

/** Undefined when a key field is hidden: then not even the existence of a record may be told. */
function datasetView(entry: CatalogueEntry, ceiling: Level, role: Role): DatasetView | undefined {
  const schema = pruneSchema(entry.schema, ceiling, role);
  if (!schema || !entry.key.every((field) => schema.properties && Object.hasOwn(schema.properties, field))) return undefined;
  return { name: entry.name, entry, ceiling, schema, showsMeta: ceiling !== 'L1', strip: stripperOf(schema) };
}

function signatureOf(role: Role, datasets: ReadonlyMap<string, DatasetView>): string {
  const hash = createHash('sha256').update(role);
  for (const view of datasets.values()) hash.update(`\n${view.entry.id} ${view.ceiling}`);
  return hash.digest('hex').slice(0, 24);
}
