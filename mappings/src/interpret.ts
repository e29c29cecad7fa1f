// The reference engine: walks the validated tree. Slow and plain; the compiled function must agree with it on every record.
import type { JsonObject, Reason } from '@lianshu/schemas';
import { planTable, type CheckDeps } from './check';
import type { Condition } from './expression/condition';
import { Fault } from './fault';
import { foldText } from './fold-text';
import type { OpScope } from './ops/op';
import { splitText } from './ops/split';
import type { ListRow, ListSource, PlanLevel, PlanRow, TablePlan, ValueRow } from './plan';
import { finish, holds, noteFault, noteMissing } from './runtime';
import { pointerOf, readSource } from './source-path';
import type { MappingTable } from './table';
import type { CompiledTable, MapContext, MappedDocument, MapResult } from './types';

/** Throws MAPPING_INVALID. */
export function interpretTable(table: MappingTable, deps: CheckDeps): CompiledTable {
  return interpretPlan(planTable(table, deps));
}

export function interpretPlan(plan: TablePlan): CompiledTable {
  const { table, version, from, to, dataset } = plan;
  return { table, version, from, to, dataset, map: (record, context) => mapRecord(plan, record, context) };
}

interface Place {
  readonly scope: OpScope;
  readonly prefix: string;
}

function mapRecord(plan: TablePlan, record: JsonObject, context: MapContext): MapResult {
  const reasons: Reason[] = [];
  const documents: MappedDocument[] = [];
  let left = 0;
  for (const place of documentPlaces(plan, record, context)) {
    if (!decide(plan.when, true, place, reasons)) left += 1;
    else {
      const withdrawn = decide(plan.void, false, place, reasons);
      const value = mapLevel(withdrawn ? plan.keyLevel : plan.level, place, reasons);
      documents.push({ op: withdrawn ? 'void' : 'upsert', value: value as JsonObject });
    }
  }
  if (reasons.length > 0) return { ok: false, reasons };
  return { ok: true, documents, skipped: left > 0 && documents.length === 0 };
}

function documentPlaces(plan: TablePlan, record: JsonObject, context: MapContext): Place[] {
  const whole: Place = { scope: { context, record, element: record, index: 0 }, prefix: '' };
  if (!plan.each) return [whole];
  const list = readSource(plan.each, whole.scope);
  return list === undefined ? [] : elementPlaces(list, pointerOf(plan.each, ''), whole.scope);
}

/** Elements of a list with their pointers; a single value counts as a list of one. */
function elementPlaces(list: unknown, pointer: string, scope: OpScope): Place[] {
  if (!Array.isArray(list)) return [{ scope: { ...scope, element: list, index: 1 }, prefix: pointer }];
  return list.map((element: unknown, index) => ({ scope: { ...scope, element, index: index + 1 }, prefix: `${pointer}/${index}` }));
}

/** A condition of the table itself; one that cannot be evaluated fails the record. */
function decide(condition: Condition | undefined, otherwise: boolean, place: Place, reasons: Reason[]): boolean {
  if (!condition) return otherwise;
  const verdict = holds(condition, place.scope);
  if (typeof verdict === 'boolean') return verdict;
  noteFault(reasons, undefined, verdict, { to: [], target: '', ref: undefined }, place.prefix, undefined);
  return false;
}

function mapLevel(level: PlanLevel, place: Place, reasons: Reason[]): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  let failed: Set<string> | undefined;
  for (const row of level.rows) {
    if (row.later && valueAt(out, row.to) !== undefined) continue;
    const verdict = row.when ? holds(row.when, place.scope) : true;
    if (verdict === false) continue;
    const value = verdict === true ? mapRow(row, place, reasons) : verdict;
    if (value instanceof Fault) failed = noteFault(reasons, failed, value, faultRow(row), place.prefix, verdict === true ? gotOf(row, place) : undefined);
    else if (value !== undefined) write(out, row.to, value);
  }
  noteMissing(reasons, failed, level.required, out, place.prefix);
  return out;
}

function faultRow(row: PlanRow) {
  return { to: row.to, target: row.target, ref: row.kind === 'value' ? row.from[0] : listRef(row.source) };
}

function listRef(source: ListSource) {
  return source.kind === 'of' ? undefined : source.ref;
}

function gotOf(row: PlanRow, place: Place): unknown {
  if (row.kind === 'value') return startValue(row, place.scope);
  return row.source.kind === 'of' ? undefined : readSource(row.source.ref, place.scope);
}

function mapRow(row: PlanRow, place: Place, reasons: Reason[]): unknown {
  return row.kind === 'value' ? mapValue(row, place.scope) : mapList(row, place, reasons);
}

function mapValue(row: ValueRow, scope: OpScope): unknown {
  let value = startValue(row, scope);
  for (const step of row.steps) {
    if (value === undefined || value instanceof Fault) break;
    value = step(value, scope);
  }
  value = finish(value);
  return value === undefined && row.fallback !== undefined ? structuredClone(row.fallback) : value;
}

function startValue(row: ValueRow, scope: OpScope): unknown {
  const [first, ...more] = row.from;
  if (!first) return row.literal === null ? undefined : structuredClone(row.literal);
  if (more.length === 0) return readSource(first, scope);
  const list = row.from.map((ref) => readSource(ref, scope));
  return list.every((value) => value === undefined) ? undefined : list;
}

function mapList(row: ListRow, place: Place, reasons: Reason[]): unknown {
  const list: unknown[] = [];
  const { source } = row;
  if (source.kind === 'of') {
    source.groups.forEach((group, index) => {
      const inner = { scope: { ...place.scope, index: index + 1 }, prefix: place.prefix };
      addElement(list, group.when, group.level, inner, row, reasons);
    });
    return list.length === 0 ? undefined : list;
  }
  const places = listPlaces(source, place);
  if (places === undefined || places instanceof Fault) return places;
  for (const inner of places) addElement(list, source.keep, source.level, inner, row, reasons);
  return list;
}

function listPlaces(source: Exclude<ListSource, { kind: 'of' }>, place: Place): Place[] | undefined | Fault {
  const found = readSource(source.ref, place.scope);
  if (found === undefined) return undefined;
  const pointer = pointerOf(source.ref, place.prefix);
  if (source.kind === 'from') return elementPlaces(found, pointer, place.scope);
  const text = foldText(found);
  if (text === null) return new Fault('MAP_SHAPE', 'a text to split');
  const parts = text === undefined ? undefined : splitText(text, source.by, 10000);
  return parts?.map((element, index) => ({ scope: { ...place.scope, element, index: index + 1 }, prefix: pointer }));
}

/** An element without any value is left out. */
function addElement(list: unknown[], when: Condition | undefined, level: PlanLevel, place: Place, row: ListRow, reasons: Reason[]): void {
  const verdict = when ? holds(when, place.scope) : true;
  if (verdict instanceof Fault) noteFault(reasons, undefined, verdict, { ...row, ref: undefined }, place.prefix, undefined);
  if (verdict !== true) return;
  const element = mapLevel(level, place, reasons);
  if (Object.keys(element).length > 0) list.push(element);
}

function valueAt(out: Record<string, unknown>, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name], out);
}

function write(out: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [name = '', ...rest] = path;
  if (rest.length === 0) out[name] = value;
  else write((out[name] ??= {}) as Record<string, unknown>, rest, value);
}
