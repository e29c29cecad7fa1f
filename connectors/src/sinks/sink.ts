// The sink seam: hand feed events to a department's system and bring back what became of each.
import type { HubEvent, JsonObject, Reason } from '@lianshu/schemas';
import type { SourceDeps } from '../sources/source';

export interface Delivery {
  readonly event: HubEvent;
  /** The payload in the department's own format, or the event's data where no mapping is set. */
  readonly body: JsonObject;
  /** Same for every try of the same event to the same sink. */
  readonly idempotencyKey: string;
}

/** `receipted`: the far system has it (with its own reference where it gives one); `refused`: it will never take it. */
export type DeliveryOutcome =
  | { readonly status: 'receipted'; readonly reference?: string }
  | { readonly status: 'refused'; readonly reasons: readonly Reason[] };

export interface Sink {
  /** One outcome per delivery, in order. A fault of the far system throws a retriable HubError: the feed waits, nothing is lost. */
  deliver(deliveries: readonly Delivery[]): Promise<readonly DeliveryOutcome[]>;
  close(): Promise<void>;
}

export interface SinkKind {
  readonly kind: string;
  readonly optionsSchema: JsonObject;
  create(options: JsonObject, deps: SourceDeps): Sink;
}
