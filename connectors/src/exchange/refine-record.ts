// Refine one raw record: parse, check the source schema, map by each table, check the canonical schema. Pure.
import type { CompiledTable, LookupReader, MapResult } from '@lianshu/mappings';
import {
  businessKey,
  type CatalogueEntry,
  eventId,
  formatVersion,
  type HubEvent,
  type JsonObject,
  type Reason,
  type ReasonStage,
  type SourceVersion,
  type Verdict,
} from '@lianshu/schemas';
import type { RecordFormat } from '../sources/source';
import { formatOf } from './record-format';
import type { Route } from './routes';

export interface RawRecord {
  readonly id: string;
  readonly key: string;
  readonly version: SourceVersion;
  readonly value: Buffer;
  readonly quarantineItem?: string;
  readonly traceparent?: string;
}

export interface RefineDeps {
  readonly parse: (format: RecordFormat, value: Buffer, schema: CatalogueEntry['schema']) => Verdict<JsonObject>;
  readonly check: (schemaId: string, value: unknown, stage: ReasonStage) => Verdict<JsonObject>;
  readonly canonical: (schemaId: string) => CatalogueEntry;
  readonly lookups: LookupReader;
  readonly pseudonym: (text: string) => string;
}

/** `mapping` is null where the record failed before any table. */
export interface RefineFailure {
  readonly mapping: string | null;
  readonly schema: string;
  readonly reasons: readonly Reason[];
}

export interface Refined {
  readonly events: readonly { readonly dataset: string; readonly event: HubEvent }[];
  readonly failures: readonly RefineFailure[];
  /** Tables whose `when` said that the record is not for them. */
  readonly skipped: number;
}

export function refineRecord(raw: RawRecord, route: Route, deps: RefineDeps): Refined {
  const parsed = deps.parse(formatOf(raw.value), raw.value, route.schema.schema);
  if (!parsed.ok) return failed(route, parsed.reasons);
  const checked = deps.check(route.schema.id, parsed.value, 'source');
  if (!checked.ok) return failed(route, checked.reasons);
  const events: Refined['events'][number][] = [];
  const failures: RefineFailure[] = [];
  let skipped = 0;
  for (const table of route.tables) {
    const outcome = refineByTable(raw, route, table, checked.value, deps);
    if (!outcome.ok) failures.push({ mapping: nameOf(table), schema: table.to, reasons: outcome.reasons });
    else if (outcome.value.length === 0) skipped += 1;
    else for (const event of outcome.value) events.push({ dataset: table.dataset, event });
  }
  return { events, failures, skipped };
}

/** A table succeeds or fails as a whole, independently of the record's other tables. */
function refineByTable(raw: RawRecord, route: Route, table: CompiledTable, record: JsonObject, deps: RefineDeps): Verdict<readonly HubEvent[]> {
  const meta = { key: raw.key, fetchedAt: raw.version.fetchedAt, source: route.source };
  const mapped: MapResult = table.map(record, { constants: route.constants, meta, lookups: deps.lookups, pseudonym: deps.pseudonym });
  if (!mapped.ok) return mapped;
  const entry = deps.canonical(table.to);
  const events: HubEvent[] = [];
  const reasons: Reason[] = [];
  mapped.documents.forEach((document, index) => {
    const checked = document.op === 'void' ? checkVoid(entry, document.value, deps) : deps.check(table.to, document.value, 'canonical');
    if (checked.ok) events.push(canonicalEvent(raw, route, table, entry, document.op, checked.value, index));
    else reasons.push(...checked.reasons);
  });
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value: events };
}

/** A withdrawn document needs only its key: only reasons about key fields count. */
function checkVoid(entry: CatalogueEntry, value: JsonObject, deps: RefineDeps): Verdict<JsonObject> {
  const checked = deps.check(entry.id, value, 'canonical');
  if (checked.ok) return checked;
  const missing = entry.key.filter((field) => value[field] === undefined);
  const reasons = checked.reasons.filter((reason) => entry.key.some((field) => reason.path.startsWith(`/${field}`)) || missing.length > 0);
  return reasons.length > 0 ? { ok: false, reasons } : { ok: true, value };
}

function canonicalEvent(raw: RawRecord, route: Route, table: CompiledTable, entry: CatalogueEntry, op: 'upsert' | 'void', data: JsonObject, index: number): HubEvent {
  return {
    specversion: '1.0',
    id: eventId(route.source, route.record, raw.key, formatVersion(raw.version), table.dataset, index),
    source: route.source,
    type: `lianshu.${table.dataset}.${op}`,
    subject: businessKey(entry.key, data),
    time: new Date(raw.version.fetchedAt).toISOString(),
    datacontenttype: 'application/json',
    dataschema: entry.id,
    sourceversion: formatVersion(raw.version),
    sourcerecord: route.record,
    sourcekey: raw.key,
    mapping: nameOf(table),
    ...(raw.traceparent ? { traceparent: raw.traceparent } : {}),
    ...(raw.quarantineItem ? { quarantineitem: raw.quarantineItem } : {}),
    data,
  };
}

function failed(route: Route, reasons: readonly Reason[]): Refined {
  return { events: [], failures: [{ mapping: null, schema: route.schema.id, reasons }], skipped: 0 };
}

/** `<table>@<version>`. */
export function nameOf(table: CompiledTable): string {
  return `${table.table}@${table.version}`;
}
