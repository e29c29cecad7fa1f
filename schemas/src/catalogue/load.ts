// Reads a catalogue folder (decision 0002): canonical/, sources/ and codes/. Everything wrong is collected, then refused at once.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { catalogueInvalid, createCatalogue } from '../catalogue';
import type { Catalogue, CodeSet, JsonValue, SchemaNode } from '../catalogue-types';
import { schemasError } from '../error-table';
import { findRepeatedKey, lineOf } from '../json/scan';
import { codeSetFault } from './code-sets';
import { finding, type CatalogueDefinition, type CatalogueProblem, type Finding } from './definition';
import { parseEntryId, pathOfEntry } from './entry-id';
import { isNode } from './walk';

const SCHEMA_FILE = /^(?:canonical\/[^/]+|sources\/[^/]+\/[^/]+)\/v\d+\.json$/;
const EXAMPLES_FILE = /^(?:canonical\/[^/]+|sources\/[^/]+\/[^/]+)\/v\d+\.examples\.json$/;
const CODES_FILE = /^codes\/[^/]+\.json$/;

/** Throws CATALOGUE_INVALID with file, line, pointer and what to do for every problem, or CATALOGUE_UNREADABLE. */
export function loadCatalogue(dir: string): Catalogue {
  const problems: CatalogueProblem[] = [];
  const definitions: CatalogueDefinition[] = [];
  const codeSets: CodeSet[] = [];
  for (const file of listFiles(dir)) {
    const place = relative(dir, file).split(sep).join('/');
    if (EXAMPLES_FILE.test(place) || !place.endsWith('.json')) continue;
    const text = readText(file);
    const report = (found: Finding) => problems.push({ file, ...found, line: lineOf(text, found.pointer) });
    const value = parseFile(text, (found, line) => problems.push({ file, ...found, line }));
    if (value === undefined) continue;
    if (SCHEMA_FILE.test(place)) takeSchema(value, { file, text }, place, definitions, report);
    else if (CODES_FILE.test(place)) takeCodeSet(value, place, codeSets, report);
    else report(finding('', 'this file has no place in a catalogue; name it v<n>.json or codes/<id>.json.', '目录中没有此文件的位置；请命名为 v<n>.json 或 codes/<id>.json。'));
  }
  if (problems.length > 0) throw catalogueInvalid(problems);
  return createCatalogue(definitions, codeSets);
}

/** The examples beside a schema file: documents that pass, and documents that each break one rule. */
export interface Examples {
  readonly valid: readonly JsonValue[];
  readonly bad: readonly { readonly breaks: string; readonly at: string; readonly value: JsonValue }[];
}

/** Reads `v<n>.examples.json` beside a schema file. */
export function loadExamples(schemaFile: string): Examples {
  const file = schemaFile.replace(/\.json$/, '.examples.json');
  return JSON.parse(readText(file)) as Examples;
}

type Report = (found: Finding) => void;

function takeSchema(value: unknown, source: { file: string; text: string }, place: string, definitions: CatalogueDefinition[], report: Report): void {
  if (!isNode(value)) return report(finding('', 'a schema file holds one JSON object.', '模式文件须为一个 JSON 对象。'));
  const schema: SchemaNode = value;
  const id = typeof schema.$id === 'string' ? parseEntryId(schema.$id) : undefined;
  if (id && pathOfEntry(id) !== place) return report(finding('/$id', `$id belongs to ${pathOfEntry(id)}; move the file or correct $id.`, `$id 对应 ${pathOfEntry(id)}；请移动文件或更正 $id。`));
  definitions.push({ schema, ...source });
}

function takeCodeSet(value: unknown, place: string, codeSets: CodeSet[], report: Report): void {
  const fault = codeSetFault(value);
  if (fault) return report(fault);
  const set = value as CodeSet;
  if (place !== `codes/${set.id}.json`) return report(finding('/id', `id must be the file's name without .json.`, 'id 须与文件名（不含 .json）一致。'));
  codeSets.push(set);
}

function parseFile(text: string, report: (found: Finding, line?: number) => void): unknown {
  try {
    const value: unknown = JSON.parse(text);
    const repeated = findRepeatedKey(text);
    if (repeated) report(finding(repeated.pointer, 'this key stands twice in its object; keep one.', '同一对象中该键出现两次；请保留一个。'), repeated.line);
    return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = Number(/position (\d+)/.exec(error.message)?.[1] ?? text.length);
    report(finding('', `this is no JSON (${error.message}).`, `不是有效的 JSON（${error.message}）。`), text.slice(0, position).split('\n').length);
    return undefined;
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw schemasError('CATALOGUE_UNREADABLE', { file }, error);
  }
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name)).sort();
  } catch (error) {
    throw schemasError('CATALOGUE_UNREADABLE', { file: dir }, error);
  }
}
