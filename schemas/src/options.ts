// Options of a component: one JSON Schema validates, fills defaults, documents and says what is never printed.
import Ajv2020, { type ErrorObject } from 'ajv/dist/2020';
import type { JsonObject, JsonValue } from './catalogue-types';
import { schemasError } from './error-table';

export interface CompiledOptions {
  /** Checks a copy and fills its defaults; the given object stays as it is. `where` names the component in the error;
   *  `locate` turns a JSON pointer into `file:line` where the caller knows it. Throws OPTIONS_INVALID. */
  parse(options: unknown, where: string, locate?: (pointer: string) => string | undefined): JsonObject;
  /** A copy for logs and screens: every value marked `sensitive` reads `***`. */
  redact(options: JsonObject): JsonObject;
}

/** Compiles an options schema (JSON Schema 2020-12, properties may carry `sensitive: true`). */
export function compileOptions(schema: JsonObject): CompiledOptions {
  const ajv = new Ajv2020({ allErrors: true, useDefaults: true, strict: true, strictRequired: false, strictTypes: false });
  ajv.addKeyword({ keyword: 'sensitive', schemaType: 'boolean' });
  const check = ajv.compile(schema);
  return {
    parse(options, where, locate) {
      const copy: unknown = structuredClone(options ?? {});
      if (check(copy)) return copy as JsonObject;
      throw schemasError('OPTIONS_INVALID', { where, ...problemsOf(check.errors ?? [], locate) });
    },
    redact: (options) => hide(options, schema) as JsonObject,
  };
}

const NOISE = new Set(['if', 'oneOf', 'anyOf', 'allOf']);

function problemsOf(errors: readonly ErrorObject[], locate?: (pointer: string) => string | undefined) {
  const telling = errors.filter((error) => !NOISE.has(error.keyword));
  const shown = (telling.length > 0 ? telling : errors).slice(0, 10);
  const keys = shown.map(keyOf);
  const problems = shown.map((error, index) => {
    const line = locate?.(error.instancePath);
    return `${keys[index] || '(root)'} ${sentence(error)}${line ? ` (${line})` : ''}`;
  });
  return { problems: [...new Set(problems)].join('; '), keys: [...new Set(keys)] };
}

/** The offending key as a dot path: the missing or the unknown one where the rule names it. Never the value. */
function keyOf(error: ErrorObject): string {
  const base = error.instancePath.split('/').slice(1).map((part) => part.replace(/~1/g, '/').replace(/~0/g, '~'));
  const params = error.params as Record<string, unknown>;
  const extra = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
  return [...base, ...(typeof extra === 'string' ? [extra] : [])].join('.');
}

function sentence(error: ErrorObject): string {
  const params = error.params as Record<string, unknown>;
  if (error.keyword === 'required') return 'is missing';
  if (error.keyword === 'additionalProperties') return 'is not a known key';
  if (error.keyword === 'enum') return `must be one of ${(params.allowedValues as unknown[]).join(', ')}`;
  if (error.keyword === 'const') return `must be ${String(params.allowedValue)}`;
  return error.message ?? 'is invalid';
}

function hide(value: JsonValue, schema: JsonValue | undefined): JsonValue {
  if (!isObject(schema)) return value;
  if (schema.sensitive === true) return '***';
  if (Array.isArray(value)) return value.map((item) => hide(item, schema.items));
  if (!isObject(value)) return value;
  const properties = isObject(schema.properties) ? schema.properties : {};
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, hide(item, Object.hasOwn(properties, name) ? properties[name] : schema.additionalProperties)]),
  );
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
