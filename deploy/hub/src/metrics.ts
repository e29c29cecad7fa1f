// Prometheus metrics of one hub process.
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  readonly fetched: Counter<'connection'>;
  readonly refined: Counter<'outcome'>;
  readonly persisted: Counter<'dataset' | 'outcome'>;
  readonly delivered: Counter<'sink' | 'status'>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'lianshu_' });
  const registers = [registry];
  return {
    registry,
    fetched: new Counter({ name: 'lianshu_fetched_records_total', help: 'Records fetched from departments', labelNames: ['connection'], registers }),
    refined: new Counter({ name: 'lianshu_refined_total', help: 'Raw records by what became of them', labelNames: ['outcome'], registers }),
    persisted: new Counter({ name: 'lianshu_persisted_total', help: 'Canonical events by outcome', labelNames: ['dataset', 'outcome'], registers }),
    delivered: new Counter({ name: 'lianshu_delivered_total', help: 'Feed events by delivery status', labelNames: ['sink', 'status'], registers }),
  };
}

export interface Backlog {
  readonly group: string;
  readonly topic: string;
  readonly lag: number;
}

/** The consumers' lag, asked for at each scrape. */
export function exposeLag({ registry }: Metrics, backlogs: () => Promise<readonly Backlog[]>): void {
  const gauge: Gauge<'group' | 'topic'> = new Gauge({
    name: 'lianshu_consumer_lag',
    help: 'Messages not yet consumed',
    labelNames: ['group', 'topic'],
    registers: [registry],
    async collect() {
      for (const { group, topic, lag } of await backlogs()) gauge.set({ group, topic }, lag);
    },
  });
}
