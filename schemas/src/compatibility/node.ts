// A schema node as the rules read it, and safe reading of its keywords.

/** A schema object or boolean inside a document. */
export type SchemaNode = boolean | Readonly<Record<string, unknown>>;
export type SchemaObject = Readonly<Record<string, unknown>>;

export function isSchema(value: unknown): value is SchemaNode {
  return typeof value === 'boolean' || isObject(value);
}

export function isObject(value: unknown): value is SchemaObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own member, whatever its name. */
export function own(object: SchemaObject, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function numberOf(node: SchemaObject, key: string): number | undefined {
  const value = own(node, key);
  return typeof value === 'number' ? value : undefined;
}

/** The schemas of a map keyword (`properties`, `patternProperties`, `dependentSchemas`). */
export function mapOf(node: SchemaObject, key: string): SchemaObject {
  const value = own(node, key);
  return isObject(value) ? value : {};
}

export function schemasOf(node: SchemaObject, key: string): readonly SchemaNode[] {
  const value = own(node, key);
  return Array.isArray(value) ? value.filter(isSchema) : [];
}

export function schemaOf(node: SchemaObject, key: string): SchemaNode | undefined {
  const value = own(node, key);
  return isSchema(value) ? value : undefined;
}

export function namesOf(node: SchemaObject, key: string): readonly string[] {
  const value = own(node, key);
  return Array.isArray(value) ? value.filter((name): name is string => typeof name === 'string') : [];
}

export function opens(node: unknown): boolean {
  return node === true || node === undefined || (isObject(node) && Object.keys(node).length === 0);
}
