// A table against both schemas and the closed op list, before it may run: every problem at once, each with its line.
import type { Catalogue, CatalogueEntry } from '@lianshu/schemas';
import { createPrepareEnv } from './chain';
import { createChecker, checkSource, elementScope, type Checker, type SourceScope } from './check/checker';
import { checkCondition } from './check/conditions';
import { checkLevel } from './check/levels';
import { mappingError } from './errors';
import type { PlanLevel, TablePlan } from './plan';
import { listProblems, type Problem } from './problem';
import type { MappingTable } from './table';

export interface CheckDeps {
  readonly catalogue: Catalogue;
  /** Names of the lookup tables that exist; without it lookups are not checked for existence. */
  readonly lookups?: Iterable<string>;
}

/** Everything that keeps a table from running; none when it may run. */
export function checkTable(table: MappingTable, deps: CheckDeps): readonly Problem[] {
  return planOrProblems(table, deps).problems;
}

/** The validated tree. Throws MAPPING_INVALID with file, line, key and every problem. */
export function planTable(table: MappingTable, deps: CheckDeps): TablePlan {
  const { plan, problems } = planOrProblems(table, deps);
  if (!plan || problems.length > 0) throw mappingError('MAPPING_INVALID', listProblems(table.file, problems));
  return plan;
}

function planOrProblems(table: MappingTable, deps: CheckDeps): { plan?: TablePlan; problems: readonly Problem[] } {
  const env = createPrepareEnv(deps.catalogue, deps.lookups && new Set(deps.lookups));
  const missing = (['from', 'to'] as const).filter((side) => !deps.catalogue.has(table[side]));
  if (missing.length > 0) {
    const problems = missing.map((side) => ({
      line: table.lineOf([side]),
      key: side,
      text: { zh: `目录中没有 ${table[side]}`, en: `the catalogue has no ${table[side]}` },
    }));
    return { problems };
  }
  const source = deps.catalogue.byId(table.from);
  const target = deps.catalogue.byId(table.to);
  const checker = createChecker(table, env, { root: source.schema, node: source.schema });
  const plan = checkDocument(checker, target);
  return { plan, problems: checker.problems };
}

function checkDocument(checker: Checker, target: CatalogueEntry): TablePlan {
  const { table } = checker;
  if (target.kind === 'canonical' && !table.table.endsWith(`-to-${target.name}`)) {
    checker.add(['table'], `表名应以 -to-${target.name} 结尾`, `the table's name must end with -to-${target.name}, the dataset of ${table.to}`);
  }
  const outer: SourceScope = { element: checker.record, inList: false };
  const each = table.each === undefined ? undefined : checkSource(checker, table.each, outer, ['each']);
  const scope = elementScope(each?.place) ?? outer;
  const object = { object: { root: target.schema, node: target.schema }, prefix: '' };
  const level = checkLevel(checker, table.rows, scope, object, ['rows']);
  return {
    table: table.table,
    version: table.version,
    from: table.from,
    to: table.to,
    dataset: target.name,
    when: checkCondition(checker, table.when, scope, ['when']),
    void: checkCondition(checker, table.void, scope, ['void']),
    each: each?.ref,
    level,
    keyLevel: keyLevel(checker, level, target),
  };
}

/** A withdrawn document needs its key and nothing else. */
function keyLevel(checker: Checker, level: PlanLevel, target: CatalogueEntry): PlanLevel {
  const isKey = (path: readonly string[]) => path.length === 1 && target.key.includes(path[0] ?? '');
  const rows = level.rows.filter((row) => isKey(row.to));
  const missing = target.key.filter((name) => !rows.some((row) => row.to[0] === name));
  if (checker.table.void !== undefined) {
    for (const name of missing) checker.add(['void'], `作废需要主键 ${name} 的行`, `void needs a row for the key field ${name}`);
  }
  const required = target.key.map((name) => {
    const writer = rows.find((row) => row.to[0] === name);
    return { path: [name], target: name, from: writer?.kind === 'value' ? writer.from[0] : undefined };
  });
  return { rows, required };
}
