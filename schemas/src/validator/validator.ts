// Checks records against catalogue schemas: a fast verdict first, all reasons only for a record that failed.
import type { AnySchemaObject, ValidateFunction } from 'ajv';
import type Ajv2020 from 'ajv/dist/2020';
import type { Catalogue, CatalogueEntry, JsonObject } from '../catalogue-types';
import { walkSchema } from '../catalogue/walk';
import type { ReasonStage, Verdict } from '../reason';
import { createAjv } from './ajv';
import { reasonsOf } from './reasons';

export interface Validator {
  /** Checks a value against a schema of the catalogue; the value itself comes back, unchanged. Throws CATALOGUE_UNKNOWN. */
  check(schemaId: string, value: unknown, stage: ReasonStage): Verdict<JsonObject>;
  /** Compiles now (about 6 ms a schema) instead of at the first record. */
  prepare(schemaId: string): void;
}

export interface ValidatorOptions {
  /** Whether an entry's patterns may run on RegExp; by default those that came from a file. Others run on RE2. */
  readonly shipped?: (entry: CatalogueEntry) => boolean;
}

/** A value of more members and elements than this gets its first reason only: collecting all would cost more than it tells. */
const MAX_EXPLAINED_NODES = 20_000;

interface Compiled {
  readonly fast: ValidateFunction;
  full(): ValidateFunction;
}

/** One validator serves one catalogue; make a new one when definitions change. */
export function createValidator(catalogue: Catalogue, options: ValidatorOptions = {}): Validator {
  const shipped = options.shipped ?? ((entry) => entry.file !== undefined);
  const engines = createEngines(catalogue);
  const compiled = new Map<string, Compiled>();
  const compile = (id: string): Compiled => {
    const entry = catalogue.byId(id);
    const foreign = !shipped(entry);
    let full: ValidateFunction | undefined;
    const made = { fast: engines(entry, false, foreign), full: () => (full ??= engines(entry, true, foreign)) };
    compiled.set(id, made);
    return made;
  };
  return {
    check(schemaId, value, stage) {
      const known = compiled.get(schemaId) ?? compile(schemaId);
      if (known.fast(value)) return { ok: true, value: value as JsonObject };
      return { ok: false, reasons: reasonsOf(errorsOf(known, value), value, stage) };
    },
    prepare(schemaId) {
      if (!compiled.has(schemaId)) compile(schemaId);
    },
  };
}

/** The first errors are at hand; all errors only where the value is small enough. */
function errorsOf(known: Compiled, value: unknown) {
  const first = known.fast.errors ?? [];
  if (isLarge(value)) return first;
  const full = known.full();
  return full(value) ? first : (full.errors ?? first);
}

function isLarge(value: unknown): boolean {
  let nodes = 0;
  const waiting: unknown[] = [value];
  while (waiting.length > 0 && nodes <= MAX_EXPLAINED_NODES) {
    const next = waiting.pop();
    nodes++;
    if (typeof next !== 'object' || next === null) continue;
    const members = Object.values(next);
    if (members.length > MAX_EXPLAINED_NODES) return true;
    waiting.push(...members);
  }
  return nodes > MAX_EXPLAINED_NODES;
}

type Engine = (entry: CatalogueEntry, allErrors: boolean, foreign: boolean) => ValidateFunction;

function createEngines(catalogue: Catalogue): Engine {
  const instances = new Map<string, Ajv2020>();
  return (entry, allErrors, foreign) => {
    const name = `${allErrors}.${foreign}`;
    const ajv = instances.get(name) ?? createAjv({ allErrors, foreign });
    instances.set(name, ajv);
    addSchema(ajv, catalogue, entry);
    const validate = ajv.getSchema(entry.id);
    if (!validate) throw new Error(`ajv lost the schema ${entry.id}`);
    return validate as ValidateFunction;
  };
}

/** Adds a schema and all that it refers to, so that a `$ref` is always answered from the catalogue. */
function addSchema(ajv: Ajv2020, catalogue: Catalogue, entry: CatalogueEntry): void {
  if (ajv.schemas[entry.id]) return;
  ajv.addSchema(entry.schema as AnySchemaObject, entry.id);
  walkSchema(entry.schema, (node) => {
    const id = node.$ref?.split('#', 1)[0];
    if (id) addSchema(ajv, catalogue, catalogue.byId(id));
  });
}
