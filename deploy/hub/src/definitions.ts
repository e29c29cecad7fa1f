// All definitions of a hub, loaded and checked as a whole before anything starts: catalogue, tables, lookups, connections.
import path from 'node:path';
import { checkSinkOptions, checkSourceOptions, type Connections } from '@lianshu/connectors';
import { checkTable, type CompiledTable, compileTable, loadLookups, loadTables, type LookupDefinition, type MappingTable } from '@lianshu/mappings';
import { type Catalogue, createValidator, HubError, loadCatalogue, type Validator } from '@lianshu/schemas';
import type { Config } from './config-schema';
import { loadConnections } from './connection-files';
import { fail } from './errors';

export interface Definitions {
  readonly catalogue: Catalogue;
  readonly validator: Validator;
  readonly lookups: readonly LookupDefinition[];
  readonly connections: Connections;
  /** The datasets that the connections' tables feed. */
  readonly datasets: readonly string[];
  /** `<table>@<version>`; compiled when first asked for. Throws DEFINITIONS_INVALID. */
  readonly table: (name: string) => CompiledTable;
}

/** The checkout's root, four floors up from the built file. */
export const ROOT = path.join(__dirname, '..', '..', '..');

/** Throws DEFINITIONS_INVALID with every problem, file and line. */
export function loadDefinitions(config: Pick<Config, 'connections' | 'values'>): Definitions {
  const catalogue = loadCatalogue(path.join(ROOT, 'schemas', 'catalogue'));
  const lookups = loadLookups(path.join(ROOT, 'mappings', 'lookups'), catalogue);
  const deps = { catalogue, lookups: new Set(lookups.map(({ table }) => table)) };
  const tables = new Map(loadTables(path.join(ROOT, 'mappings', 'library')).map((table) => [`${table.table}@${table.version}`, table]));
  const connections = loadConnections(config.connections, config.values);
  const used = [...new Set(connections.sources.flatMap((source) => source.tables))];
  refuse([...used.flatMap((name) => problemsOfTable(name, tables.get(name), deps)), ...problemsOfConnections(connections, catalogue, tables)]);
  const compiled = new Map<string, CompiledTable>();
  const table = (name: string): CompiledTable => {
    const known = compiled.get(name);
    if (known) return known;
    const definition = tables.get(name);
    if (!definition) throw fail('DEFINITIONS_INVALID', { problems: `no mapping table ${name}` });
    const made = compileTable(definition, deps);
    compiled.set(name, made);
    return made;
  };
  const datasets = [...new Set(used.map((name) => table(name).dataset))].sort();
  return { catalogue, validator: createValidator(catalogue), lookups, connections, datasets, table };
}

function problemsOfTable(name: string, table: MappingTable | undefined, deps: Parameters<typeof checkTable>[1]): string[] {
  if (!table) return [`${name}: there is no such mapping table in mappings/library`];
  return checkTable(table, deps).map((problem) => `${table.file}:${problem.line} ${problem.key}: ${problem.text.en} / ${problem.text.zh}`);
}

function problemsOfConnections(connections: Connections, catalogue: Catalogue, tables: ReadonlyMap<string, MappingTable>): string[] {
  const schemas = connections.sources.flatMap(({ id, schema, tables: names }) => [
    ...(catalogue.has(schema) ? [] : [`${id}: the catalogue has no source schema ${schema}`]),
    ...names.flatMap((name) => {
      const from = tables.get(name)?.from;
      return from === undefined || from === schema ? [] : [`${id}: table ${name} reads ${from}, the source brings ${schema}`];
    }),
  ]);
  const options = [
    ...connections.sources.map(({ id, kind, options: given }) => problemOf(id, () => checkSourceOptions(kind, given))),
    ...connections.sinks.map(({ id, kind, options: given }) => problemOf(id, () => checkSinkOptions(kind, given))),
  ];
  return [...schemas, ...options.flat()];
}

function problemOf(id: string, check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof HubError) return [`${id}: ${error.message}`];
    throw error;
  }
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw fail('DEFINITIONS_INVALID', { problems: problems.map((problem) => `  ${problem}`).join('\n') });
}
