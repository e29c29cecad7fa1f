// Sink kind `rest`: POSTs or PUTs events to one host and keeps its receipt number.
// 2xx is a receipt; 400, 406, 410, 411, 413, 414, 415, 422 and the like refuse the document. What is about the connection and not the document
// (401, 403, 404, 405, 407, 408, 425, 429, 5xx, timeouts) throws: the feed waits until someone has mended it, and nothing is lost.
import { createHash } from 'node:crypto';
import type { HubEvent, JsonObject, Reason } from '@lianshu/schemas';
import { fail } from '../errors';
import { createHttpClient, type HttpAnswer, type HttpClient } from '../sources/rest/http-client';
import { joinUrl } from '../sources/rest/http-options';
import type { SourceDeps } from '../sources/source';
import { faultText } from '../sources/fault-code';
import { memberScalar } from '../sources/split/json-split';
import { deliverReason } from './deliver-reasons';
import { REST_SINK_OPTIONS, type RestSinkOptions } from './rest-options';
import type { Delivery, DeliveryOutcome, Sink, SinkKind } from './sink';

export const restSink: SinkKind = {
  kind: 'rest',
  optionsSchema: REST_SINK_OPTIONS,
  create: (options, deps) => createRestSink(options as unknown as RestSinkOptions, deps),
};

const WAITING = new Set([401, 403, 404, 405, 407, 408, 425, 429]);

export function createRestSink(options: RestSinkOptions, _deps: SourceDeps): Sink {
  const client = createHttpClient(joinUrl(options.url, options.path), options);
  const one = async (delivery: Delivery): Promise<DeliveryOutcome> => outcomeOf(await send(client, options, bodyOf(delivery, options), delivery.idempotencyKey), client, options);
  const oneByOne = async (deliveries: readonly Delivery[]): Promise<readonly DeliveryOutcome[]> => {
    const outcomes: DeliveryOutcome[] = [];
    for (const delivery of deliveries) outcomes.push(await one(delivery));
    return outcomes;
  };
  return {
    async deliver(deliveries) {
      if (options.mode === 'one' || deliveries.length < 2) return oneByOne(deliveries);
      const answer = await send(client, options, deliveries.map((delivery) => bodyOf(delivery, options)), keyOfBatch(deliveries));
      const outcome = outcomeOf(answer, client, options);
      return outcome.status === 'refused' || answer.status === 409 ? oneByOne(deliveries) : deliveries.map(() => outcome);
    },
    close: () => client.close(),
  };
}

/** The event with the delivered body as its data. */
export function eventOf(delivery: Delivery): HubEvent {
  return { ...delivery.event, data: delivery.body };
}

function bodyOf(delivery: Delivery, options: RestSinkOptions): JsonObject | HubEvent {
  return options.send === 'event' ? eventOf(delivery) : delivery.body;
}

function keyOfBatch(deliveries: readonly Delivery[]): string {
  return createHash('sha256').update(deliveries.map((delivery) => delivery.idempotencyKey).join('\n')).digest('hex').slice(0, 32);
}

async function send(client: HttpClient, options: RestSinkOptions, body: unknown, key: string): Promise<HttpAnswer> {
  const type = options.send === 'data' ? 'application/json' : Array.isArray(body) ? 'application/cloudevents-batch+json' : 'application/cloudevents+json';
  const headers = { 'content-type': `${type}; charset=utf-8`, accept: 'application/json', [options.idempotencyHeader]: key };
  const url = joinUrl(options.url, options.path);
  try {
    return await client.send({ method: options.method, url, headers, body: JSON.stringify(body) });
  } catch (error) {
    throw fail('SINK_UNAVAILABLE', { where: client.where, problem: faultText(error) }, error);
  }
}

function outcomeOf(answer: HttpAnswer, client: HttpClient, options: RestSinkOptions): DeliveryOutcome {
  const { status } = answer;
  if (isReceipt(status, options)) {
    const reference = scalarOf(answer, options.reference);
    return reference === undefined ? { status: 'receipted' } : { status: 'receipted', reference };
  }
  if (isWaiting(status)) {
    const retryAfterMs = Number(answer.headers.get('retry-after')) * 1000 || undefined;
    throw fail('SINK_UNAVAILABLE', { where: client.where, problem: `HTTP ${status}`, status, retryAfterMs });
  }
  return refusal(answer, options);
}

function isReceipt(status: number, options: RestSinkOptions): boolean {
  return (status >= 200 && status < 300) || (status === 409 && options.conflict === 'receipted');
}

function isWaiting(status: number): boolean {
  return status < 400 || status >= 500 || WAITING.has(status);
}

function refusal(answer: HttpAnswer, options: RestSinkOptions): DeliveryOutcome {
  const { status } = answer;
  const said = scalarOf(answer, options.reason)?.slice(0, 200);
  const reasons: Reason[] = [deliverReason('DELIVER_REFUSED', 'HTTP 2xx', said === undefined ? `HTTP ${status}` : `HTTP ${status}: ${said}`)];
  return { status: 'refused', reasons };
}

/** Undefined where the answer is no JSON or has no such member: a receipt without number is a receipt. */
function scalarOf(answer: HttpAnswer, path: string | undefined): string | undefined {
  if (path === undefined) return undefined;
  const text = answer.body.toString('utf8');
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  return memberScalar(text, path);
}
