// Role gateway: persist, relay feeds and lookups, serve.
import type { Batch, Bus, Clock, Consumption, Log } from '@lianshu/connectors';
import { type PersistOutcome, type Store, startFeedRelay, startLookupRelay } from '@lianshu/gateway';
import type { Topics } from '@lianshu/schemas';
import type { Definitions } from '../definitions';
import type { Metrics } from '../metrics';
import type { Replayer } from '../replayer';

export interface GatewayDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly store: Store;
  readonly definitions: Definitions;
  readonly replayer: Replayer;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

/** The gateway's consumers: canonical datasets, and the hub's own topics. */
export async function startGateway(deps: GatewayDeps): Promise<{ close(): Promise<void> }> {
  const clusterId = await deps.bus.clusterId();
  const persist = await persistCanonical(deps, clusterId);
  const hub = await persistHubTopics(deps, clusterId);
  const relays = [await startFeedRelay(deps), await startLookupRelay({ ...deps, lookups: deps.definitions.lookups, replayWaiting: deps.replayer.replayWaiting })];
  return {
    async close() {
      await Promise.all([persist.close(), hub.close()]);
      await Promise.all(relays.map((relay) => relay.close()));
    },
  };
}

function persistCanonical(deps: GatewayDeps, clusterId: string): Promise<Consumption> {
  const group = `${deps.topics.prefix}-persist`;
  const datasets = new Map(deps.definitions.datasets.map((name) => [deps.topics.canonical(name), name]));
  return deps.bus.consume({
    group,
    topics: [...datasets.keys()],
    async handler(batch) {
      const outcome = await deps.store.persistCanonical({ ...batch, clusterId, group });
      count(deps.metrics, datasets.get(batch.topic) ?? '', outcome);
    },
    onError: (error, batch) => waits(deps.log, error, batch),
  });
}

function persistHubTopics(deps: GatewayDeps, clusterId: string): Promise<Consumption> {
  const { store, topics } = deps;
  const group = `${topics.prefix}-hub`;
  const handlers = new Map([
    [topics.quarantine, store.persistQuarantine],
    [topics.receipts, store.persistReceipts],
    [topics.checkpoints, store.persistCheckpoints],
  ]);
  return deps.bus.consume({
    group,
    topics: [...handlers.keys()],
    async handler(batch) {
      await handlers.get(batch.topic)?.call(store, { ...batch, clusterId, group });
    },
    onError: (error, batch) => waits(deps.log, error, batch),
  });
}

function waits(log: Log, error: unknown, batch: Batch): void {
  log.warn({ topic: batch.topic, partition: batch.partition, err: error }, 'persist waits: the batch will be tried again');
}

function count(metrics: Metrics, dataset: string, outcome: PersistOutcome): void {
  for (const [name, value] of Object.entries(outcome)) metrics.persisted.inc({ dataset, outcome: name }, value);
}
