// From a catalogue entry to its table: which fields get a column, of what kind, and which get an index.
import type { Catalogue, CatalogueEntry, RefSpec, SchemaNode } from '@lianshu/schemas';

export type ColumnKind = 'string' | 'text' | 'integer' | 'decimal' | 'float' | 'boolean' | 'instant' | 'date';

export interface Column {
  /** Field of the document and, behind the prefix `f_`, name of the column. */
  readonly field: string;
  readonly column: string;
  readonly kind: ColumnKind;
  /** Characters, for `string`. */
  readonly length: number;
  /** For `decimal`: total digits and decimal places. */
  readonly precision: number;
  readonly scale: number;
  readonly indexed: boolean;
  readonly ref?: RefSpec;
}

/** An array of strings with `x-ref`, or strings with `x-ref` inside nested objects: their values stand in an index table (value, owner). */
export interface ArrayIndex {
  /** Field of the document; a dot path where it is nested: `materials.materialBatchId`. */
  readonly field: string;
  readonly table: string;
  readonly length: number;
  readonly ref: RefSpec;
}

export interface DatasetPlan {
  readonly dataset: string;
  readonly table: string;
  readonly key: readonly string[];
  readonly columns: readonly Column[];
  readonly arrays: readonly ArrayIndex[];
  readonly entry: CatalogueEntry;
}

const LONGEST_COLUMN = 255;
/** MariaDB holds at most 65,535 bytes a row, four a character; the fixed columns take less than 2,000. */
const CHARACTERS_A_ROW = 15000;
const DATES_INDEXED = 2;

const FORMAT_LENGTH: Readonly<Record<string, number>> = {
  uscc: 18, 'resident-id': 18, plate: 16, 'division-code': 12, 'project-code': 40, 'permit-no': 40, designation: 64, 'strength-grade': 32,
};

/** The plan of one dataset. `referenced`: fields that links of other datasets point at. */
export function planDataset(entry: CatalogueEntry, referenced: ReadonlySet<string> = new Set()): DatasetPlan {
  const properties = Object.entries(entry.schema.properties ?? {});
  const indexed = indexedFields(entry, referenced);
  const columns = properties.flatMap(([field, node]) => columnOf(field, node, indexed.has(field)) ?? []);
  const arrays = indexesIn(entry.name, entry.schema, []);
  return { dataset: entry.name, table: `d_${entry.name}`, key: entry.key, columns: fitRow(columns), arrays, entry };
}

/** Plans of every canonical dataset, newest versions, by name. */
export function planCatalogue(catalogue: Catalogue): ReadonlyMap<string, DatasetPlan> {
  const entries = catalogue.datasets();
  const names = [...new Set(entries.map((entry) => entry.name))];
  const referenced = referencedFields(names.map((name) => catalogue.canonical(name)));
  return new Map(names.map((name) => [name, planDataset(catalogue.canonical(name), referenced.get(name))]));
}

function referencedFields(entries: readonly CatalogueEntry[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const refs = entries.flatMap((entry) => Object.values(entry.schema.properties ?? {}).flatMap((node) => refOf(node) ?? []));
  for (const ref of refs) {
    const fields = found.get(ref.dataset) ?? new Set<string>();
    for (const field of [ref.to, ...Object.keys(ref.with ?? {})]) if (field) fields.add(field);
    found.set(ref.dataset, fields);
  }
  return found;
}

function refOf(node: SchemaNode): RefSpec | undefined {
  return node['x-ref'] ?? node.items?.['x-ref'];
}

/** Links, what links point at, the parts of a composite key, and the first required dates: what people search and sort by. */
function indexedFields(entry: CatalogueEntry, referenced: ReadonlySet<string>): Set<string> {
  const properties = entry.schema.properties ?? {};
  const links = Object.keys(properties).filter((field) => properties[field]?.['x-ref']);
  const required = entry.schema.required ?? [];
  const dates = Object.keys(properties).filter((field) => required.includes(field) && /^date/.test(properties[field]?.format ?? ''));
  return new Set([...entry.key, ...links, ...referenced, ...dates.slice(0, DATES_INDEXED)]);
}

export function scalarType(node: SchemaNode): string | undefined {
  const types = typeof node.type === 'string' ? [node.type] : (node.type ?? []);
  const real = types.filter((type) => type !== 'null');
  if (real.length === 1) return real[0];
  return real.length === 0 && node.enum?.every((value) => typeof value === 'string') ? 'string' : undefined;
}

function columnOf(field: string, node: SchemaNode, indexed: boolean): Column | undefined {
  const base = { field, column: `f_${field}`, length: 0, precision: 0, scale: 0, indexed, ref: node['x-ref'] };
  switch (scalarType(node)) {
    case 'string':
      return stringColumn(base, node);
    case 'integer':
      return { ...base, kind: 'integer' };
    case 'number':
      return numberColumn(base, node);
    case 'boolean':
      return { ...base, kind: 'boolean' };
    default:
      return undefined;
  }
}

function stringColumn(base: Omit<Column, 'kind'>, node: SchemaNode): Column | undefined {
  if (node.format === 'date-time') return { ...base, kind: 'instant' };
  if (node.format === 'date') return { ...base, kind: 'date' };
  const length = lengthOf(node);
  if (length === undefined && !base.indexed) return { ...base, kind: 'text' };
  if (length !== undefined && length > LONGEST_COLUMN && !base.indexed) return undefined;
  return { ...base, kind: 'string', length: Math.min(length ?? LONGEST_COLUMN, LONGEST_COLUMN) };
}

function numberColumn(base: Omit<Column, 'kind'>, node: SchemaNode): Column {
  const scale = node['x-scale'];
  if (scale === undefined) return { ...base, kind: 'float' };
  // 15 digits are what a JSON number carries exactly; a scaled integer of 15 digits is exact in SQLite too.
  return { ...base, kind: 'decimal', precision: Math.max(node['x-precision'] ?? 15, scale), scale };
}

function lengthOf(node: SchemaNode): number | undefined {
  if (node.enum) return Math.max(...node.enum.map((value) => String(value).length), 1);
  return node.maxLength ?? FORMAT_LENGTH[node.format ?? ''];
}

function indexesIn(dataset: string, owner: SchemaNode, path: readonly string[]): readonly ArrayIndex[] {
  return Object.entries(owner.properties ?? {}).flatMap(([name, node]) => {
    const field = [...path, name];
    const inner = scalarType(node) === 'array' ? (node.items ?? {}) : node;
    // A string of the root has a column of its own.
    const ref = inner === node && path.length === 0 ? undefined : inner['x-ref'];
    const own = ref ? [{ field: field.join('.'), table: `x_${[dataset, ...field].join('_')}`, length: Math.min(lengthOf(inner) ?? LONGEST_COLUMN, LONGEST_COLUMN), ref }] : [];
    return [...own, ...indexesIn(dataset, inner, field)];
  });
}

/** Turns the longest unindexed strings into texts until the row fits. */
function fitRow(columns: readonly Column[]): readonly Column[] {
  const fitted = [...columns];
  const longest = columns.filter((column) => column.kind === 'string' && !column.indexed).sort((a, b) => b.length - a.length);
  for (const column of longest) {
    if (fitted.reduce((sum, one) => sum + one.length, 0) <= CHARACTERS_A_ROW) break;
    fitted[fitted.indexOf(column)] = { ...column, kind: 'text', length: 0 };
  }
  return fitted;
}
