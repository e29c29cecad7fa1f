// Options of the rest sink.
import type { JsonObject } from '@lianshu/schemas';
import { type HttpOptions, httpProperties } from '../sources/rest/http-options';

export interface RestSinkOptions extends HttpOptions {
  readonly url: string;
  readonly path: string;
  readonly method: 'POST' | 'PUT';
  readonly send: 'data' | 'event';
  readonly mode: 'one' | 'batch';
  readonly idempotencyHeader: string;
  readonly reference?: string;
  readonly reason?: string;
  readonly conflict: 'receipted' | 'refused';
}

export const REST_SINK_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['url'],
  properties: {
    ...httpProperties(1024 * 1024),
    method: { enum: ['POST', 'PUT'], default: 'POST', description: 'HTTP method.' },
    send: { enum: ['data', 'event'], default: 'data', description: '`data`: the document alone. `event`: the whole CloudEvent in structured mode.' },
    mode: { enum: ['one', 'batch'], default: 'one', description: '`one` request a document, or `batch`: an array of all that wait. A refused batch is sent again one by one.' },
    idempotencyHeader: { type: 'string', minLength: 1, default: 'Idempotency-Key', description: 'Header whose value stays the same over every try of the same event.' },
    reference: { type: 'string', minLength: 1, description: 'Dot path of the receipt number in the answer (JSON).' },
    reason: { type: 'string', minLength: 1, description: 'Dot path of an error code in a refusal (JSON), shown with it.' },
    conflict: { enum: ['receipted', 'refused'], default: 'receipted', description: 'What 409 means: it is there already, or it is refused.' },
  },
};
