// Which JSON Schema dialect a document speaks, and the plain ajv of that dialect: the arbiter of every witness.
import Ajv from 'ajv/dist/ajv';
import Ajv2019 from 'ajv/dist/2019';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import safeRegex from 'safe-regex2';
import { schemasError } from '../error-table';
import { compileForeignPattern, type CompiledPattern } from '../validator/patterns';
import type { JsonSchema } from './types';

export type Dialect = 'draft-07' | '2019-09' | '2020-12';

const DIALECTS: Readonly<Record<string, Dialect>> = {
  'http://json-schema.org/draft-07/schema': 'draft-07',
  'https://json-schema.org/draft/2019-09/schema': '2019-09',
  'https://json-schema.org/draft/2020-12/schema': '2020-12',
};

/** The dialect named by `$schema`; draft-07 without one. Throws COMPAT_DIALECT for any other. */
export function dialectOf(schema: JsonSchema): Dialect {
  const named = typeof schema === 'boolean' ? undefined : schema.$schema;
  if (named === undefined) return 'draft-07';
  const dialect = typeof named === 'string' ? DIALECTS[named.replace(/#$/, '')] : undefined;
  if (!dialect) throw schemasError('COMPAT_DIALECT', { dialect: typeof named === 'string' ? named : JSON.stringify(named) });
  return dialect;
}

const patterns = new Map<string, CompiledPattern>();

/** A pattern of a compared schema: on RegExp where no repetition stands inside repetition, else on RE2. Throws PATTERN_REFUSED. */
export function comparedPattern(pattern: string): CompiledPattern {
  const known = patterns.get(pattern);
  if (known) return known;
  const made = compilePattern(pattern);
  if (patterns.size < 1000) patterns.set(pattern, made);
  return made;
}

function compilePattern(pattern: string): CompiledPattern {
  if (pattern.length > 1000 || !safeRegex(pattern, { limit: 50 })) return compileForeignPattern(pattern);
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw schemasError('PATTERN_REFUSED', { pattern, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

const regExp = Object.assign((pattern: string): CompiledPattern => comparedPattern(pattern), { code: 'comparedPattern' });
const CLASSES = { 'draft-07': Ajv, '2019-09': Ajv2019, '2020-12': Ajv2020 } as const;

/** Plain ajv: not strict, no fetching, formats asserted only when asked. Schemas are not held against the meta-schema here (see metaProblem). */
export function plainAjv(dialect: Dialect, formats: boolean): Ajv {
  const ajv = new CLASSES[dialect]({ strict: false, logger: false, messages: false, validateSchema: false, validateFormats: formats, code: { regExp } });
  if (formats) addFormats(ajv);
  return ajv;
}

const metaAjvs = new Map<Dialect, Ajv>();

/** What the dialect's meta-schema refuses in a schema, or undefined. One compiled meta-schema serves every comparison. */
export function metaProblem(schema: object | boolean, dialect: Dialect): string | undefined {
  const ajv = metaAjvs.get(dialect) ?? new CLASSES[dialect]({ strict: false, logger: false });
  metaAjvs.set(dialect, ajv);
  return ajv.validateSchema(schema) === true ? undefined : ajv.errorsText(ajv.errors, { dataVar: 'schema' });
}
