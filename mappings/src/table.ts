// A mapping table as it stands in its file, and the loading of a folder of them.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Bilingual, JsonObject, JsonValue } from '@lianshu/schemas';
import { mappingError } from './errors';
import { listProblems, type Problem } from './problem';
import { schemaProblems } from '@lianshu/schemas';
import { TABLE_SCHEMA } from './table-schema';
import { readYaml, type YamlDocument } from './yaml-document';

export interface RowSpec {
  readonly to: string;
  readonly from?: string | readonly string[];
  readonly value?: JsonValue;
  readonly list?: ListSpec;
  readonly ops?: readonly (string | JsonObject)[];
  readonly when?: string;
  readonly default?: JsonValue;
  readonly note?: string;
}

export interface ListSpec {
  readonly from?: string;
  readonly when?: string;
  readonly rows?: readonly RowSpec[];
  readonly split?: string;
  readonly by?: string | readonly string[];
  readonly of?: readonly { readonly when?: string; readonly rows: readonly RowSpec[] }[];
}

/** Exactly one of the `expect…` keys. `lookups`: table → key → value, or a list of `{value, from?, to?}`. */
export interface TestSpec {
  readonly name: string;
  readonly constants?: Readonly<Record<string, string>>;
  readonly meta?: { readonly key?: string; readonly fetchedAt?: number; readonly source?: string };
  readonly lookups?: Readonly<Record<string, JsonObject>>;
  readonly input: JsonObject;
  readonly expect?: JsonObject | readonly JsonObject[];
  readonly expectVoid?: JsonObject | readonly JsonObject[];
  readonly expectSkipped?: true;
  readonly expectReasons?: readonly { readonly code: string; readonly target?: string; readonly path?: string }[];
}

export interface TableSpec {
  readonly table: string;
  readonly version: number;
  readonly title?: Bilingual;
  readonly note?: string;
  readonly from: string;
  readonly to: string;
  readonly when?: string;
  readonly void?: string;
  readonly each?: string;
  readonly rows: readonly RowSpec[];
  readonly tests?: readonly TestSpec[];
}

/** A parsed table with its file and line numbers. It follows the language, but is not yet checked against schemas. */
export interface MappingTable extends TableSpec {
  readonly file: string;
  lineOf(path: readonly (string | number)[]): number;
}

/** Parses one table. Throws MAPPING_YAML or MAPPING_LANGUAGE with file, line, key and what to do. */
export function parseTable(text: string, file: string): MappingTable {
  const document = readYaml(text, file);
  const problems = [...languageProblems(document), ...(isSpec(document.data) ? shapeProblems(document, document.data) : [])];
  if (problems.length > 0) throw mappingError('MAPPING_LANGUAGE', listProblems(file, problems));
  return { ...(document.data as TableSpec), file, lineOf: document.lineOf };
}

/** Every `*.yaml` below a folder, in path order. Throws MAPPING_FILE, MAPPING_DUPLICATE and what `parseTable` throws. */
export function loadTables(dir: string): MappingTable[] {
  const tables: MappingTable[] = [];
  const seen = new Map<string, string>();
  for (const file of yamlFiles(dir)) {
    const table = parseTable(readText(file), relative(process.cwd(), file));
    const id = `${table.table}@${table.version}`;
    const other = seen.get(id);
    if (other !== undefined) throw mappingError('MAPPING_DUPLICATE', { file: table.file, other, table: table.table, version: table.version });
    seen.set(id, table.file);
    tables.push(table);
  }
  return tables;
}

/** Files of a folder and below that end in .yaml, sorted. Throws MAPPING_FILE. */
export function yamlFiles(dir: string): string[] {
  try {
    const names = readdirSync(dir).sort();
    return names.map((name) => join(dir, name)).flatMap((path) => (statSync(path).isDirectory() ? yamlFiles(path) : path.endsWith('.yaml') ? [path] : []));
  } catch (error) {
    throw mappingError('MAPPING_FILE', { file: dir, cause: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** Throws MAPPING_FILE. */
export function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw mappingError('MAPPING_FILE', { file, cause: error instanceof Error ? error.message : String(error) }, error);
  }
}

function isSpec(data: unknown): data is TableSpec {
  return typeof data === 'object' && data !== null && 'rows' in data && Array.isArray(data.rows);
}

function languageProblems(document: YamlDocument): Problem[] {
  return schemaProblems(TABLE_SCHEMA, document.data).map((problem) => ({
    line: document.lineOf(problem.path),
    key: problem.path.join('.'),
    text: { zh: `不符合语言：${problem.text}`, en: problem.text },
  }));
}

/** What the schema cannot say well: a row has one source, a list one form, a test one expectation. */
function shapeProblems(document: YamlDocument, spec: TableSpec): Problem[] {
  const problems: Problem[] = [];
  const add = (path: (string | number)[], zh: string, en: string) => problems.push({ line: document.lineOf(path), key: path.join('.'), text: { zh, en } });
  const visitRows = (rows: readonly RowSpec[], at: (string | number)[]): void =>
    rows.forEach((row, index) => visitRow(row, [...at, index], add, visitRows));
  visitRows(spec.rows, ['rows']);
  (spec.tests ?? []).forEach((test, index) => {
    const count = expectations(test);
    if (count !== 1) add(['tests', index], '测试要有且只有一个 expect…', 'a test has exactly one of expect, expectVoid, expectSkipped, expectReasons');
  });
  return problems;
}

function expectations(test: TestSpec): number {
  return [test?.expect, test?.expectVoid, test?.expectSkipped, test?.expectReasons].filter((value) => value !== undefined).length;
}

type Add = (path: (string | number)[], zh: string, en: string) => void;

function visitRow(row: RowSpec, at: (string | number)[], add: Add, visitRows: (rows: readonly RowSpec[], at: (string | number)[]) => void): void {
  if (typeof row !== 'object' || row === null) return;
  const sources = ['from', 'value', 'list'].filter((key) => key in row);
  if (sources.length !== 1) add(at, '一行要有且只有 from、value、list 之一', 'a row has exactly one of from, value and list');
  if (row.list === undefined) return;
  if (row.ops !== undefined || row.default !== undefined) add(at, 'list 行没有 ops 和 default', 'a list row has no ops and no default');
  visitList(row.list, [...at, 'list'], add, visitRows);
}

function visitList(list: ListSpec, at: (string | number)[], add: Add, visitRows: (rows: readonly RowSpec[], at: (string | number)[]) => void): void {
  if (typeof list !== 'object' || list === null) return;
  const keys = Object.keys(list).sort().join(' ');
  const forms = ['from rows', 'from rows when', 'by rows split', 'by rows split when', 'of'];
  if (!forms.includes(keys)) add(at, 'list 要写成 from+rows、split+by+rows 或 of', 'a list is from + rows, split + by + rows, or of');
  if (Array.isArray(list.rows)) visitRows(list.rows, [...at, 'rows']);
  if (Array.isArray(list.of)) list.of.forEach((group, index) => Array.isArray(group?.rows) && visitRows(group.rows, [...at, 'of', index, 'rows']));
}
