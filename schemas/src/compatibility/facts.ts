// What one schema node says, read once per dialect into one shape: the dialects differ here and nowhere below.
import type { SchemaDocument } from './document';
import { isObject, isSchema, mapOf, namesOf, numberOf, own, schemaOf, schemasOf, type SchemaNode, type SchemaObject } from './node';

/** JSON's types, numbers split so that `number` = integer + fraction. */
export type Kind = 'null' | 'boolean' | 'integer' | 'fraction' | 'string' | 'array' | 'object';
export const KINDS: readonly Kind[] = ['null', 'boolean', 'integer', 'fraction', 'string', 'array', 'object'];

export interface Contains {
  readonly schema: SchemaNode;
  readonly min: number;
  readonly max: number;
}

export interface Facts {
  readonly id: number;
  readonly doc: SchemaDocument;
  /** The node of the document; undefined for a node that a rule made up. */
  readonly node?: SchemaNode;
  /** For a variant: the node it was made from, which says what counts as evaluated. */
  readonly origin?: Facts;
  readonly never: boolean;
  /** A keyword whose meaning the rules do not know (`$dynamicRef` with several targets, a reference outside). */
  readonly unknown: boolean;
  readonly kinds?: ReadonlySet<Kind>;
  readonly values?: readonly unknown[];
  readonly source: SchemaObject;
  readonly properties: SchemaObject;
  readonly patterns: readonly (readonly [string, SchemaNode])[];
  readonly additional?: SchemaNode;
  readonly unevaluatedProperties?: SchemaNode;
  readonly prefix: readonly SchemaNode[];
  readonly rest?: SchemaNode;
  readonly unevaluatedItems?: SchemaNode;
  readonly contains?: Contains;
  readonly required: readonly string[];
  readonly dependentRequired: readonly (readonly [string, readonly string[]])[];
  readonly dependentSchemas: readonly (readonly [string, SchemaNode])[];
  readonly allOf: readonly SchemaNode[];
  readonly anyOf: readonly (readonly SchemaNode[])[];
  readonly oneOf?: readonly SchemaNode[];
  readonly not?: SchemaNode;
  readonly condition?: { readonly when: SchemaNode; readonly then: SchemaNode; readonly otherwise: SchemaNode };
}

export interface FactReader {
  read(doc: SchemaDocument, node: SchemaNode): Facts;
  /** A variant of a node, the same object for the same name. */
  derive(facts: Facts, name: string, change: Partial<Facts>): Facts;
}

export function createFactReader(): FactReader {
  let next = 0;
  const always = new Map<SchemaDocument, Facts>();
  const nevers = new Map<SchemaDocument, Facts>();
  const known = new WeakMap<object, Facts>();
  const derived = new Map<string, Facts>();
  const readBoolean = (doc: SchemaDocument, value: boolean): Facts => {
    const cache = value ? always : nevers;
    const facts = cache.get(doc) ?? { ...factsOf({}, doc), never: !value, node: value, id: next++ };
    cache.set(doc, facts);
    return facts;
  };
  return {
    read(doc, node) {
      if (typeof node === 'boolean') return readBoolean(doc, node);
      const facts = known.get(node) ?? { ...factsOf(node, doc), node, id: next++ };
      known.set(node, facts);
      return facts;
    },
    derive(facts, name, change) {
      const key = `${facts.id}:${name}`;
      const made = derived.get(key) ?? { ...facts, node: undefined, origin: facts.origin ?? facts, ...change, id: next++ };
      derived.set(key, made);
      return made;
    },
  };
}

function factsOf(node: SchemaObject, doc: SchemaDocument): Omit<Facts, 'id'> {
  const later = doc.dialect !== 'draft-07';
  const refs = referencesOf(node, doc);
  const anyOf = schemasOf(node, 'anyOf');
  return {
    doc,
    never: false,
    unknown: refs.some((ref) => ref === undefined) || own(node, '$data') !== undefined,
    kinds: kindsOf(node),
    values: Object.hasOwn(node, 'const') ? [node.const] : Array.isArray(own(node, 'enum')) ? (node.enum as unknown[]) : undefined,
    source: node,
    properties: mapOf(node, 'properties'),
    patterns: pairsOf(mapOf(node, 'patternProperties')),
    additional: schemaOf(node, 'additionalProperties'),
    unevaluatedProperties: later ? schemaOf(node, 'unevaluatedProperties') : undefined,
    ...arrayFacts(node, doc.dialect === '2020-12'),
    unevaluatedItems: later ? schemaOf(node, 'unevaluatedItems') : undefined,
    contains: containsOf(node, later),
    required: namesOf(node, 'required'),
    ...dependencies(node, later),
    allOf: [...refs.filter((ref) => ref !== undefined), ...schemasOf(node, 'allOf'), ...enumBesideConst(node)],
    anyOf: anyOf.length > 0 ? [anyOf] : [],
    oneOf: Object.hasOwn(node, 'oneOf') ? schemasOf(node, 'oneOf') : undefined,
    not: schemaOf(node, 'not'),
    condition: conditionOf(node),
  };
}

/** `const` is read into values; an `enum` beside it is read as a branch of its own. */
function enumBesideConst(node: SchemaObject): readonly SchemaNode[] {
  return Object.hasOwn(node, 'const') && Object.hasOwn(node, 'enum') ? [{ enum: node.enum }] : [];
}

function referencesOf(node: SchemaObject, doc: SchemaDocument): readonly (SchemaNode | undefined)[] {
  const found: (SchemaNode | undefined)[] = [];
  if (typeof node.$ref === 'string') found.push(doc.resolve(node.$ref, node));
  const dynamic = doc.dialect === '2020-12' ? node.$dynamicRef : doc.dialect === '2019-09' ? node.$recursiveRef : undefined;
  if (typeof dynamic === 'string') found.push(doc.staticRefs ? doc.resolve(dynamic, node) : undefined);
  return found;
}

/** `nullable` beside `type` adds null: plain ajv reads it so. */
function kindsOf(node: SchemaObject): ReadonlySet<Kind> | undefined {
  const type = own(node, 'type');
  if (type === undefined) return undefined;
  const names = (Array.isArray(type) ? type : [type]).map(String);
  if (node.nullable === true) names.push('null');
  return new Set(KINDS.filter((kind) => names.includes(kind) || ((kind === 'integer' || kind === 'fraction') && names.includes('number'))));
}

function pairsOf(map: SchemaObject): readonly (readonly [string, SchemaNode])[] {
  return Object.entries(map).filter((pair): pair is [string, SchemaNode] => isSchema(pair[1]));
}

function arrayFacts(node: SchemaObject, newest: boolean): Pick<Facts, 'prefix' | 'rest'> {
  if (newest) return { prefix: schemasOf(node, 'prefixItems'), rest: schemaOf(node, 'items') };
  return Array.isArray(own(node, 'items')) ? { prefix: schemasOf(node, 'items'), rest: schemaOf(node, 'additionalItems') } : { prefix: [], rest: schemaOf(node, 'items') };
}

function containsOf(node: SchemaObject, later: boolean): Contains | undefined {
  const schema = schemaOf(node, 'contains');
  if (schema === undefined) return undefined;
  if (!later) return { schema, min: 1, max: Infinity };
  return { schema, min: numberOf(node, 'minContains') ?? 1, max: numberOf(node, 'maxContains') ?? Infinity };
}

function dependencies(node: SchemaObject, later: boolean): Pick<Facts, 'dependentRequired' | 'dependentSchemas'> {
  const all = [...Object.entries(mapOf(node, 'dependencies')), ...(later ? [...Object.entries(mapOf(node, 'dependentRequired')), ...Object.entries(mapOf(node, 'dependentSchemas'))] : [])];
  return {
    dependentRequired: all.filter((pair): pair is [string, string[]] => Array.isArray(pair[1])),
    dependentSchemas: all.filter((pair): pair is [string, SchemaNode] => isSchema(pair[1])),
  };
}

function conditionOf(node: SchemaObject): Facts['condition'] {
  const when = schemaOf(node, 'if');
  const then = schemaOf(node, 'then');
  const otherwise = schemaOf(node, 'else');
  return when === undefined || (then === undefined && otherwise === undefined) ? undefined : { when, then: then ?? true, otherwise: otherwise ?? true };
}

/** The least count of `contains` that ajv surely enforces: beside `maxContains` it lets the empty array pass a minimum over one. */
export function surelyContained(contains: Contains | undefined): number {
  if (!contains) return 0;
  return contains.max === Infinity || (contains.min === 1 && contains.max >= 1) ? contains.min : 0;
}

/** Whether two keyword values say the same, references in the same document apart: equal JSON. */
export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, at) => sameJson(item, b[at]));
  if (!isObject(a) || !isObject(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]));
}
