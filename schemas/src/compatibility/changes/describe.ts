// Lists what changed between two schemas, place by place, and whom each change may hurt under the asked mode.
import { readDocument, type SchemaDocument } from '../document';
import { sameJson } from '../facts';
import { isObject, isSchema, opens, own, type SchemaNode, type SchemaObject } from '../node';
import type { ChangeEffect, CompatibilityMode, CompatibilityVerdict, JsonSchema, SchemaChange } from '../types';
import { CHANGE_KINDS, type ChangeKind, type ChangeKindName } from './kinds';
import { keywordChanges } from './keywords';
import { propertyChanges } from './properties';

export interface Fill {
  readonly name?: string;
  readonly from?: unknown;
  readonly to?: unknown;
  readonly effect?: ChangeEffect;
}

export interface Noted {
  readonly path: string;
  readonly kind: ChangeKindName;
  readonly fill: Fill;
}

/** Notes one change at a place below the node (`below` as pointer text, e.g. `/properties/a`). */
export type Note = (kind: ChangeKindName, below: string, fill?: Fill) => void;

/** Goes on into two subschemas. */
export type Descend = (from: unknown, to: unknown, below: string) => void;

interface Question {
  readonly mode: CompatibilityMode;
  readonly verdict: CompatibilityVerdict;
  readonly formats: boolean;
}

const MOST = 500;

export function describeChanges(old: JsonSchema, next: JsonSchema, question: Question): SchemaChange[] {
  const noted: Noted[] = [];
  const docs = { from: readDocument(old, 'old', false), to: readDocument(next, 'new', false) };
  if (docs.from.dialect !== docs.to.dialect) noted.push({ path: '/$schema', kind: 'DIALECT_CHANGED', fill: { from: docs.from.dialect, to: docs.to.dialect } });
  compareNodes(docs.from.root, docs.to.root, '', { docs, noted, seen: new Map() });
  const changes = noted.map((note) => finish(note, question));
  const unexplained = question.verdict !== 'safe' && question.mode !== 'NONE' && !changes.some((change) => change.breaking);
  return unexplained ? changes.map((change) => ({ ...change, breaking: change.kind !== 'WORDING_CHANGED' })) : changes;
}

interface Walk {
  readonly docs: { readonly from: SchemaDocument; readonly to: SchemaDocument };
  readonly noted: Noted[];
  readonly seen: Map<unknown, Set<unknown>>;
}

function compareNodes(from: SchemaNode, to: SchemaNode, path: string, walk: Walk): void {
  if (walk.noted.length >= MOST || seenBefore(from, to, walk)) return;
  if (typeof from === 'boolean' || typeof to === 'boolean') return compareBooleans(from, to, path, walk);
  compareObjects(from, to, path, walk);
}

function seenBefore(from: SchemaNode, to: SchemaNode, { seen }: Walk): boolean {
  if (!isObject(from) || !isObject(to)) return false;
  const partners = seen.get(from) ?? new Set();
  if (partners.has(to)) return true;
  seen.set(from, partners.add(to));
  return false;
}

function compareBooleans(from: SchemaNode, to: SchemaNode, path: string, { noted }: Walk): void {
  if (sameJson(from, to) || (opens(from) && opens(to))) return;
  const kind = to === false ? 'SCHEMA_CLOSED' : opens(to) || from === false ? 'SCHEMA_OPENED' : 'RULE_ADDED';
  noted.push({ path, kind, fill: { name: 'schema' } });
}


function compareObjects(from: SchemaObject, to: SchemaObject, path: string, walk: Walk): void {
  const [a, b] = [followed(from, walk.docs.from), followed(to, walk.docs.to)];
  if (own(from, '$ref') !== own(to, '$ref')) walk.noted.push({ path, kind: 'REFERENCE_CHANGED', fill: { from: own(from, '$ref') ?? null, to: own(to, '$ref') ?? null } });
  if (a !== from || b !== to) return compareNodes(a, b, path, walk);
  const note: Note = (kind, below, fill = {}) => walk.noted.push({ path: path + below, kind, fill });
  const descend: Descend = (left, right, below) => {
    if (isSchema(left) && isSchema(right)) compareNodes(left, right, path + below, walk);
  };
  propertyChanges(from, to, note, descend);
  keywordChanges(from, to, note, descend);
}

/** The node that a lone `$ref` means, one step. */
function followed(node: SchemaObject, doc: SchemaDocument): SchemaNode {
  const ref = own(node, '$ref');
  return typeof ref === 'string' && node !== doc.root ? (doc.resolve(ref, node) ?? node) : node;
}

function finish({ path, kind, fill }: Noted, { mode, verdict, formats }: Question): SchemaChange {
  const said: ChangeKind = CHANGE_KINDS[kind];
  const effect = kind.startsWith('FORMAT_') && !formats ? 'none' : (fill.effect ?? said.effect);
  const put = (text: string) => text.replace(/\{(name|from|to)\}/g, (_, key: 'name' | 'from' | 'to') => shown(fill[key]));
  const text = { zh: put(said.text.zh), en: put(said.text.en) };
  const breaking = verdict !== 'safe' && hurts(effect, mode);
  return { path, kind, effect, breaking, text, ...(said.fix && breaking ? { fix: said.fix } : {}) };
}

function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '-');
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function hurts(effect: ChangeEffect, mode: CompatibilityMode): boolean {
  if (mode === 'NONE' || effect === 'none') return false;
  if (mode.startsWith('FULL') || effect === 'both') return true;
  return effect === (mode.startsWith('BACKWARD') ? 'narrows' : 'widens');
}
