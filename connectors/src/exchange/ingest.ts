// Ingest: a page's records go to the raw topic, and only then is the page's checkpoint written and the source told.
import { eventId, type JsonValue, type Topics } from '@lianshu/schemas';
import type { Bus, OutMessage } from '../bus/bus';
import type { Clock, Log, Page, Source, SourceRecord, UnreadablePart } from '../sources/source';
import type { Checkpoints } from './checkpoints';
import type { SourceDefinition } from './connection';
import { refuseForbidden } from './forbidden';
import { type ConnectionState, quarantineItem, quarantineMessage } from './quarantine';

export interface IngestDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly checkpoints: Checkpoints;
  readonly clock: Clock;
  /** Wall clock for heartbeats between processes, epoch ms. */
  readonly wallClock: () => number;
  readonly log: Log;
  /** Names this process; stays the same over a restart of the same instance. */
  readonly owner: string;
  readonly onPage?: (definition: SourceDefinition, page: Page) => void;
}

export interface Ingest {
  /** Fetches what is new. Resolves with the number of records; a fault of the far system is recorded in the state and thrown. */
  run(signal: AbortSignal): Promise<number>;
}

/** A process that has not been heard of for this long has lost its connections, ms. */
export const OWNER_TIMEOUT_MS = 30_000;

export function createIngest(definition: SourceDefinition, source: Source, deps: IngestDeps): Ingest {
  return {
    async run(signal) {
      const state = deps.checkpoints.get(definition.id) ?? initialState(definition, deps);
      if (heldElsewhere(state, deps)) return 0;
      return fetchAll(definition, source, deps, state, signal);
    },
  };
}

async function fetchAll(definition: SourceDefinition, source: Source, deps: IngestDeps, start: ConnectionState, signal: AbortSignal): Promise<number> {
  let state = start;
  let count = 0;
  try {
    for await (const page of source.fetch(state.checkpoint as JsonValue, signal)) {
      state = await ingestPage(definition, page, deps, state);
      await source.acknowledge(page);
      count += page.records.length;
      deps.onPage?.(definition, page);
      if (signal.aborted) break;
    }
    if (state.lastError || needsHeartbeat(state, deps)) await deps.checkpoints.put({ ...touch(state, deps), lastError: null });
    return count;
  } catch (error) {
    await deps.checkpoints.put({ ...touch(state, deps), lastError: errorOf(error, deps.clock.now()) });
    throw error;
  }
}

async function ingestPage(definition: SourceDefinition, page: Page, deps: IngestDeps, state: ConnectionState): Promise<ConnectionState> {
  refuseForbidden(definition, page);
  const start = Math.max(deps.clock.now(), state.fetchedAt + 1);
  const instants = instantsOf(page.records, start);
  const fetchedAt = instants.reduce((latest, instant) => Math.max(latest, instant), start);
  const topic = deps.topics.raw(definition.department, definition.record);
  await deps.bus.publish(topic, page.records.map((record, index) => rawMessage(definition, record, instants[index] ?? start)));
  const parts = page.unreadable.map((part) => unreadableMessage(definition, part, fetchedAt));
  await deps.bus.publish(deps.topics.quarantine, parts);
  const next: ConnectionState = {
    ...touch(state, deps),
    checkpoint: page.checkpoint as ConnectionState['checkpoint'],
    fetchedAt,
    fetched: state.fetched + page.records.length,
    unreadable: state.unreadable + page.unreadable.length,
    lastError: null,
  };
  await deps.checkpoints.put(next);
  return next;
}

/** A key's second record of a page is one ms newer than its first, and a page newer than the one before: of two different
 *  contents of one key the later counts, whatever the clock says. */
function instantsOf(records: readonly SourceRecord[], start: number): readonly number[] {
  const times = new Map<string, number>();
  return records.map(({ key }) => {
    const before = times.get(key) ?? 0;
    times.set(key, before + 1);
    return start + before;
  });
}

/** Binary-mode CloudEvents with as few headers as the standard allows; the timestamp is the fetch instant. */
export function rawMessage(definition: SourceDefinition, record: SourceRecord, fetchedAt: number): OutMessage {
  const type = `${definition.department}.${definition.record}`;
  const headers: Record<string, string> = {
    ce_specversion: '1.0',
    ce_id: eventId(definition.source, type, record.key, record.version, fetchedAt),
    ce_source: definition.source,
    ce_type: `lianshu.raw.${type}`,
  };
  if (record.version) headers.ce_sourceversion = String(record.version);
  return { key: record.key, value: record.value, timestamp: fetchedAt, headers };
}

function unreadableMessage(definition: SourceDefinition, part: UnreadablePart, fetchedAt: number): OutMessage {
  const record = `${definition.department}.${definition.record}`;
  return quarantineMessage(
    quarantineItem({
      source: definition.source,
      record,
      key: part.key,
      mapping: null,
      schema: definition.schema,
      reasons: part.reasons,
      version: { declared: 0, fetchedAt },
      correlationId: eventId(definition.source, record, part.key, 0, fetchedAt),
      replay: null,
      bytes: part.value,
      at: fetchedAt,
    }),
  );
}

function initialState(definition: SourceDefinition, deps: IngestDeps): ConnectionState {
  const { id, source, kind, schedule } = definition;
  const record = `${definition.department}.${definition.record}`;
  return { id, source, record, kind, schedule, checkpoint: null, fetchedAt: 0, fetched: 0, unreadable: 0, lastRunAt: 0, lastError: null, owner: deps.owner, heartbeatAt: 0 };
}

/** A connection runs in one process at a time. */
function heldElsewhere(state: ConnectionState, deps: IngestDeps): boolean {
  return state.owner !== deps.owner && deps.wallClock() - state.heartbeatAt < OWNER_TIMEOUT_MS;
}

function needsHeartbeat(state: ConnectionState, deps: IngestDeps): boolean {
  return state.owner !== deps.owner || deps.wallClock() - state.heartbeatAt > OWNER_TIMEOUT_MS / 3;
}

function touch(state: ConnectionState, deps: IngestDeps): ConnectionState {
  return { ...state, owner: deps.owner, heartbeatAt: deps.wallClock(), lastRunAt: deps.clock.now() };
}

function errorOf(error: unknown, at: number): ConnectionState['lastError'] {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNEXPECTED';
  return { code, message: error instanceof Error ? error.message : String(error), at };
}
