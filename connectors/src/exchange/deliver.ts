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
  const progress: Progress = { sequence: 0 };
  return deps.bus.consume({
    group: `${deps.topics.prefix}-deliver-${definition.id}`,
    topics: [deps.topics.feed(definition.feed)],
    maxMessages: deps.batchSize ?? 100,
    handler: (batch) => deliverBatch(batch, definition, sink, deps, progress),
    onError: (error) => deps.log.warn({ sink: definition.id, code: codeOf(error) }, 'delivery waits: the department\'s system did not take it'),
  });
}

/** The newest sequence that this process has delivered. */
interface Progress {
  sequence: number;
}

/** A fault of the far system rejects: the batch comes again. The idempotency key makes a repeated event harmless. */
async function deliverBatch(batch: Batch, definition: SinkDefinition, sink: Sink, deps: DeliverDeps, progress: Progress): Promise<void> {
  const events = unseen(batch, progress.sequence);
  if (events.length === 0) return;
  const outcomes = await sink.deliver(events.map((event) => deliveryOf(event)));
  const receipts = events.map((event, index) => receiptMessage(definition, event, outcomeAt(outcomes, index, definition), deps.clock.now()));
  await deps.bus.publish(deps.topics.receipts, receipts);
  progress.sequence = Number(events.at(-1)?.sequence ?? progress.sequence);
}

/** The relay may write entries to the topic twice: an older one must not reach the department after a newer one. */
function unseen({ messages }: Batch, sequence: number): HubEvent[] {
  let last = sequence;
  return messages.flatMap(({ value }) => {
    const event = value && (JSON.parse(value.toString('utf8')) as HubEvent);
    if (!event || Number(event.sequence) <= last) return [];
    last = Number(event.sequence);
    return [event];
  });
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
