// A kafkajs message in the bus's words.
import type { IHeaders, KafkaMessage } from 'kafkajs';
import type { InMessage } from '../bus';

const NO_HEADERS: Readonly<Record<string, string>> = Object.freeze({});

export function inMessage(message: KafkaMessage): InMessage {
  return {
    offset: BigInt(message.offset),
    key: message.key === null ? null : message.key.toString(),
    value: message.value,
    headers: headersOf(message.headers),
    timestamp: Number(message.timestamp),
  };
}

/** The last value of a repeated header counts, as Kafka's Headers.lastHeader does. */
function headersOf(headers: IHeaders | undefined): Readonly<Record<string, string>> {
  if (headers === undefined) return NO_HEADERS;
  const read: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    read[name] = String((Array.isArray(value) ? value.at(-1) : value) ?? '');
  }
  return read;
}
