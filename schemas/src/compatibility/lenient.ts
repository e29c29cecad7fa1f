// Lenient comparison: the reader ignores properties it does not declare, and the writer sends only properties it declares.
import { isObject, isSchema, type SchemaNode, type SchemaObject } from './node';
import type { JsonSchema } from './types';

/** Keywords under which the transformation would turn its own meaning around or cut a neighbour's properties. */
const UNTOUCHED = new Set(['not', 'if', 'enum', 'const', 'default', 'examples']);
const MAPS = new Set(['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'dependencies']);
const BESIDE = new Set(['allOf', 'then', 'else', 'dependentSchemas', 'dependencies']);
const COMBINES = ['$ref', '$dynamicRef', '$recursiveRef', 'allOf', 'anyOf', 'oneOf', 'if', 'dependentSchemas', 'dependencies', 'not', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];

/** `additionalProperties: false` and `unevaluatedProperties: false` are lifted everywhere but under `not` and `if`. */
export function asLenientReader(schema: JsonSchema): JsonSchema {
  return transform(schema, false, (node) => {
    const open = Object.entries(node).filter(([key, value]) => !((key === 'additionalProperties' || key === 'unevaluatedProperties') && value === false));
    return Object.fromEntries(open);
  });
}

/** An object node that stands alone and lists properties is closed; nodes that are combined with others, or that definitions share, stay as they are. */
export function asLenientWriter(schema: JsonSchema): JsonSchema {
  return transform(schema, false, (node, beside) => (beside || !isObject(node.properties) || COMBINES.some((key) => Object.hasOwn(node, key)) ? node : { ...node, additionalProperties: false }));
}

type Change = (node: SchemaObject, beside: boolean) => SchemaObject;

function transform(node: SchemaNode, beside: boolean, change: Change): SchemaNode {
  if (typeof node === 'boolean') return node;
  const members = Object.entries(node).map(([key, value]): [string, unknown] => (UNTOUCHED.has(key) ? [key, value] : [key, inside(key, value, node, beside, change)]));
  return change(Object.fromEntries(members), beside);
}

function inside(key: string, value: unknown, parent: SchemaObject, beside: boolean, change: Change): unknown {
  const combined = BESIDE.has(key) || ((key === 'anyOf' || key === 'oneOf') && (beside || isObject(parent.properties))) || key === '$defs' || key === 'definitions';
  const one = (each: unknown) => (isSchema(each) ? transform(each, combined, change) : each);
  if (Array.isArray(value)) return value.map(one);
  if (!isObject(value)) return value;
  return MAPS.has(key) ? Object.fromEntries(Object.entries(value).map(([name, each]) => [name, one(each)])) : one(value);
}
