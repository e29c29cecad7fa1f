// The JSON Schema 2020-12 keywords that the catalogue supports, and what each holds.

type Holds = 'schema' | 'schemas' | 'schemaMap' | 'value';

/** Keyword → what its value is. Absent from this table = refused at load. */
export const KEYWORDS: Readonly<Record<string, Holds>> = {
  $schema: 'value', $id: 'value', $ref: 'value', $defs: 'schemaMap', $comment: 'value', $anchor: 'value',
  title: 'value', description: 'value', default: 'value', examples: 'value', deprecated: 'value', readOnly: 'value', writeOnly: 'value',
  type: 'value', enum: 'value', const: 'value', format: 'value',
  minimum: 'value', maximum: 'value', exclusiveMinimum: 'value', exclusiveMaximum: 'value',
  minLength: 'value', maxLength: 'value', pattern: 'value',
  items: 'schema', prefixItems: 'schemas', contains: 'schema', minContains: 'value', maxContains: 'value',
  minItems: 'value', maxItems: 'value', uniqueItems: 'value', unevaluatedItems: 'schema',
  properties: 'schemaMap', patternProperties: 'schemaMap', additionalProperties: 'schema', propertyNames: 'schema', unevaluatedProperties: 'schema',
  required: 'value', dependentRequired: 'value', dependentSchemas: 'schemaMap', minProperties: 'value', maxProperties: 'value',
  allOf: 'schemas', anyOf: 'schemas', oneOf: 'schemas', not: 'schema', if: 'schema', then: 'schema', else: 'schema',
};

/** The catalogue's own annotations. */
export const ANNOTATIONS = [
  'x-key', 'x-version-field', 'x-ref', 'x-level', 'x-personal', 'x-share', 'x-unit', 'x-scale', 'x-precision', 'x-codes', 'x-title-zh', 'x-title-en', 'x-provider',
  'x-consumers', 'x-cadence', 'x-standard', 'x-note',
] as const;
