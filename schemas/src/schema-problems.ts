// JSON Schema of small definitions (tables, op arguments, lookups): every problem with its place. ajv compiles each schema once.
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import type { SchemaNode } from './catalogue-types';

export interface SchemaProblem {
  readonly path: readonly (string | number)[];
  readonly text: string;
}

const ajv = new Ajv2020({ allErrors: true, strict: false, verbose: true });
const compiled = new WeakMap<SchemaNode, ValidateFunction>();

/** Problems of `value` under `schema`; none when it is valid. At most 50. */
export function schemaProblems(schema: SchemaNode, value: unknown): SchemaProblem[] {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = ajv.compile(schema as object);
    compiled.set(schema, validate);
  }
  if (validate(value)) return [];
  return (validate.errors ?? []).slice(0, 50).map((error) => ({ path: pathOf(error, value), text: textOf(error) }));
}

/** Array positions become numbers, so that the YAML reader finds the line. */
function pathOf(error: ErrorObject, value: unknown): (string | number)[] {
  const path: (string | number)[] = [];
  let node = value;
  for (const part of error.instancePath.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    path.push(Array.isArray(node) ? Number(name) : name);
    node = typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[name] : undefined;
  }
  const extra = (error.params as { additionalProperty?: string }).additionalProperty;
  return extra === undefined ? path : [...path, extra];
}

function textOf(error: ErrorObject): string {
  const params = error.params as { additionalProperty?: string; allowedValues?: unknown[] };
  if (params.additionalProperty !== undefined) return `unknown key ${JSON.stringify(params.additionalProperty)}`;
  if (params.allowedValues) return `must be one of ${params.allowedValues.join(', ')}`;
  return error.message ?? 'is not allowed here';
}
