// One worker process of kafka-refine: the exchange role's own stage on the Kafka bus, nothing else.
import { createKafkaBus, startRefine } from '@lianshu/connectors';
import { realClock } from '@lianshu/hub';
import { createTopics } from '@lianshu/schemas';
import { createExchangePath } from './exchange-path';
import { quietLog } from './quiet-log';

export interface WorkerSetup {
  readonly broker: string;
  readonly prefix: string;
  /** Each run reads the raw topic from its beginning in a group of its own. */
  readonly group: string;
}

export type WorkerMessage = { readonly kind: 'ready' } | { readonly kind: 'batch'; readonly records: number } | { readonly kind: 'cpu'; readonly cpuUs: number };
export type WorkerOrder = 'cpu' | 'stop';

async function main(): Promise<void> {
  const { broker, prefix, group } = JSON.parse(process.argv[2] ?? '') as WorkerSetup;
  const bus = createKafkaBus({ brokers: [broker], clientId: `bench-worker-${process.pid}`, log: quietLog });
  const { routes, deps } = createExchangePath();
  const consumption = await startRefine({
    ...deps,
    // The stage names its group by the prefix; its topics keep theirs.
    topics: { ...createTopics(prefix), prefix: group },
    bus,
    routes,
    lookupTopics: [],
    clock: realClock,
    log: quietLog,
    onBatch: ({ read }) => say({ kind: 'batch', records: read }),
  });
  process.on('message', (order: WorkerOrder) => {
    if (order === 'cpu') return say({ kind: 'cpu', cpuUs: cpuUs() });
    void consumption.close().then(() => bus.close()).then(() => process.disconnect());
  });
  process.on('disconnect', () => process.exit());
  say({ kind: 'ready' });
}

function cpuUs(): number {
  const { user, system } = process.cpuUsage();
  return user + system;
}

function say(message: WorkerMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
