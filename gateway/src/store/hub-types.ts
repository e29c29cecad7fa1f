// The hub's own records: quarantine, deliveries, connections, partners with keys and grants, and the change log.
import type { ConnectionState, DeliveryReceipt, QuarantineItem } from '@lianshu/connectors';
import type { HubEvent, Level, Reason } from '@lianshu/schemas';
import type { Row } from './read-types';

export type QuarantineState = 'new' | 'assigned' | 'repaired' | 'superseded' | 'discarded';

/** An item as lists show it: everything but the bytes. Times in epoch ms. */
export interface QuarantineRow {
  readonly id: string;
  readonly state: QuarantineState;
  readonly source: string;
  /** `<department>.<record>`. */
  readonly record: string;
  readonly key: string;
  readonly mapping: string | null;
  readonly schema: string | null;
  readonly reasons: readonly Reason[];
  readonly correlationId: string;
  /** How often the record has failed. */
  readonly attempts: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly replayedAt: number | null;
  readonly assignee: string | null;
  /** Why it was discarded, and by whom. */
  readonly closedReason: string | null;
  readonly closedBy: string | null;
  /** False: it can only be fetched again. */
  readonly replayable: boolean;
}

export interface QuarantineFilter {
  readonly states?: readonly QuarantineState[];
  readonly source?: string;
  readonly record?: string;
  /** A reason code. */
  readonly code?: string;
  /** Mapping table without version. */
  readonly table?: string;
  readonly ids?: readonly string[];
}

export interface QuarantineStore {
  /** Newest first; `after` is the id of the last item seen. */
  list(filter: QuarantineFilter, first: number, after?: string): Promise<{ readonly items: readonly QuarantineRow[]; readonly hasNext: boolean }>;
  /** The item with its original bytes, or null. */
  get(id: string): Promise<{ readonly row: QuarantineRow; readonly item: QuarantineItem } | null>;
  count(filter: QuarantineFilter): Promise<number>;
  /** Open items (new, assigned) by source, record and first reason code, largest first. */
  summary(): Promise<readonly { readonly source: string; readonly record: string; readonly code: string; readonly count: number }[]>;
  /** The same for up to 1000 items, in one statement; unknown ids are left out. */
  getMany(ids: readonly string[]): Promise<readonly { readonly row: QuarantineRow; readonly item: QuarantineItem }[]>;
  /** Remembers that the bytes of these items were published again. */
  markReplayed(ids: readonly string[], at: number): Promise<void>;
  /** Throws QUARANTINE_CLOSED if the item is no longer open, QUARANTINE_UNKNOWN if there is none. */
  discard(id: string, reason: string, by: string): Promise<void>;
  assign(id: string, assignee: string): Promise<void>;
}

export interface DeliverySummary {
  readonly sink: string;
  readonly feed: string;
  /** Entries of the feed: sent = receipted + refused once the sink has caught up. */
  readonly sent: number;
  readonly receipted: number;
  readonly refused: number;
  readonly lastSequence: number;
}

export interface DeliveryFilter {
  readonly sink?: string;
  readonly subject?: string;
  readonly status?: 'receipted' | 'refused';
}

export interface DeliveryStore {
  summary(): Promise<readonly DeliverySummary[]>;
  /** Newest first. */
  list(filter: DeliveryFilter, first: number): Promise<readonly DeliveryReceipt[]>;
}

export interface SourceStatusStore {
  list(): Promise<readonly ConnectionState[]>;
}

export type Role = 'partner' | 'staff' | 'operator';

export interface Partner {
  readonly id: string;
  readonly name: string;
  /** Unified social credit code of the organisation, or null. */
  readonly uscc: string | null;
  readonly createdAt: number;
}

/** A key without its secret: only its first characters are ever shown again. */
export interface KeyRow {
  readonly id: string;
  readonly partnerId: string;
  readonly role: Role;
  /** The person a staff key names; null for a system. */
  readonly person: string | null;
  readonly prefix: string;
  readonly createdAt: number;
  readonly expiresAt: number | null;
  readonly revokedAt: number | null;
}

export interface Grant {
  readonly partnerId: string;
  readonly dataset: string;
  readonly maxLevel: Level;
  readonly grantedAt: number;
}

export interface Credential {
  readonly key: KeyRow;
  readonly partner: Partner;
  readonly grants: readonly Grant[];
}

export interface PartnerStore {
  /** Throws PARTNER_EXISTS. */
  add(partner: { readonly id: string; readonly name: string; readonly uscc?: string }): Promise<Partner>;
  list(): Promise<readonly Partner[]>;
  /** The secret is in the answer and nowhere else: the store keeps its SHA-256. Throws PARTNER_UNKNOWN. */
  issueKey(request: { readonly partnerId: string; readonly role: Role; readonly person?: string; readonly expiresAt?: number }): Promise<{ readonly key: KeyRow; readonly secret: string }>;
  keys(partnerId: string): Promise<readonly KeyRow[]>;
  revokeKey(keyId: string): Promise<void>;
  /** Replaces an earlier grant of the same dataset. Throws PARTNER_UNKNOWN, DATASET_UNKNOWN. */
  grant(request: { readonly partnerId: string; readonly dataset: string; readonly maxLevel?: Level }): Promise<Grant>;
  revokeGrant(partnerId: string, dataset: string): Promise<void>;
  /** Who a secret belongs to; null if unknown, revoked or expired. */
  authenticate(secret: string): Promise<Credential | null>;
}

export interface Change {
  readonly id: number;
  readonly dataset: string;
  readonly key: string;
  readonly op: 'upsert' | 'void';
  readonly at: number;
  readonly event: HubEvent;
}

export interface ChangeLog {
  /** Accepted changes of the commits after `after` (0: from the start), whole commits, in commit order, about `limit` changes.
   *  `position` is the cursor to go on from; commits have no gaps and never appear late. */
  read(after: number, limit: number, datasets?: readonly string[]): Promise<{ readonly changes: readonly Change[]; readonly position: number }>;
  /** Every accepted change of one document, oldest first. */
  history(dataset: string, key: string): Promise<readonly Change[]>;
  latest(): Promise<number>;
}

export interface FeedEntry {
  /** 1, 2, 3 … without a gap. */
  readonly sequence: number;
  /** The event, with `sequence` in it. */
  readonly event: HubEvent;
}

export interface FeedSnapshot {
  /** The cursor to go on from: `rows` is what the feed says up to and with this sequence. */
  readonly sequence: number;
  readonly rows: readonly Row[];
}

export interface FeedLog {
  names(): readonly string[];
  dataset(feed: string): string;
  /** Entries after the cursor, in order. Throws FEED_UNKNOWN. */
  read(feed: string, after: number, limit: number): Promise<readonly FeedEntry[]>;
  latest(feed: string): Promise<number>;
  /** The documents that are in the feed now, with the sequence of the same read transaction. With `each`, pages of rows go there in
   *  order of arrival, as long as the transaction lasts, and `rows` stays empty: a feed may be larger than memory. */
  snapshot(feed: string, each?: (rows: readonly Row[]) => Promise<void>): Promise<FeedSnapshot>;
}

/** What a commit touched. From another process only `feeds` and `position` are known, found by polling. */
export interface CommitNotice {
  readonly position: number;
  /** Newest sequence of every feed that grew. */
  readonly feeds: Readonly<Record<string, number>>;
}
