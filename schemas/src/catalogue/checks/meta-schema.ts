// The file is a valid JSON Schema 2020-12, and its annotations have the forms of catalogue-types.
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import { finding, type Finding } from '../definition';
import { walkSchema } from '../walk';
import type { Check } from './check';

const name = { type: 'string', minLength: 1 };
const names = { type: 'array', items: name, minItems: 1, uniqueItems: true };
const identifier = { type: 'string', pattern: '^[a-z][A-Za-z0-9]*$' };

const ANNOTATION_FORMS = {
  type: 'object',
  properties: {
    'x-key': names,
    'x-version-field': name,
    'x-ref': {
      type: 'object',
      properties: { dataset: identifier, to: name, with: { type: 'object', additionalProperties: name }, as: identifier, reverse: identifier },
      required: ['dataset', 'as', 'reverse'],
      additionalProperties: false,
    },
    'x-level': { enum: ['L1', 'L2', 'L3', 'L4'] },
    'x-personal': { enum: ['name', 'idNo', 'phone', 'plate', 'account', 'text'] },
    'x-share': { enum: ['unconditional', 'conditional', 'none'] },
    'x-unit': name,
    'x-scale': { type: 'integer', minimum: 0, maximum: 15 },
    'x-precision': { type: 'integer', minimum: 1, maximum: 38 },
    'x-codes': name,
    'x-title-zh': name,
    'x-title-en': name,
    'x-cadence': name,
    'x-standard': name,
  },
};

let compiled: { ajv: Ajv2020; annotations: ValidateFunction } | undefined;

/** Compiled at first use: the meta-schema costs 30 ms. */
function validators(): { ajv: Ajv2020; annotations: ValidateFunction } {
  if (!compiled) {
    const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateFormats: false });
    compiled = { ajv, annotations: ajv.compile(ANNOTATION_FORMS) };
  }
  return compiled;
}

export const checkMetaSchema: Check = (entry) => {
  const { ajv, annotations } = validators();
  if (!ajv.validateSchema(entry.schema)) return (ajv.errors ?? []).slice(0, 10).map((error) => findingOf('', error));
  const found: Finding[] = [];
  walkSchema(entry.schema, (node, place) => {
    if (!annotations(node)) found.push(...(annotations.errors ?? []).map((error) => findingOf(place.pointer, error)));
  });
  return found;
};

function findingOf(base: string, error: ErrorObject): Finding {
  const allowed = Array.isArray(error.params['allowedValues']) ? `: ${error.params['allowedValues'].join(', ')}` : '';
  const says = `${error.message ?? error.keyword}${allowed}`;
  return finding(base + error.instancePath, `${says}; correct it by JSON Schema 2020-12 and decision 0002.`, `${says}；请按 JSON Schema 2020-12 及决策 0002 更正。`);
}
