// The store seam: MariaDB and libsql behind one interface, held to one contract suite (store.contract.ts).
import type { Batch, QuarantineItem } from '@lianshu/connectors';
import type { Catalogue } from '@lianshu/schemas';
import type { DatasetPlan } from './dataset-plan';
import type { ChangeLog, CommitNotice, DeliveryStore, FeedLog, PartnerStore, QuarantineStore, SourceStatusStore } from './hub-types';
import type { LookupStore } from '../feeds/lookup-store';
import type { Leases } from './leases';
import type { Reader } from './read-types';

/** A batch of one topic partition, as the bus hands it over, with the names that the offset row is kept under. */
export interface PersistBatch extends Batch {
  readonly clusterId: string;
  readonly group: string;
}

/** What became of a batch's messages. `dropped`: below the stored offset, seen before. */
export interface PersistOutcome {
  readonly accepted: number;
  readonly duplicate: number;
  readonly stale: number;
  readonly quarantined: number;
  readonly dropped: number;
}

export interface Store {
  readonly catalogue: Catalogue;
  readonly plans: ReadonlyMap<string, DatasetPlan>;
  readonly reader: Reader;
  readonly changes: ChangeLog;
  readonly feeds: FeedLog;
  readonly quarantine: QuarantineStore;
  readonly deliveries: DeliveryStore;
  readonly sources: SourceStatusStore;
  readonly partners: PartnerStore;
  readonly lookups: LookupStore;
  readonly leases: Leases;
  /** Stores a batch of a `canonical.<dataset>` topic in one transaction, exactly once: the same batch again changes nothing.
   *  Throws STORE_OTHER_LOG, STORE_OFFSET_PAST_END; a database fault throws STORE_UNAVAILABLE (retriable). A bad message never throws. */
  persistCanonical(batch: PersistBatch): Promise<PersistOutcome>;
  /** Stores a batch of the `quarantine`, `receipts` or `checkpoints` topic in the same way. */
  persistQuarantine(batch: PersistBatch): Promise<PersistOutcome>;
  persistReceipts(batch: PersistBatch): Promise<PersistOutcome>;
  persistCheckpoints(batch: PersistBatch): Promise<PersistOutcome>;
  /** Called after each commit, of this process at once, of others by polling (about 100 ms). Returns the way to stop. */
  onCommit(listener: (notice: CommitNotice) => void): () => void;
  /** Called after each commit of this process that opened quarantine items or brought news of open ones. */
  onItemsOpened(listener: (items: readonly QuarantineItem[]) => void): () => void;
  /** Resolves when the database answers. Throws STORE_UNAVAILABLE. For readiness. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
