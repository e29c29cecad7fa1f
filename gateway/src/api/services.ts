// What the API asks of the rest of the hub. The composition root implements these with the bus; specs with fakes.
import type { QuarantineFilter } from '../store/hub-types';

export interface ReplayOutcome {
  /** Items whose bytes were published again. */
  readonly replayed: number;
  /** Items that can only be fetched again, or are no longer open. */
  readonly skipped: readonly { readonly id: string; readonly reason: string }[];
}

export interface ReplayPreview {
  /** Open items that match, and how many of them can be published again. */
  readonly matching: number;
  readonly replayable: number;
  /** What the current mapping would make of the first items. */
  readonly samples: readonly { readonly id: string; readonly verdict: 'passes' | 'fails' | 'skipped' | 'unknown'; readonly reasons: readonly string[] }[];
}

export interface HubServices {
  readonly quarantine: {
    /** Publishes the original bytes of the open items that match, with their id and version. Idempotent downstream. `by` signs the audit line. */
    replay(filter: QuarantineFilter, by: string): Promise<ReplayOutcome>;
    /** Changes nothing. `first`: how many samples to try. */
    preview(filter: QuarantineFilter, first: number): Promise<ReplayPreview>;
  };
}
