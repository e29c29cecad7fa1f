// One DataLoader per question of a request: siblings are asked together, one SQL statement each; nothing outlives the request.
import DataLoader from 'dataloader';
import { businessKey, type JsonValue } from '@lianshu/schemas';
import type { LinkedPage, LinkedRequest, Reader, Row } from '../../store/read-types';

type LinkQuestion = Omit<LinkedRequest, 'owners'>;
type Values = readonly JsonValue[];

export interface Loaders {
  /** The reader of this request: refuses to begin a statement once the request is over. */
  readonly reader: Reader;
  /** A record by its key values, in key order; null where none is, or a value is absent. */
  byKey(dataset: string, key: readonly string[], values: Values): Promise<Row | null>;
  linked(question: LinkQuestion, values: Values): Promise<LinkedPage>;
}

/** Owners a statement: the store's own limit. */
const BATCH = 1000;

/** `timeUp` is the error that statements fail with after `signal` fired. */
export function createLoaders(source: Reader, signal: AbortSignal, timeUp: () => Error): Loaders {
  const reader = guard(source, signal, timeUp);
  const keyed = new Map<string, DataLoader<string, Row | null>>();
  const links = new Map<string, DataLoader<Values, LinkedPage, string>>();
  return { reader, byKey, linked };

  async function byKey(dataset: string, key: readonly string[], values: Values): Promise<Row | null> {
    if (values.some((value) => value === null)) return null;
    const loader = keyed.get(dataset) ?? new DataLoader<string, Row | null>((keys) => reader.byKeys(dataset, keys), { maxBatchSize: BATCH });
    keyed.set(dataset, loader);
    return loader.load(businessKey(key, Object.fromEntries(key.map((field, at) => [field, values[at]]))));
  }

  function linked(question: LinkQuestion, values: Values): Promise<LinkedPage> {
    const name = JSON.stringify(question);
    const loader = links.get(name) ?? new DataLoader<Values, LinkedPage, string>((owners) => reader.linked({ ...question, owners }), { maxBatchSize: BATCH, cacheKeyFn: JSON.stringify });
    links.set(name, loader);
    return loader.load(values);
  }
}

function guard(reader: Reader, signal: AbortSignal, timeUp: () => Error): Reader {
  const stopped = new Promise<never>((_, reject) => {
    if (signal.aborted) reject(timeUp());
    signal.addEventListener('abort', () => reject(timeUp()), { once: true });
  });
  stopped.catch(() => undefined);
  const within = <T>(ask: () => Promise<T>): Promise<T> => (signal.aborted ? stopped : Promise.race([ask(), stopped]));
  return {
    find: (request) => within(() => reader.find(request)),
    count: (filter) => within(() => reader.count(filter)),
    aggregate: (request) => within(() => reader.aggregate(request)),
    byKeys: (dataset, keys, filter) => within(() => reader.byKeys(dataset, keys, filter)),
    linked: (request) => within(() => reader.linked(request)),
    unresolved: (dataset, first) => within(() => reader.unresolved(dataset, first)),
  };
}
