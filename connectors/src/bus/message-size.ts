// How many bytes a message takes in a record batch, and how a publish is cut into batches below the broker's limit.
import { fail } from '../errors';
import type { OutMessage } from './bus';

/** Below Kafka's default message.max.bytes (1,048,588), which counts the whole batch of a partition. */
export const DEFAULT_MAX_BATCH_BYTES = 1_000_000;

/** Length 5, attributes 1, timestamp delta 10, offset delta 5, key length 5, value length 5, header count 5 (record format v2). */
const RECORD_OVERHEAD = 36;
const HEADER_OVERHEAD = 10;

/** An upper bound of the record's bytes, uncompressed. */
export function messageBytes(message: OutMessage): number {
  let bytes = RECORD_OVERHEAD + (message.value?.length ?? 0);
  if (message.key !== null) bytes += Buffer.byteLength(message.key);
  for (const name in message.headers) bytes += HEADER_OVERHEAD + Buffer.byteLength(name) + Buffer.byteLength(message.headers[name] ?? '');
  return bytes;
}

/** Refuses a publish with a message that can never be stored. The key is not told: it may be personal. */
export function checkSizes(topic: string, messages: readonly OutMessage[], limit: number): void {
  messages.forEach((message, index) => {
    const bytes = messageBytes(message);
    if (bytes > limit) throw fail('BUS_MESSAGE_TOO_LARGE', { topic, index, bytes, limit });
  });
}

/** Cuts in order; each part's sizes sum to at most `limit`, except that a single item over it stands alone. */
export function splitBySize<T>(items: readonly T[], sizeOf: (item: T) => number, limit: number): T[][] {
  const parts: T[][] = [];
  let size = Infinity;
  for (const item of items) {
    const own = sizeOf(item);
    if (size + own > limit) {
      parts.push([]);
      size = 0;
    }
    parts[parts.length - 1]?.push(item);
    size += own;
  }
  return parts;
}
