// Every table of the library: it may run, it has tests, and both engines pass them.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createValidator, loadCatalogue, type HubError, type JsonObject } from '@lianshu/schemas';
import { checkTable, lineageOf, loadLookups, loadTables, runTableTests, type MappingTable } from '.';

const root = join(__dirname, '../..');
const catalogue = loadCatalogue(join(root, 'schemas/catalogue'));
const lookups = loadLookups(join(root, 'mappings/lookups'), catalogue).map((definition) => definition.table);
const deps = { catalogue, lookups };
const validator = createValidator(catalogue);
const tables = loadTables(join(root, 'mappings/library'));
const count = tables.reduce((sum, table) => sum + (table.tests?.length ?? 0), 0);
const idOf = (table: MappingTable) => `${table.table}@${table.version}`;

describe(`the library of mapping tables: ${tables.length} tables with ${count} tests`, () => {
  it('holds no table without tests', () => {
    expect(tables.filter((table) => (table.tests ?? []).length === 0).map(idOf)).toEqual([]);
  });

  it('names each file after its table and version', () => {
    for (const table of tables) expect(table.file.replaceAll('\\', '/')).toMatch(new RegExp(`mappings/library/${table.table}\\.v${table.version}\\.yaml$`));
  });

  for (const table of tables) {
    describe(idOf(table), () => {
      it('may run: every required target covered, every path real', () => {
        const problems = checkTable(table, deps);
        expect(problems.map((problem) => `${table.file}:${problem.line} ${problem.key}: ${problem.text.en}`)).toEqual([]);
      });

      it(`passes its ${table.tests?.length ?? 0} tests on both engines`, () => {
        const outcomes = runTableTests(table, deps);
        expect(outcomes.flatMap((outcome) => outcome.differences.map((difference) => `${table.file}:${outcome.line} ${outcome.name}: ${difference}`))).toEqual([]);
        expect(outcomes).toHaveLength(table.tests?.length ?? 0);
      });

      it('expects documents that the dataset allows, of inputs that the source schema allows', () => {
        const refused = (id: string, value: JsonObject, stage: 'source' | 'canonical') => {
          const verdict = validator.check(id, value, stage);
          return verdict.ok ? [] : verdict.reasons.map((reason) => `${stage} ${reason.code} at ${reason.path}: ${reason.expected}`);
        };
        const problems = (table.tests ?? []).filter((test) => test.expect !== undefined).flatMap((test) => [
          ...refused(table.from, test.input, 'source'),
          ...[test.expect ?? []].flat().flatMap((document) => refused(table.to, document as JsonObject, 'canonical')),
        ]);
        expect(problems).toEqual([]);
      });

      it('has lineage for every row', () => {
        for (const field of lineageOf(table)) expect(field.sources.length > 0 || field.literal).toBe(true);
      });
    });
  }
});

describe('errors of a broken library', () => {
  it('name file, line and key', () => {
    const file = tables[0]?.file ?? '';
    const text = readFileSync(join(process.cwd(), file), 'utf8').replace(/^rows:/m, 'rowz:');
    const { parseTable } = jest.requireActual<typeof import('./table')>('./table');
    const thrown = (() => {
      try {
        parseTable(text, file);
      } catch (error) {
        return error as HubError;
      }
    })();
    expect(thrown).toMatchObject({ code: 'MAPPING_LANGUAGE', details: { file } });
    expect(thrown?.message).toContain('rowz');
  });
});
