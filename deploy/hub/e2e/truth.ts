// Compares the hub's store with what the city knows to be true: every record equal in the store, or in quarantine for its planted reason.
import type { QuarantineRow, Store } from '@lianshu/gateway';
import type { Sandbox, TruthRow } from '@lianshu/sandbox';
import { canonicalJson, type JsonObject, type JsonValue } from '@lianshu/schemas';
import { createPseudonym } from '../src/pseudonym';
import { PSEUDONYM_KEY } from './city-hub';

export interface Comparison {
  /** Per dataset: documents expected, found equal. */
  readonly stored: Readonly<Record<string, { readonly expected: number; readonly equal: number }>>;
  readonly quarantined: { readonly expected: number; readonly found: number };
  /** One sentence per difference. */
  readonly differences: readonly string[];
}

const PAGE = 1000;

export async function compare(sandbox: Sandbox, store: Store): Promise<Comparison> {
  const differences: string[] = [];
  const stored: Record<string, { expected: number; equal: number }> = {};
  for (const dataset of datasetsOf(sandbox)) stored[dataset] = await compareDataset(sandbox, store, dataset, differences);
  const quarantined = await compareQuarantine(sandbox, store, differences);
  return { stored, quarantined, differences };
}

function datasetsOf(sandbox: Sandbox): string[] {
  return Object.keys(sandbox.truth.counts()).filter((dataset) => dataset !== '').sort();
}

async function compareDataset(sandbox: Sandbox, store: Store, dataset: string, differences: string[]): Promise<{ expected: number; equal: number }> {
  const expected = sandbox.truth.expected(dataset);
  const pseudonym = createPseudonym(PSEUDONYM_KEY);
  const total = expected.size;
  let equal = 0;
  for await (const { key, doc } of documents(store, dataset)) {
    const row = expected.get(key);
    expected.delete(key);
    if (!row) differences.push(`${dataset} ${key}: stored, but the city never said so`);
    else {
      const want = withPseudonyms(row, pseudonym);
      if (canonicalJson(doc) === canonicalJson(want)) equal += 1;
      else differences.push(`${dataset} ${key}: ${fieldsThatDiffer(doc, want)}`);
    }
  }
  for (const [key, row] of expected) differences.push(`${dataset} ${key}: missing (emission ${row.n}, native key ${row.nativeKey})`);
  return { expected: total, equal };
}

async function* documents(store: Store, dataset: string): AsyncGenerator<{ key: string; doc: JsonObject }> {
  for (let after: string | undefined; ; ) {
    const page = await store.reader.find({ dataset, first: PAGE, ...(after ? { after } : {}) });
    yield* page.rows;
    if (!page.hasNext || !page.endCursor) return;
    after = page.endCursor;
  }
}

/** The document as the hub stores it. */
export function withPseudonyms(row: TruthRow, pseudonym: (text: string) => string): JsonObject {
  const doc = JSON.parse(JSON.stringify(row.doc ?? {})) as JsonObject;
  for (const [path, text] of Object.entries(row.refs ?? {})) put(doc, path.split('.'), pseudonym(text));
  return doc;
}

function put(target: JsonObject, [first = '', ...rest]: readonly string[], value: JsonValue): void {
  if (rest.length === 0) target[first] = value;
  else put((target[first] ??= {}) as JsonObject, rest, value);
}

function fieldsThatDiffer(got: JsonObject, want: JsonObject): string {
  const names = [...new Set([...Object.keys(got), ...Object.keys(want)])].filter((name) => JSON.stringify(got[name]) !== JSON.stringify(want[name]));
  return names.map((name) => `${name} is ${JSON.stringify(got[name])}, should be ${JSON.stringify(want[name])}`).join('; ').slice(0, 600);
}

interface Items {
  readonly keyed: ReadonlyMap<string, readonly QuarantineRow[]>;
  /** Items of parts that could not be read, known by their place only. */
  readonly unkeyed: readonly QuarantineRow[];
}

async function compareQuarantine(sandbox: Sandbox, store: Store, differences: string[]): Promise<{ expected: number; found: number }> {
  const items = await itemsOf(store);
  const explained = new Set<QuarantineRow>();
  const planted = [...sandbox.truth.rows()].filter(({ fate }) => fate === 'quarantined');
  const missing = planted.filter((row) => !explain(row, items, explained));
  for (const row of missing) {
    const own = items.keyed.get(`${row.record} ${row.nativeKey}`) ?? [];
    differences.push(`${row.record} ${row.nativeKey}: no quarantine item names ${JSON.stringify(row.faults)}; there is ${JSON.stringify(own.map(said))}`);
  }
  for (const item of [...items.unkeyed, ...[...items.keyed.values()].flat()]) {
    const open = item.state === 'new' || item.state === 'assigned';
    if (open && !explained.has(item)) differences.push(`${nameOf(item)}: in quarantine, but nothing was planted: ${JSON.stringify(said(item))}`);
  }
  return { expected: planted.length, found: planted.length - missing.length };
}

async function itemsOf(store: Store): Promise<Items> {
  const keyed = new Map<string, QuarantineRow[]>();
  const unkeyed: QuarantineRow[] = [];
  for await (const item of quarantine(store)) {
    if (item.reasons.some(({ stage }) => stage === 'read')) unkeyed.push(item);
    else keyed.set(nameOf(item), [...(keyed.get(nameOf(item)) ?? []), item]);
  }
  return { keyed, unkeyed };
}

/** Whether an item names what was planted; the items that do are explained. */
function explain(row: TruthRow, { keyed, unkeyed }: Items, explained: Set<QuarantineRow>): boolean {
  const own = keyed.get(`${row.record} ${row.nativeKey}`) ?? [];
  const telling = own.some((item) => tellsOf(item, row)) ? own : unkeyedFor(row, unkeyed, explained);
  for (const item of telling) explained.add(item);
  return telling.length > 0;
}

/** A row that could not be read, or whose key is blank, has no key to be known by: one such item of the record for each. */
function unkeyedFor(row: TruthRow, unkeyed: readonly QuarantineRow[], explained: ReadonlySet<QuarantineRow>): QuarantineRow[] {
  const fits = (item: QuarantineRow): boolean => (row.faults ?? []).some(({ fault, field }) => fault === 'unreadable' || item.reasons.some(({ path }) => path.includes(field)));
  const item = unkeyed.find((one) => one.record === row.record && !explained.has(one) && fits(one));
  return item ? [item] : [];
}

function nameOf({ record, key }: QuarantineRow): string {
  return `${record} ${key}`;
}

function said({ state, reasons }: QuarantineRow): string[] {
  return [state, ...reasons.map(({ code, path, target }) => `${code} ${path} ${target ?? ''}`)];
}

/** Whether one of the item's reasons stands at a planted fault's native field or canonical target. */
function tellsOf(item: QuarantineRow, row: TruthRow): boolean {
  return (row.faults ?? []).some(({ fault, field, target }) => fault === 'unreadable' || item.reasons.some((reason) => reason.path.includes(field) || (target !== undefined && (reason.target === target || reason.path.startsWith(`/${target}`)))));
}

async function* quarantine(store: Store): AsyncGenerator<QuarantineRow> {
  for (let after: string | undefined; ; ) {
    const page = await store.quarantine.list({}, 500, after);
    yield* page.items;
    after = page.items.at(-1)?.id;
    if (!page.hasNext || !after) return;
  }
}
