// Runs the test cases that stand in a table file, on both engines, and says what differs.
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { planTable, type CheckDeps } from './check';
import { compilePlan } from './compile';
import { interpretPlan } from './interpret';
import { createLookupView, type LookupInterval } from './lookup-view';
import { DEFAULT_FORMATS, epochOf, readInstant } from './ops/instant';
import { CHINA } from './ops/zone';
import type { MappingTable, TestSpec } from './table';
import type { MapContext, MapResult } from './types';

export interface TestOutcome {
  readonly table: string;
  readonly version: number;
  readonly name: string;
  readonly line: number;
  readonly ok: boolean;
  /** What differs, a line each; empty when ok. */
  readonly differences: readonly string[];
}

/** Every case of a table on both engines. Throws MAPPING_INVALID when the table may not run. */
export function runTableTests(table: MappingTable, deps: CheckDeps): TestOutcome[] {
  const plan = planTable(table, deps);
  const engines = { compiled: compilePlan(plan), interpreted: interpretPlan(plan) };
  return (table.tests ?? []).map((test, index) => {
    const differences = Object.entries(engines).flatMap(([name, engine]) => {
      const result = engine.map(structuredClone(test.input), testContext(test));
      return compare(test, result).map((difference) => `${name}: ${difference}`);
    });
    const line = table.lineOf(['tests', index]);
    return { table: table.table, version: table.version, name: test.name, line, ok: differences.length === 0, differences };
  });
}

/** The context of a test: its constants and lookups, a visible pseudonym `p:<text>`, and a fixed fetch instant. */
function testContext(test: TestSpec): MapContext {
  const fetchedAt = test.meta?.fetchedAt ?? Date.UTC(2022, 2, 1);
  const view = createLookupView(() => fetchedAt);
  for (const [table, keys] of Object.entries(test.lookups ?? {})) {
    for (const [key, value] of Object.entries(keys)) view.put(table, key, intervalsOf(value));
  }
  return {
    constants: test.constants ?? {},
    meta: { key: 'test', source: '/test/test', ...test.meta, fetchedAt },
    lookups: view,
    pseudonym: (text) => `p:${text}`,
  };
}

function intervalsOf(value: JsonValue): LookupInterval[] {
  if (!Array.isArray(value)) return [{ value: scalarOrObject(value) }];
  return value.map((item) => {
    const { value: inner = null, from, to } = item as JsonObject;
    const bounds = { ...(from === undefined ? {} : { from: instantOf(from) }), ...(to === undefined ? {} : { to: instantOf(to) }) };
    return { value: scalarOrObject(inner), ...bounds };
  });
}

function scalarOrObject(value: JsonValue): string | JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : String(value);
}

function instantOf(value: JsonValue): number {
  const time = readInstant(String(value), DEFAULT_FORMATS);
  return time ? epochOf(time, CHINA) : Number.NaN;
}

function compare(test: TestSpec, result: MapResult): string[] {
  if (test.expectReasons) return compareReasons(test.expectReasons, result);
  if (!result.ok) return [`failed: ${result.reasons.map((reason) => `${reason.code} at ${reason.path} for ${reason.target ?? 'the table'} (${reason.got})`).join('; ')}`];
  if (test.expectSkipped) return result.skipped ? [] : ['was not skipped'];
  const op = test.expectVoid === undefined ? 'upsert' : 'void';
  const expected = [test.expect ?? test.expectVoid ?? []].flat();
  const wrongOp = result.documents.filter((document) => document.op !== op).map((document) => `gave ${document.op} instead of ${op}`);
  if (result.documents.length !== expected.length) return [...wrongOp, `gave ${result.documents.length} documents instead of ${expected.length}`];
  return [...wrongOp, ...expected.flatMap((document, index) => differences(document, result.documents[index]?.value, ''))];
}

function compareReasons(expected: NonNullable<TestSpec['expectReasons']>, result: MapResult): string[] {
  if (result.ok) return ['was mapped, but reasons were expected'];
  const matches = (want: (typeof expected)[number], got: (typeof result.reasons)[number]) =>
    want.code === got.code && (want.target === undefined || want.target === got.target) && (want.path === undefined || want.path === got.path);
  const missing = expected.filter((want) => !result.reasons.some((got) => matches(want, got)));
  const extra = result.reasons.filter((got) => !expected.some((want) => matches(want, got)));
  return [
    ...missing.map((want) => `lacks the reason ${want.code} ${want.target ?? ''}`),
    ...extra.map((got) => `has the further reason ${got.code} for ${got.target ?? 'the table'} at ${got.path}`),
  ];
}

/** Every place where two documents differ, as `at: expected …, got …`. */
function differences(expected: unknown, got: unknown, at: string): string[] {
  if (isDeepStrictEqual(expected, got)) return [];
  if (isPlain(expected) && isPlain(got)) {
    const names = [...new Set([...Object.keys(expected), ...Object.keys(got)])];
    return names.flatMap((name) => differences(expected[name], got[name], at === '' ? name : `${at}.${name}`));
  }
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    return expected.flatMap((element, index) => differences(element, got[index], `${at}[${index}]`));
  }
  return [`${at}: expected ${JSON.stringify(expected) ?? 'nothing'}, got ${JSON.stringify(got) ?? 'nothing'}`];
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
