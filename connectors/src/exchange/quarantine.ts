// Quarantine items: the original bytes of what failed, every reason, and where a replay sends them.
import { eventId, type JsonObject, type Reason, type SourceVersion } from '@lianshu/schemas';
import type { OutMessage } from '../bus/bus';

/** A value of the `quarantine` topic, as JSON. */
export interface QuarantineItem {
  /** hash(source, record type, key, value, table): re-reads and failed replays update the same item. */
  readonly id: string;
  readonly source: string;
  /** `<department>.<record>`. */
  readonly record: string;
  readonly key: string;
  /** `<table>@<version>`, or null where the record failed before any table. */
  readonly mapping: string | null;
  readonly schema: string | null;
  readonly reasons: readonly Reason[];
  readonly version: SourceVersion;
  /** Correlation id: the CloudEvents id of the raw message. */
  readonly correlationId: string;
  /** Where a replay publishes the bytes; null for a part that can only be fetched again (a page, a file). */
  readonly replay: { readonly topic: string; readonly key: string; readonly headers: Readonly<Record<string, string>>; readonly timestamp: number } | null;
  /** Original bytes, base64. */
  readonly value: string;
  /** Epoch ms on the hub's clock. */
  readonly at: number;
  /** `resolved` closes an open item without a canonical event: the replayed record is now not for this table. */
  readonly state?: 'open' | 'resolved';
}

export type QuarantineDraft = Omit<QuarantineItem, 'id' | 'value'> & { readonly bytes: Buffer };

/** Room for reasons beside the longest record (700 KiB, in base64) below the bus's limit, in bytes. */
const MAX_REASONS_BYTES = 30_000;
const MAX_REASON_TEXT = 1000;

export function quarantineItem(draft: QuarantineDraft): QuarantineItem {
  const { bytes, ...rest } = draft;
  const value = bytes.toString('base64');
  return { id: itemId(draft, value, draft.mapping), ...rest, reasons: fitting(draft.reasons), value };
}

/** All reasons, unless a hostile record makes so many or so long ones that the item would not fit into a message. */
function fitting(reasons: readonly Reason[]): readonly Reason[] {
  let room = MAX_REASONS_BYTES;
  return reasons.map(shortened).filter((reason) => (room -= Buffer.byteLength(JSON.stringify(reason))) >= 0);
}

function shortened(reason: Reason): Reason {
  const { path, expected, got, target, lookup } = reason;
  if (Math.max(path.length, expected.length, got.length, target?.length ?? 0, lookup?.key.length ?? 0) <= MAX_REASON_TEXT) return reason;
  const cut = (text: string): string => text.slice(0, MAX_REASON_TEXT);
  const { lookup: _long, ...rest } = reason;
  return { ...rest, path: cut(path), expected: cut(expected), got: cut(got), ...(target === undefined ? {} : { target: cut(target) }) };
}

/** The table's name counts without its version: a record that fails again under a mended table is the same item. */
function itemId({ source, record, key }: Pick<QuarantineItem, 'source' | 'record' | 'key'>, value: string, mapping: string | null): string {
  return eventId(source, record, key, value, mapping === null ? '' : mapping.replace(/@\d+$/, ''));
}

/** Keyed by item id, so that all news of one item stand in one partition, in order. */
export function quarantineMessage(item: QuarantineItem): OutMessage {
  return { key: item.id, value: Buffer.from(JSON.stringify(item)), timestamp: item.at };
}

/** The message that replays an item: same bytes, key, id, version and timestamp, marked with the item it repairs. */
export function replayMessage(item: QuarantineItem | undefined): { topic: string; message: OutMessage } | null {
  if (!item?.replay) return null;
  const { topic, key, headers, timestamp } = item.replay;
  return {
    topic,
    message: { key, value: Buffer.from(item.value, 'base64'), timestamp, headers: { ...headers, ce_quarantineitem: item.id } },
  };
}

/** A value of the `receipts` topic: what became of one delivery. Keyed by `<sink>|<event id>`. */
export interface DeliveryReceipt {
  readonly sink: string;
  readonly feed: string;
  readonly sequence: number;
  readonly eventId: string;
  readonly subject: string;
  readonly status: 'receipted' | 'refused';
  readonly reference: string | null;
  readonly reasons: readonly Reason[];
  readonly at: number;
}

/** A value of the compacted `checkpoints` topic, keyed by connection id: where a connection stands and how it fares. */
export interface ConnectionState {
  readonly id: string;
  readonly source: string;
  readonly record: string;
  readonly kind: string;
  readonly schedule: string;
  /** The source's own checkpoint. */
  readonly checkpoint: JsonObject | string | number | null;
  /** Newest fetch instant used as a version, epoch ms: never goes back. */
  readonly fetchedAt: number;
  /** Records and unreadable parts since the connection's first run. */
  readonly fetched: number;
  readonly unreadable: number;
  readonly lastRunAt: number;
  readonly lastError: { readonly code: string; readonly message: string; readonly at: number } | null;
  /** The process that runs this connection, and when it last said so (wall clock, epoch ms). */
  readonly owner: string;
  readonly heartbeatAt: number;
}
