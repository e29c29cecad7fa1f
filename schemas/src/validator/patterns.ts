// Regular expressions of schemas: foreign ones run on RE2 in linear time, shipped ones on RegExp where a static check finds no nested repetition.
import { RE2JS } from 're2js';
import safeRegex from 'safe-regex2';
import { schemasError } from '../error-table';
import { toRe2 } from './re2-syntax';

/** What ajv needs of a compiled pattern. */
export interface CompiledPattern {
  test(text: string): boolean;
  toString(): string;
}

/** Longest pattern taken. */
const MAX_PATTERN = 1000;
const compiled = new Map<string, CompiledPattern>();

/** Compiles a pattern of a foreign schema on RE2: no back-references or look-around, no runaway. Throws PATTERN_REFUSED. */
export function compileForeignPattern(pattern: string): CompiledPattern {
  if (pattern.length > MAX_PATTERN) throw schemasError('PATTERN_REFUSED', { pattern: `${pattern.slice(0, 40)}…`, problem: `longer than ${MAX_PATTERN} characters` });
  try {
    const machine = RE2JS.compile(toRe2(pattern));
    return { test: (text) => machine.test(text), toString: () => `re2:${pattern}` };
  } catch (error) {
    throw schemasError('PATTERN_REFUSED', { pattern, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** Compiles a pattern of a shipped schema: on RegExp (0.06 µs a test), or on RE2 (1 µs) when repetition stands inside repetition,
 *  which RegExp may answer in exponential time. What RE2 cannot take is refused either way, so that no schema depends on the engine. */
export function compileShippedPattern(pattern: string): CompiledPattern {
  const linear = compileForeignPattern(pattern);
  if (!safeRegex(pattern, { limit: 50 })) return linear;
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    throw schemasError('PATTERN_REFUSED', { pattern, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** ajv's `code.regExp` for shipped schemas. */
export const shippedRegExp = Object.assign((pattern: string): CompiledPattern => compileShippedPattern(pattern), { code: 'shippedRegExp' });

/** ajv's `code.regExp` for foreign schemas; compiled patterns are kept while the process runs, at most 10,000. */
export const foreignRegExp = Object.assign(
  (pattern: string): CompiledPattern => {
    const known = compiled.get(pattern) ?? compileForeignPattern(pattern);
    if (compiled.size < 10_000) compiled.set(pattern, known);
    return known;
  },
  { code: 'foreignRegExp' },
);
