// lianshu check: every definition and every test case in it, without starting anything.
import path from 'node:path';
import { loadLookups, loadTables, runTableTests } from '@lianshu/mappings';
import { loadCatalogue } from '@lianshu/schemas';
import { ROOT } from '../definitions';
import { fail } from '../errors';
import type { Output } from './output';

/** Throws DEFINITIONS_INVALID naming every failing case. */
export function checkDefinitions(out: Output): void {
  const catalogue = loadCatalogue(path.join(ROOT, 'schemas', 'catalogue'));
  const lookups = new Set(loadLookups(path.join(ROOT, 'mappings', 'lookups'), catalogue).map(({ table }) => table));
  const tables = loadTables(path.join(ROOT, 'mappings', 'library'));
  const outcomes = tables.flatMap((table) => runTableTests(table, { catalogue, lookups }));
  const failed = outcomes.filter(({ ok }) => !ok);
  const problems = failed.map(({ table, name, line, differences }) => `  ${table}:${line} ${name}: ${differences.join('; ')}`);
  if (failed.length > 0) throw fail('DEFINITIONS_INVALID', { problems: problems.join('\n') });
  out.line(`${catalogue.datasets().length} datasets, ${catalogue.sources().length} source records, ${tables.length} mapping tables, ${outcomes.length} test cases: all good`);
}
