// One schema document: a private copy, its resources and anchors, references resolved inside it only, and ajv validators for any place in it.
import type { ValidateFunction } from 'ajv/dist/ajv';
import { schemasError } from '../error-table';
import { HubError } from '../errors';
import { dialectOf, metaProblem, plainAjv, type Dialect } from './dialect';
import { isSchema, type SchemaNode } from './node';
import type { JsonSchema } from './types';

export interface SchemaDocument {
  readonly dialect: Dialect;
  readonly root: SchemaNode;
  /** The node a `$ref` of `from` means, or undefined when it leaves the document. */
  resolve(ref: string, from: object): SchemaNode | undefined;
  /** true: a `$dynamicRef` or `$recursiveRef` here can mean one place only. */
  readonly staticRefs: boolean;
  accepts(value: unknown): boolean;
  /** Whether the subschema at this node accepts the value; undefined for a node that is not of the document. */
  acceptsAt(node: SchemaNode, value: unknown): boolean | undefined;
}

const BASE = 'document:/schema';
const DATA_KEYWORDS = new Set(['const', 'enum', 'default', 'examples']);
const MAX_DEPTH = 200;

interface Index {
  readonly bases: WeakMap<object, string>;
  readonly pointers: WeakMap<object, string>;
  readonly places: Map<string, unknown>;
  dynamic: number;
  resources: number;
}

/** Reads a schema. Throws COMPAT_DIALECT, COMPAT_SCHEMA (refused by the meta-schema, too deep, a reference outside), PATTERN_REFUSED. */
export function readDocument(schema: JsonSchema, which: 'old' | 'new', formats: boolean): SchemaDocument {
  const dialect = dialectOf(schema);
  const root = copyOf(schema, which);
  const index: Index = { bases: new WeakMap(), pointers: new WeakMap(), places: new Map([[BASE, root]]), dynamic: 0, resources: 0 };
  walk(root, BASE, '', index);
  const validators = validatorsOf(root, dialect, formats, which, index);
  return {
    dialect,
    root,
    resolve: (ref, from) => resolveRef(ref, index.bases.get(from) ?? BASE, index),
    staticRefs: index.dynamic <= 1 && index.resources <= 1,
    ...validators,
  };
}

/** JSON only: cycles and non-JSON values are refused, `__proto__` stays an own key. */
function copyOf(schema: JsonSchema, which: string): SchemaNode {
  let copy: unknown;
  try {
    copy = JSON.parse(JSON.stringify(schema));
  } catch (error) {
    throw schemasError('COMPAT_SCHEMA', { which, problem: 'it is not JSON (a cycle?)' }, error);
  }
  if (!isSchema(copy)) throw schemasError('COMPAT_SCHEMA', { which, problem: 'a schema is an object or a boolean' });
  if (depthOf(copy, 0) > MAX_DEPTH) throw schemasError('COMPAT_SCHEMA', { which, problem: `it is nested deeper than ${MAX_DEPTH} levels` });
  return copy;
}

function depthOf(value: unknown, level: number): number {
  if (typeof value !== 'object' || value === null || level > MAX_DEPTH) return level;
  return Math.max(level, ...Object.values(value).map((member) => depthOf(member, level + 1)));
}

function walk(node: unknown, base: string, pointer: string, index: Index): void {
  if (typeof node !== 'object' || node === null) return;
  const here = Array.isArray(node) ? base : register(node as Record<string, unknown>, base, index);
  index.bases.set(node, here);
  index.pointers.set(node, pointer);
  for (const [key, member] of Object.entries(node)) {
    if (!DATA_KEYWORDS.has(key) || /\/(properties|patternProperties|definitions|\$defs|dependentSchemas|dependencies)$/.test(pointer)) {
      walk(member, here, `${pointer}/${key.replace(/~/g, '~0').replace(/\//g, '~1')}`, index);
    }
  }
}

function register(node: Record<string, unknown>, base: string, index: Index): string {
  const { $id, $anchor, $dynamicAnchor, $recursiveAnchor } = node;
  let here = base;
  if (typeof $id === 'string') {
    here = absolute($id, base);
    if (!$id.startsWith('#')) index.resources += 1;
    index.places.set(here.replace(/#$/, ''), node);
    if ($id.startsWith('#')) here = base;
  }
  for (const anchor of [$anchor, $dynamicAnchor]) if (typeof anchor === 'string') index.places.set(absolute(`#${anchor}`, here), node);
  if ($dynamicAnchor !== undefined || $recursiveAnchor === true) index.dynamic += 1;
  return here.replace(/#.*$/, '');
}

function absolute(reference: string, base: string): string {
  return URL.canParse(reference, base) ? new URL(reference, base).href : `unusable:${reference}`;
}

function resolveRef(ref: string, base: string, index: Index): SchemaNode | undefined {
  const target = absolute(ref, base);
  const whole = index.places.get(target.replace(/#$/, ''));
  if (whole !== undefined) return isSchema(whole) ? whole : undefined;
  const hash = target.indexOf('#');
  if (hash < 0 || target[hash + 1] !== '/') return undefined;
  const found = pointed(index.places.get(target.slice(0, hash)), target.slice(hash + 2));
  return isSchema(found) ? found : undefined;
}

function pointed(from: unknown, pointer: string): unknown {
  let at = from;
  for (const part of pointer.split('/')) {
    const key = decodeURIComponent(part).replace(/~1/g, '/').replace(/~0/g, '~');
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

function validatorsOf(root: SchemaNode, dialect: Dialect, formats: boolean, which: string, index: Index) {
  let whole: ReturnType<typeof compileWhole> | undefined;
  const compiled = () => (whole ??= compileWhole(root, dialect, formats, which));
  const parts = new Map<string, ValidateFunction | undefined>();
  const compilePart = (pointer: string): ValidateFunction | undefined => {
    try {
      return compiled().ajv.getSchema(`${compiled().key}#${pointer.split('/').map(encodeURIComponent).join('/')}`);
    } catch {
      // A part that does not compile alone (an unused definition with a reference outside) gives no answer; the rules then decide without it.
      return undefined;
    }
  };
  const partAt = (pointer: string): ValidateFunction | undefined => {
    if (!parts.has(pointer)) parts.set(pointer, compilePart(pointer));
    return parts.get(pointer);
  };
  return {
    accepts: (value: unknown) => verdictOf(compiled().validate, value, which),
    acceptsAt(node: SchemaNode, value: unknown): boolean | undefined {
      if (typeof node === 'boolean') return node;
      const pointer = index.pointers.get(node);
      // With dynamic anchors a part alone may mean something else than in its place.
      if (pointer === undefined || index.dynamic > 0) return undefined;
      const validate = pointer === '' ? compiled().validate : partAt(pointer);
      return validate === undefined ? undefined : verdictOf(validate, value, which);
    },
  };
}

/** Compiled on first use; the change list needs no validator. */
function compileWhole(root: SchemaNode, dialect: Dialect, formats: boolean, which: string) {
  const key = typeof root === 'object' && typeof root.$id === 'string' ? root.$id.replace(/#$/, '') : BASE;
  const problem = metaProblem(root, dialect);
  if (problem) throw schemasError('COMPAT_SCHEMA', { which, problem });
  try {
    const ajv = plainAjv(dialect, formats).addSchema(root, key);
    const validate = ajv.getSchema(key);
    if (!validate || '$async' in validate) throw new Error('asynchronous schemas are not compared');
    return { ajv, key, validate };
  } catch (error) {
    if (error instanceof HubError) throw error;
    throw schemasError('COMPAT_SCHEMA', { which, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** A validator that itself fails (a reference that only leads to itself, generated code that does not run) makes the schema unfit to compare. */
function verdictOf(validate: ValidateFunction, value: unknown, which: string): boolean {
  try {
    return validate(value) === true;
  } catch (error) {
    throw schemasError('COMPAT_SCHEMA', { which, problem: `its validator fails: ${error instanceof Error ? error.message : String(error)}` }, error);
  }
}
