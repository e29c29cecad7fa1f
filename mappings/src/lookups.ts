// Lookup tables as files: which canonical documents fill them, under which keys, with which value.
import { join, relative } from 'node:path';
import type { Bilingual, Catalogue, JsonObject, JsonValue } from '@lianshu/schemas';
import { createPrepareEnv, parseCall, prepareSteps, runAll } from './chain';
import { createChecker, walkNames, type Checker } from './check/checker';
import { checkChain } from './check/chains';
import { elementOf, type Place } from './check/schema-walk';
import { mappingError } from './errors';
import { Fault } from './fault';
import { foldText } from './fold-text';
import { lookupKey } from './lookup-key';
import { LOOKUP_SCHEMA } from './lookup-schema';
import { DEFAULT_FORMATS, epochOf, readInstant } from './ops/instant';
import type { OpScope, Step } from './ops/op';
import { CHINA } from './ops/zone';
import { listProblems } from './problem';
import { schemaProblems } from '@lianshu/schemas';
import { fieldOf, readablePath } from './source-path';
import { readText, yamlFiles, type MappingTable } from './table';
import { readYaml } from './yaml-document';

/** A field of the document, `$item.field` or `$item` of the element, a literal `=text`, or one of these with ops. */
type KeySpec = string | { readonly from: string; readonly ops: readonly (string | JsonObject)[] };

interface KeysSpec {
  readonly each?: string;
  readonly key: readonly KeySpec[];
}

interface LookupSpec {
  readonly table: string;
  readonly title?: Bilingual;
  readonly from: string;
  /** Either one way to the key, or several. */
  readonly key?: readonly KeySpec[];
  readonly each?: string;
  readonly keys?: readonly KeysSpec[];
  /** One field, or a flat object of fields. */
  readonly value: string | Readonly<Record<string, string>>;
  /** Field with the instant from which the value is in force. */
  readonly at?: string;
  /** Field with the instant up to which (exclusive) it is. */
  readonly until?: string;
}

export interface LookupDefinition {
  readonly table: string;
  readonly title: Bilingual | undefined;
  /** The dataset that fills the table. */
  readonly dataset: string;
  readonly keys: readonly { readonly each: string | undefined; readonly parts: readonly KeyPart[] }[];
  readonly value: string | Readonly<Record<string, string>>;
  readonly at: string | undefined;
  readonly until: string | undefined;
  readonly file: string;
}

interface KeyPart {
  readonly literal: string | undefined;
  readonly from: string | undefined;
  readonly ofItem: boolean;
  readonly run: Step;
}

/** An entry of a lookup table. `from` and `to` are epoch ms; `to` is exclusive. */
export interface LookupEntry {
  readonly key: string;
  readonly value: string | JsonObject;
  readonly from?: number;
  readonly to?: number;
}

/** Every definition of a folder, checked against the catalogue. Throws MAPPING_FILE, MAPPING_YAML, MAPPING_LANGUAGE, MAPPING_INVALID, MAPPING_DUPLICATE. */
export function loadLookups(dir: string, catalogue: Catalogue): LookupDefinition[] {
  const seen = new Map<string, string>();
  return yamlFiles(dir).map((file) => {
    const definition = parseLookup(readText(file), relative(process.cwd(), join(file)), catalogue);
    const other = seen.get(definition.table);
    if (other !== undefined) throw mappingError('MAPPING_DUPLICATE', { file, other, table: definition.table, version: 1 });
    seen.set(definition.table, file);
    return definition;
  });
}

/** One definition. Throws MAPPING_YAML, MAPPING_LANGUAGE, MAPPING_INVALID. */
export function parseLookup(text: string, file: string, catalogue: Catalogue): LookupDefinition {
  const document = readYaml(text, file);
  const problems = schemaProblems(LOOKUP_SCHEMA, document.data).map((problem) => ({
    line: document.lineOf(problem.path),
    key: problem.path.join('.'),
    text: { zh: `不符合语言：${problem.text}`, en: problem.text },
  }));
  if (problems.length > 0) throw mappingError('MAPPING_LANGUAGE', listProblems(file, problems));
  const spec = document.data as LookupSpec;
  const env = createPrepareEnv(catalogue, new Set());
  const known = catalogue.datasets().find((entry) => entry.name === spec.from);
  const place: Place = { root: known?.schema ?? {}, node: known?.schema ?? {} };
  const checker = createChecker({ lineOf: document.lineOf } as MappingTable, env, place);
  if (!known) checker.add(['from'], `目录中没有数据集 ${spec.from}`, `the catalogue has no dataset ${spec.from}`);
  else checkLookup(checker, spec);
  if (checker.problems.length > 0) throw mappingError('MAPPING_INVALID', listProblems(file, checker.problems));
  const keys = keysOf(spec).map(({ spec: one }) => ({ each: one.each, parts: one.key.map((part) => keyPart(part, env)) }));
  return { table: spec.table, title: spec.title, dataset: spec.from, keys, value: spec.value, at: spec.at, until: spec.until, file };
}

function keysOf(spec: LookupSpec): { spec: KeysSpec; at: (string | number)[] }[] {
  if (spec.keys) return spec.keys.map((one, index) => ({ spec: one, at: ['keys', index] }));
  return [{ spec: { key: spec.key ?? [], ...(spec.each === undefined ? {} : { each: spec.each }) }, at: [] }];
}

function checkLookup(checker: Checker, spec: LookupSpec): void {
  for (const { spec: one, at } of keysOf(spec)) {
    const list = one.each === undefined ? undefined : walkNames(checker, checker.record, [one.each], [...at, 'each']);
    const item = list && elementOf(list);
    if (list && !item) checker.add([...at, 'each'], `${one.each} 不是列表`, `${one.each} is no list`);
    one.key.forEach((part, index) => checkPart(checker, part, item, [...at, 'key', index]));
  }
  const fields = typeof spec.value === 'string' ? [spec.value] : Object.values(spec.value);
  for (const field of [...fields, ...[spec.at ?? [], spec.until ?? []].flat()]) walkNames(checker, checker.record, readablePath(field).segments, ['value']);
}

function checkPart(checker: Checker, part: KeySpec, item: Place | undefined, at: (string | number)[]): void {
  const from = typeof part === 'string' ? part : part.from;
  if (from.startsWith('=')) return;
  const ofItem = from === '$item' || from.startsWith('$item.');
  if (ofItem && !item) checker.add(at, '没有 each 就没有 $item', '$item needs each');
  const start = ofItem ? item : checker.record;
  if (start && from !== '$item') walkNames(checker, start, readablePath(from.replace('$item.', '')).segments, at);
  if (typeof part === 'string') return;
  checkChain(checker, [...part.ops], { kind: 'any', place: undefined }, { element: checker.record, inList: false }, [...at, 'ops']);
}

function keyPart(part: KeySpec, env: ReturnType<typeof createPrepareEnv>): KeyPart {
  const from = typeof part === 'string' ? part : part.from;
  const run = typeof part === 'string' ? (value: unknown) => value : runAll(prepareSteps(part.ops.map(parseCall), env));
  if (from.startsWith('=')) return { literal: from.slice(1), from: undefined, ofItem: false, run };
  const ofItem = from === '$item' || from.startsWith('$item.');
  return { literal: undefined, from: from === '$item' ? undefined : from.replace('$item.', ''), ofItem, run };
}

const NOTHING: OpScope = {
  context: {
    constants: {},
    meta: { key: '', fetchedAt: 0, source: '' },
    lookups: { get: () => undefined },
    pseudonym: () => '',
  },
  record: {},
  element: undefined,
  index: 0,
};

/** What a document puts into a lookup table. An entry with an absent key part or value is left out. Keys are not repeated. */
export function lookupEntries(definition: LookupDefinition, document: JsonObject): LookupEntry[] {
  const value = valueOf(definition.value, document);
  if (value === undefined) return [];
  const from = instantOf(definition.at, document);
  const to = instantOf(definition.until, document);
  const keys = definition.keys.flatMap(({ each, parts }) => itemsOf(each, document).map((item) => keyFor(parts, item, document)));
  const unique = [...new Set(keys.filter((key): key is string => key !== undefined))];
  return unique.map((key) => ({ key, value, ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }));
}

function itemsOf(each: string | undefined, document: JsonObject): readonly unknown[] {
  if (each === undefined) return [undefined];
  const list = document[each];
  return Array.isArray(list) ? list : [];
}

function keyFor(parts: readonly KeyPart[], item: unknown, document: JsonObject): string | undefined {
  const texts: string[] = [];
  for (const part of parts) {
    const base = part.ofItem ? item : document;
    const start = part.literal ?? (part.from === undefined ? base : read(base, part.from));
    const result = start === undefined || start === null ? undefined : part.run(start, NOTHING);
    const text = result instanceof Fault ? undefined : foldText(result);
    if (text === undefined || text === null) return undefined;
    texts.push(text);
  }
  return lookupKey(texts);
}

function read(base: unknown, path: string): unknown {
  return readablePath(path).segments.reduce<unknown>((value, name) => fieldOf(value, name), base);
}

function valueOf(spec: LookupDefinition['value'], document: JsonObject): string | JsonObject | undefined {
  if (typeof spec === 'string') {
    const value = read(document, spec);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
  }
  const found = Object.entries(spec).map(([name, path]) => [name, read(document, path)] as const);
  const present = found.filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined && entry[1] !== null);
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

function instantOf(field: string | undefined, document: JsonObject): number | undefined {
  const text = field === undefined ? undefined : foldText(read(document, field));
  const time = typeof text === 'string' ? readInstant(text, DEFAULT_FORMATS) : undefined;
  return time && epochOf(time, CHINA);
}
