// Deliver: a feed's events go to a department's system in order; what became of each goes to `receipts`.
import { HubError, type HubEvent, type Topics } from '@lianshu/schemas';
import type { Batch, Bus, Consumption, OutMessage } from '../bus/bus';
import type { Delivery, DeliveryOutcome, Sink } from '../sinks/sink';
import type { Clock, Log } from '../sources/source';
import type { SinkDefinition } from './connection';
import type { DeliveryReceipt } from './quarantine';

export interface DeliverDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly clock: Clock;
  readonly log: Log;
  /** At most this many events a call of the sink (default 100). */
  readonly batchSize?: number;
  /** Called once the outcomes of some events are in the receipts. */
  readonly onDelivered?: (sink: string, outcomes: readonly DeliveryOutcome[]) => void;
}

/** Each sink is a group of its own: one slow department never holds up another. */
export function startDeliver(definition: SinkDefinition, sink: Sink, deps: DeliverDeps): Promise<Consumption> {
  return deps.bus.consume({
    group: `${deps.topics.prefix}-deliver-${definition.id}`,
    topics: [deps.topics.feed(definition.feed)],
    maxMessages: deps.batchSize ?? 100,
    handler: (batch) => deliverBatch(batch, definition, sink, deps),
    onError: (error) => deps.log.warn({ sink: definition.id, code: codeOf(error) }, 'delivery waits: the department\'s system did not take it'),
  });
}

/** A fault of the far system rejects: the batch comes again. The idempotency key makes a repeated event harmless. */
async function deliverBatch(batch: Batch, definition: SinkDefinition, sink: Sink, deps: DeliverDeps): Promise<void> {
  const events = batch.messages.flatMap(({ value }) => (value ? [JSON.parse(value.toString('utf8')) as HubEvent] : []));
  const outcomes = await sink.deliver(events.map((event) => deliveryOf(event)));
  const receipts = events.map((event, index) => receiptMessage(definition, event, outcomeAt(outcomes, index, definition), deps.clock.now()));
  await deps.bus.publish(deps.topics.receipts, receipts);
  deps.onDelivered?.(definition.id, outcomes);
}

function deliveryOf(event: HubEvent): Delivery {
  return { event, body: event.data, idempotencyKey: event.id };
}

function outcomeAt(outcomes: readonly DeliveryOutcome[], index: number, definition: SinkDefinition): DeliveryOutcome {
  const outcome = outcomes[index];
  if (!outcome) throw new Error(`Sink ${definition.id} gave ${outcomes.length} outcomes, too few for its deliveries`);
  return outcome;
}

function receiptMessage(definition: SinkDefinition, event: HubEvent, outcome: DeliveryOutcome, at: number): OutMessage {
  const receipt: DeliveryReceipt = {
    sink: definition.id,
    feed: definition.feed,
    sequence: Number(event.sequence),
    eventId: event.id,
    subject: event.subject,
    status: outcome.status,
    reference: outcome.status === 'receipted' ? (outcome.reference ?? null) : null,
    reasons: outcome.status === 'refused' ? outcome.reasons : [],
    at,
  };
  return { key: `${receipt.sink}|${receipt.eventId}`, value: Buffer.from(JSON.stringify(receipt)), timestamp: at };
}

function codeOf(error: unknown): string {
  return error instanceof HubError ? error.code : error instanceof Error ? error.message : String(error);
}
