// Conditions (`when`, `void`) in CEL: bounded, only named fields of r, c, it and m, absent fields read as ''.
import { Environment, type ASTNode } from '@marcbachmann/cel-js';
import type { Bilingual } from '@lianshu/schemas';
import type { OpScope } from '../ops/op';
import { fieldOf } from '../source-path';
import { translate } from './translate';
import { fieldsOf, type FieldPath } from './fields';

const MAX_LENGTH = 500;

export interface Condition {
  readonly source: string;
  readonly fields: readonly FieldPath[];
  /** The same condition as a JavaScript expression over `scope`, where it is simple enough. */
  readonly script: string | undefined;
  /** Throws a CEL error when the data have other types than the condition compares. */
  test(scope: OpScope): boolean;
}

const environment = new Environment({
  unlistedVariablesAreDyn: false,
  homogeneousAggregateLiterals: false,
  limits: { maxAstNodes: 200, maxDepth: 25, maxListElements: 100, maxMapEntries: 20, maxCallArguments: 8 },
})
  .registerVariable('r', 'map')
  .registerVariable('c', 'map')
  .registerVariable('m', 'map')
  .registerVariable('it', 'dyn');

/** A compiled condition, or what is wrong with it. `integers` says which fields the source schema declares as integers: CEL counts in BigInt. */
export function compileCondition(source: string, isInteger: (field: FieldPath) => boolean = () => false): Condition | Bilingual {
  if (source.length > MAX_LENGTH) return { zh: `条件超过 ${MAX_LENGTH} 个字符`, en: `the condition is longer than ${MAX_LENGTH} characters` };
  const parsed = parse(source);
  if ('zh' in parsed) return parsed;
  const fields = fieldsOf(parsed.ast);
  if (!Array.isArray(fields)) return fields as Bilingual;
  const integers = new Set(fields.filter(isInteger));
  return {
    source,
    fields,
    script: translate(parsed.ast),
    test: (scope) => parsed.run(contextOf(fields, integers, scope)) === true,
  };
}

function parse(source: string): { ast: ASTNode; run: (context: Record<string, unknown>) => unknown } | Bilingual {
  try {
    const run = environment.parse(source);
    const type = run.check();
    if (!type.valid) return celProblem(type.error);
    if (type.type === 'bool') return { ast: run.ast, run };
    return { zh: '条件必须得出真或假', en: `a condition must be true or false, this one is ${String(type.type)}` };
  } catch (error) {
    return celProblem(error);
  }
}

function celProblem(error: unknown): Bilingual {
  const text = (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
  return { zh: `CEL 条件有误：${text}`, en: `the CEL condition is wrong: ${text}` };
}

/** The variables with just the named fields in them; null and absent are ''. */
function contextOf(fields: readonly FieldPath[], integers: ReadonlySet<FieldPath>, scope: OpScope): Record<string, unknown> {
  const variables: Record<string, unknown> = { r: {}, c: {}, m: {}, it: {} };
  for (const field of fields) {
    const value = toCel(valueOf(field, scope), integers.has(field));
    if (field.names.length === 0) variables[field.variable] = value;
    else place(variables, [field.variable, ...field.names], value);
  }
  return variables;
}

function valueOf(field: FieldPath, scope: OpScope): unknown {
  let value: unknown = rootOf(field.variable, scope);
  for (const name of field.names) value = fieldOf(value, name);
  return value ?? '';
}

function rootOf(variable: FieldPath['variable'], scope: OpScope): unknown {
  if (variable === 'r') return scope.record;
  if (variable === 'c') return scope.context.constants;
  return variable === 'm' ? scope.context.meta : scope.element;
}

function toCel(value: unknown, integer: boolean): unknown {
  return integer && typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : value;
}

/** Writes a leaf; objects on the way are copied, never changed in place: they may be the record's own. */
function place(target: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) {
    target[name] = value;
    return;
  }
  const inner = target[name];
  const copy: Record<string, unknown> = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? { ...inner } : {};
  target[name] = copy;
  place(copy, rest, value);
}
