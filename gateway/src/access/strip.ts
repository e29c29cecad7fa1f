// Copies of documents with visible fields only, driven by a pruned schema.
import type { JsonObject, JsonValue, SchemaNode } from '@lianshu/schemas';

/** A function that keeps the fields that the (pruned) schema names, at every depth. */
export function stripperOf(schema: SchemaNode): (document: JsonObject) => JsonObject {
  const strip = compile(schema);
  return (document) => strip(document) as JsonObject;
}

type Strip = (value: JsonValue) => JsonValue;

function compile(node: SchemaNode): Strip {
  if (node.properties) return objectStrip(Object.entries(node.properties).map(([name, child]) => [name, compile(child)]));
  if (node.items) {
    const strip = compile(node.items);
    return (value) => (Array.isArray(value) ? value.map(strip) : null);
  }
  return scalarOnly;
}

function objectStrip(fields: readonly (readonly [string, Strip])[]): Strip {
  return (value) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null;
    const kept: JsonObject = {};
    for (const [name, strip] of fields) {
      const own = Object.hasOwn(value, name) ? value[name] : undefined;
      if (own !== undefined) kept[name] = strip(own);
    }
    return kept;
  };
}

/** A schema that names no fields shows no object: what it may hold was never classified. */
const scalarOnly: Strip = (value) => (typeof value === 'object' ? null : value);
