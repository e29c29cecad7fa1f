// The fast engine: one generated JavaScript function per table version, from the validated tree (as ajv does).
// Only `quote`d strings, numbers and names made here enter the code; everything else is passed in by position.
import type { JsonObject } from '@lianshu/schemas';
import { planTable, type CheckDeps } from './check';
import { createCode, type Code } from './compile/code';
import { levelFunction } from './compile/level';
import { Fault } from './fault';
import { foldText } from './fold-text';
import { splitText } from './ops/split';
import type { TablePlan } from './plan';
import { finish, holds, noteFault, noteMissing } from './runtime';
import { fieldOf, pointerOf, readSource } from './source-path';
import type { MappingTable } from './table';
import type { CompiledTable, MapContext, MapResult } from './types';

/** Throws MAPPING_INVALID with file, line, key and every problem. */
export function compileTable(table: MappingTable, deps: CheckDeps): CompiledTable {
  return compilePlan(planTable(table, deps));
}

type MapFunction = (record: JsonObject, context: MapContext) => MapResult;

/** What generated code may call. */
const LIBRARY = { Fault, finish, foldText, get: fieldOf, holds, noteFault, noteMissing, pointerOf, readSource, splitText, clone: structuredClone };

export function compilePlan(plan: TablePlan): CompiledTable {
  const { table, version, from, to, dataset } = plan;
  return { table, version, from, to, dataset, map: buildFunction(plan) };
}

function buildFunction(plan: TablePlan): MapFunction {
  const { source, constants } = generate(plan);
  const make = new Function('lib', 'k', source) as (lib: typeof LIBRARY, k: readonly unknown[]) => MapFunction;
  return make(LIBRARY, constants);
}

/** The generated source, for people who want to look; `constants` are its `k`. */
function generate(plan: TablePlan): { source: string; constants: readonly unknown[] } {
  const code = createCode();
  const full = levelFunction(code, plan.level, plan.each === undefined);
  const key = plan.void ? levelFunction(code, plan.keyLevel, plan.each === undefined) : full;
  const body = plan.each ? eachBody(code, plan) : 'one(record, "", 0);';
  const decided = decision(code, plan, full, key);
  const names = Object.keys(LIBRARY).join(', ');
  const source = [
    '"use strict";',
    `const { ${names} } = lib;`,
    code.constantLines(),
    ...code.functions,
    'return function map(record, context) {',
    '  const reasons = [], documents = [];',
    '  let left = 0;',
    '  const one = (element, prefix, index) => {',
    '    const scope = { context, record, element, index };',
    decided,
    '  };',
    `  ${body}`,
    '  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, documents, skipped: left > 0 && documents.length === 0 };',
    '};',
  ].join('\n');
  return { source, constants: code.constants };
}

function decision(code: Code, plan: TablePlan, full: string, key: string): string {
  const lines: string[] = [];
  const nowhere = code.constant({ to: [], target: '', ref: undefined });
  const onFault = (verdict: string) => `if (typeof ${verdict} !== "boolean") noteFault(reasons, undefined, ${verdict}, ${nowhere}, prefix, undefined);`;
  if (plan.when) lines.push(`const wanted = ${code.condition(plan.when)};`, onFault('wanted'), 'if (wanted !== true) { left += 1; return; }');
  if (plan.void) {
    lines.push(`const gone = ${code.condition(plan.void)};`, onFault('gone'));
    lines.push(`if (gone === true) { documents.push({ op: "void", value: ${key}(scope, prefix, reasons) }); return; }`);
  }
  lines.push(`documents.push({ op: "upsert", value: ${full}(scope, prefix, reasons) });`);
  return lines.map((line) => `    ${line}`).join('\n');
}

function eachBody(code: Code, plan: TablePlan): string {
  const ref = code.constant(plan.each);
  return [
    `const list = readSource(${ref}, { context, record, element: record, index: 0 });`,
    `const pointer = pointerOf(${ref}, "");`,
    'if (Array.isArray(list)) for (let i = 0; i < list.length; i++) one(list[i], pointer + "/" + i, i + 1);',
    'else if (list !== undefined) one(list, pointer, 1);',
  ].join('\n  ');
}
