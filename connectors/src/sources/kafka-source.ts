// Source kind `kafka`: consumes a topic of another cluster as a group; the group's offset moves when the hub has the records.
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import type { Batch, Bus, InMessage } from '../bus/bus';
import { createKafkaBus } from '../bus/kafka-bus';
import { faultCode } from './fault-code';
import { createHandOver, type HandOver, type Offer } from './kafka/hand-over';
import { KAFKA_SOURCE_OPTIONS, type KafkaSourceOptions } from './kafka/kafka-options';
import { type Element, type ReadItem, toRecord, unreadable } from './record';
import { readReason, type ReadCode } from './read-reasons';
import { jsonElement, xmlElement } from './rest/split-page';
import type { Page, Source, SourceKind } from './source';
import { memberText } from './split/json-split';
import { XmlError, xmlToObject } from './split/xml-object';
import { decodeText } from './text-encoding';

export const kafkaSource: SourceKind = {
  kind: 'kafka',
  optionsSchema: KAFKA_SOURCE_OPTIONS,
  create: (options, deps) => {
    const settings = options as unknown as KafkaSourceOptions;
    return createKafkaSource(settings, createKafkaBus({ ...settings, ssl: settings.tls, clientId: 'lianshu-source', log: deps.log }));
  },
};

/** How long a run waits for a first message that the group has not been given yet (joining takes seconds). */
const LONGEST_WAIT_MS = 15_000;

interface Reading {
  readonly options: KafkaSourceOptions;
  readonly bus: Bus;
  readonly handOver: HandOver;
  /** What to tell the bus once a page is acknowledged. */
  readonly offers: WeakMap<Page, Offer>;
}

/** `bus`: the foreign cluster. The source closes it. */
export function createKafkaSource(options: KafkaSourceOptions, bus: Bus): Source {
  const reading: Reading = { options, bus, handOver: createHandOver(), offers: new WeakMap() };
  let started: Promise<unknown> | undefined;
  const start = (): Promise<unknown> => {
    const { group, topic, pageSize } = options;
    started ??= bus.consume({ group, topics: [topic], maxMessages: pageSize, maxPauseMs: 1000, handler: reading.handOver.offer }).catch((error: unknown) => {
      started = undefined;
      throw error;
    });
    return started;
  };
  return {
    async *fetch(checkpoint, signal) {
      await start();
      const run = createRun();
      try {
        yield* readOn(reading, run, (checkpoint ?? {}) as Record<string, string>, signal);
      } finally {
        run.release();
      }
    },
    async acknowledge(page) {
      reading.offers.get(page)?.done();
    },
    async close() {
      reading.handOver.close();
      await bus.close();
    },
  };
}

/** The offers of one run; those that were not acknowledged by its end stay first in line. */
function createRun() {
  const taken: Offer[] = [];
  return { keep: (offer: Offer) => taken.push(offer), release: () => taken.reverse().forEach((offer) => offer.again()) };
}

async function* readOn(reading: Reading, run: ReturnType<typeof createRun>, from: Record<string, string>, signal: AbortSignal): AsyncGenerator<Page> {
  const { options, bus, handOver, offers } = reading;
  let offsets = from;
  for (let idle = 0; !signal.aborted && idle < LONGEST_WAIT_MS; idle += options.waitMs) {
    const offer = await handOver.next(options.waitMs, signal);
    if (!offer && (signal.aborted || (await isCaughtUp(bus, options)))) return;
    if (!offer) continue;
    idle = 0;
    offsets = { ...offsets, [String(offer.batch.partition)]: nextOffset(offer.batch) };
    run.keep(offer);
    const page = pageOf(offer.batch, options, offsets);
    offers.set(page, offer);
    yield page;
    // A page that is not acknowledged holds its partition: the next run begins with it.
    if (offer.isPending()) return;
  }
}

function pageOf(batch: Batch, options: KafkaSourceOptions, offsets: JsonObject): Page {
  const items = batch.messages.map((message) => readMessage(message, batch.partition, options));
  return {
    records: items.flatMap((item) => ('record' in item ? [item.record] : [])),
    unreadable: items.flatMap((item) => ('unreadable' in item ? [item.unreadable] : [])),
    checkpoint: offsets as JsonValue,
  };
}

function readMessage(message: InMessage, partition: number, options: KafkaSourceOptions): ReadItem {
  const place = message.key ?? `${options.topic}/${partition}#${message.offset}`;
  const value = message.value ?? Buffer.alloc(0);
  const refuse = (code: ReadCode, expected: string, got: string): ReadItem => ({ unreadable: unreadable(place, value, [readReason(code, expected, got)]) });
  if (value.length === 0) return refuse('READ_EMPTY', 'a value', message.value === null ? 'a tombstone' : 'nothing');
  const text = decodeText(value, options.encoding);
  if (text === undefined) return refuse('READ_ENCODING', options.encoding, 'other bytes');
  const element = elementOf(text, place, options);
  return element ? toRecord(element, options) : refuse('READ_MALFORMED', options.format === 'json' && options.path ? `JSON with ${options.path}` : options.format, 'something else');
}

function elementOf(text: string, place: string, options: KafkaSourceOptions): Element | undefined {
  try {
    if (options.format === 'xml') {
      xmlToObject(text);
      return xmlElement(text, place);
    }
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof XmlError) return undefined;
    throw error;
  }
  const part = memberText(text, options.path);
  return part === undefined ? undefined : jsonElement(part, place);
}

function nextOffset(batch: Batch): string {
  return String((batch.messages.at(-1)?.offset ?? -1n) + 1n);
}

/** Nothing lies behind the group's offsets. A partition that was never read counts as behind while it holds anything. */
async function isCaughtUp(bus: Bus, options: KafkaSourceOptions): Promise<boolean> {
  try {
    const [ends, committed] = await Promise.all([bus.endOffsets(options.topic), bus.groupOffsets(options.group, options.topic)]);
    return ends.every((end, partition) => (committed[partition] ?? 0n) >= end);
  } catch (error) {
    if (faultCode(error) === 'BUS_CLOSED') return true;
    throw error;
  }
}

