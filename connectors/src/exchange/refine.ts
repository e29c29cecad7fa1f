// Refine: raw topics → canonical topics, and to quarantine what fails. Stateless: one consumer group, scaled by partitions.
import type { HubEvent, Topics } from '@lianshu/schemas';
import type { Batch, Bus, Consumption, Following, InMessage, OutMessage } from '../bus/bus';
import { DEFAULT_MAX_BATCH_BYTES, messageBytes } from '../bus/message-size';
import type { Clock, Log } from '../sources/source';
import { type QuarantineItem, quarantineItem, quarantineMessage } from './quarantine';
import { nameOf, type RawRecord, refineRecord, type Refined, type RefineDeps } from './refine-record';
import { refineReason } from './refine-reasons';
import type { Route, Routes } from './routes';

export interface RefineCounts {
  read: number;
  events: number;
  quarantined: number;
  skipped: number;
}

export interface RefineStageDeps extends RefineDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly routes: Routes;
  /** The lookup topics as followed by this process: waited for before a miss is believed. */
  readonly lookupTopics: readonly Following[];
  readonly clock: Clock;
  readonly log: Log;
  readonly onBatch?: (counts: RefineCounts) => void;
}

interface Outputs {
  readonly canonical: Map<string, OutMessage[]>;
  readonly quarantine: OutMessage[];
  readonly counts: RefineCounts;
}

/** Starts the stage. Workers read the lookup topics to their end before they join the group. */
export async function startRefine(deps: RefineStageDeps): Promise<Consumption> {
  await lookupsCaughtUp(deps);
  const topics = deps.routes.records().map(({ department, record }) => deps.topics.raw(department, record));
  return deps.bus.consume({
    group: `${deps.topics.prefix}-refine`,
    topics,
    handler: (batch) => refineBatch(batch, deps),
    onError: (error, batch) => deps.log.warn({ topic: batch.topic, partition: batch.partition, err: error }, 'refine waits: the batch will be tried again'),
  });
}

/** Everything the batch yields is durable before the handler resolves, so before its offset is committed. */
export async function refineBatch(batch: Batch, deps: RefineStageDeps): Promise<void> {
  const outputs: Outputs = { canonical: new Map(), quarantine: [], counts: { read: 0, events: 0, quarantined: 0, skipped: 0 } };
  let waited = false;
  for (const message of batch.messages) {
    const raw = rawRecordOf(message);
    const route = deps.routes.find(header(message, 'ce_source'), recordOf(message));
    if (!route) {
      noRoute(batch, message, raw, deps, outputs);
      continue;
    }
    let refined = refineRecord(raw, route, deps);
    if (!waited && missesLookup(refined)) {
      await lookupsCaughtUp(deps);
      waited = true;
      refined = refineRecord(raw, route, deps);
    }
    collect(batch, message, raw, route, refined, deps, outputs);
  }
  for (const [topic, messages] of outputs.canonical) await deps.bus.publish(topic, messages);
  if (outputs.quarantine.length > 0) await deps.bus.publish(deps.topics.quarantine, outputs.quarantine);
  deps.onBatch?.(outputs.counts);
}

function collect(batch: Batch, message: InMessage, raw: RawRecord, route: Route, refined: Refined, deps: RefineStageDeps, outputs: Outputs): void {
  const { fitting, failures } = sized(refined);
  outputs.counts.read += 1;
  outputs.counts.events += fitting.length;
  outputs.counts.quarantined += failures.length;
  outputs.counts.skipped += refined.skipped;
  for (const { dataset, out } of fitting) canonicalTo(outputs, deps.topics.canonical(dataset), out);
  for (const failure of failures) outputs.quarantine.push(quarantineMessage(itemOf(batch, message, raw, route, failure, deps)));
  if (raw.quarantineItem) outputs.quarantine.push(...resolved(batch, message, raw, route, refined, deps));
}

/** An event that no message can hold fails its table, as any other fault: it would block its partition for good. */
function sized({ events, failures }: Refined): { fitting: { dataset: string; event: HubEvent; out: OutMessage }[]; failures: readonly Refined['failures'][number][] } {
  const all = events.map(({ dataset, event }) => ({ dataset, event, out: { key: event.subject, value: Buffer.from(JSON.stringify(event)) } }));
  const large = all.filter(({ out }) => messageBytes(out) > DEFAULT_MAX_BATCH_BYTES);
  if (large.length === 0) return { fitting: all, failures };
  const refused = new Map(large.map(({ event, out }) => [event.mapping, { event, bytes: messageBytes(out) }]));
  const tooLarge = [...refused].map(([mapping, { event, bytes }]) => ({
    mapping, schema: event.dataschema, reasons: [refineReason('EVENT_TOO_LARGE', 'canonical', `at most ${DEFAULT_MAX_BATCH_BYTES} bytes`, `${bytes} bytes`)],
  }));
  return { fitting: all.filter(({ event }) => !refused.has(event.mapping)), failures: [...failures, ...tooLarge] };
}

function canonicalTo(outputs: Outputs, topic: string, message: OutMessage): void {
  const list = outputs.canonical.get(topic);
  if (list) list.push(message);
  else outputs.canonical.set(topic, [message]);
}

function itemOf(
  batch: Batch,
  message: InMessage,
  raw: RawRecord,
  route: Pick<Route, 'source' | 'record'>,
  failure: Refined['failures'][number],
  deps: RefineStageDeps,
): QuarantineItem {
  const { ce_quarantineitem: _replayed, ...headers } = message.headers;
  return quarantineItem({
    source: route.source,
    record: route.record,
    key: raw.key,
    mapping: failure.mapping,
    schema: failure.schema,
    reasons: failure.reasons,
    version: raw.version,
    correlationId: raw.id,
    replay: { topic: batch.topic, key: raw.key, headers, timestamp: message.timestamp },
    bytes: raw.value,
    at: deps.clock.now(),
  });
}

/** The replayed record is now not for the table that it failed in, or feeds nothing at all: its item is closed without a canonical event. */
function resolved(batch: Batch, message: InMessage, raw: RawRecord, route: Route, refined: Refined, deps: RefineStageDeps): OutMessage[] {
  const fed = new Set([...refined.events.map(({ event }) => event.mapping), ...refined.failures.map(({ mapping }) => mapping)]);
  const closing = (mapping: string | null) => itemOf(batch, message, raw, route, { mapping, schema: route.schema.id, reasons: [] }, deps);
  if (fed.size === 0) return [quarantineMessage({ ...closing(null), id: raw.quarantineItem ?? '', state: 'resolved' })];
  const skipped = route.tables.map(nameOf).filter((name) => !fed.has(name));
  return skipped.map(closing).filter(({ id }) => id === raw.quarantineItem).map((item) => quarantineMessage({ ...item, state: 'resolved' }));
}

function noRoute(batch: Batch, message: InMessage, raw: RawRecord, deps: RefineStageDeps, outputs: Outputs): void {
  const source = header(message, 'ce_source');
  const record = recordOf(message);
  const reasons = [refineReason('ROUTE_UNKNOWN', 'read', 'a source and record type that a connection names', `${source} ${record}`)];
  outputs.counts.read += 1;
  outputs.counts.quarantined += 1;
  outputs.quarantine.push(quarantineMessage(itemOf(batch, message, raw, { source, record }, { mapping: null, schema: '', reasons }, deps)));
}

function rawRecordOf(message: InMessage): RawRecord {
  const declared = Number(header(message, 'ce_sourceversion') || 0);
  const { ce_quarantineitem, traceparent } = message.headers;
  return {
    id: header(message, 'ce_id'),
    key: message.key ?? '',
    version: { declared: Number.isFinite(declared) ? declared : 0, fetchedAt: message.timestamp },
    value: message.value ?? Buffer.alloc(0),
    ...(ce_quarantineitem ? { quarantineItem: ce_quarantineitem } : {}),
    ...(traceparent ? { traceparent } : {}),
  };
}

const RAW_TYPE = 'lianshu.raw.';

function recordOf(message: InMessage): string {
  return header(message, 'ce_type').slice(RAW_TYPE.length);
}

function header(message: InMessage, name: string): string {
  return message.headers[name] ?? '';
}

function missesLookup(refined: Refined): boolean {
  return refined.failures.some((failure) => failure.reasons.some((reason) => reason.lookup));
}

async function lookupsCaughtUp(deps: RefineStageDeps): Promise<void> {
  await Promise.all(deps.lookupTopics.map((following) => following.caughtUp()));
}
