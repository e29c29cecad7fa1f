// Role connect: fetch, ingest and deliver. May run at a department's edge, talking only to the bus.
import {
  type Bus,
  type Clock,
  type Connections,
  createIngest,
  createSink,
  createSource,
  type Job,
  type Log,
  openCheckpoints,
  type Schedules,
  type Sink,
  type SinkDefinition,
  type Source,
  startDeliver,
  startSchedules,
} from '@lianshu/connectors';
import type { Topics } from '@lianshu/schemas';
import { createFirstTurns } from '../first-turns';
import type { Metrics } from '../metrics';
import type { Secrets } from '../secrets';

export interface ConnectDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly connections: Connections;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly owner: string;
  readonly metrics: Metrics;
  /** Waits until what was fetched so far is in the lookup tables. */
  readonly settled: (signal: AbortSignal) => Promise<void>;
}

export interface ConnectRole {
  readonly schedules: Schedules;
  close(): Promise<void>;
}

export async function startConnect(deps: ConnectDeps): Promise<ConnectRole> {
  const checkpoints = await openCheckpoints(deps.bus, deps.topics.checkpoints);
  const opened: (Source | Sink)[] = [];
  const consumptions = await Promise.all(deps.connections.sinks.map((definition) => deliverTo(definition, opened, deps)));
  const firstTurns = createFirstTurns(deps.connections.sources.map(({ id }) => id), deps.settled);
  const jobs = deps.connections.sources.map((definition): Job => {
    const source = createSource(definition.kind, deps.secrets.resolveAll(definition.options), { clock: deps.clock, log: deps.log, random: Math.random });
    opened.push(source);
    const onPage = (_: unknown, page: { records: readonly unknown[] }): void => deps.metrics.fetched.inc({ connection: definition.id }, page.records.length);
    const ingest = createIngest(definition, source, { ...deps, checkpoints, wallClock: Date.now, onPage });
    const run = async (signal: AbortSignal): Promise<void> => {
      await firstTurns.wait(definition.after ?? [], signal);
      if (signal.aborted) return;
      await ingest.run(signal);
      firstTurns.done(definition.id);
    };
    return { name: definition.id, schedule: definition.schedule, run };
  });
  const schedules = startSchedules(jobs, deps.clock, deps.log);
  return {
    schedules,
    async close() {
      await schedules.stop();
      await Promise.all(consumptions.map((consumption) => consumption.close()));
      await Promise.all(opened.map((one) => one.close()));
      await checkpoints.close();
    },
  };
}

function deliverTo(definition: SinkDefinition, opened: (Source | Sink)[], deps: ConnectDeps): ReturnType<typeof startDeliver> {
  const sink = createSink(definition.kind, deps.secrets.resolveAll(definition.options), { clock: deps.clock, log: deps.log, random: Math.random });
  opened.push(sink);
  return startDeliver(definition, sink, {
    ...deps,
    onDelivered: (id, outcomes) => outcomes.forEach(({ status }) => deps.metrics.delivered.inc({ sink: id, status })),
  });
}
