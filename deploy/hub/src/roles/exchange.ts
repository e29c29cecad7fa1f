// Role exchange: refine. Stateless, one consumer group over all processes of this role.
import { type Bus, type Clock, createRoutes, type Following, type Log, parseNative, startRefine } from '@lianshu/connectors';
import { createLookupView, type LookupView } from '@lianshu/mappings';
import type { Topics } from '@lianshu/schemas';
import type { Definitions } from '../definitions';
import type { Metrics } from '../metrics';

export interface ExchangeDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly definitions: Definitions;
  readonly pseudonym: (text: string) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export async function startExchange(deps: ExchangeDeps): Promise<{ close(): Promise<void> }> {
  const { bus, topics, definitions } = deps;
  const view = createLookupView();
  const lookupTopics = await Promise.all(definitions.lookups.map(({ table }) => followLookup(bus, topics.lookup(table), table, view)));
  const routes = createRoutes(definitions.connections.sources, { schema: definitions.catalogue.byId, table: definitions.table });
  const consumption = await startRefine({
    ...deps,
    parse: parseNative,
    check: (schemaId, value, stage) => definitions.validator.check(schemaId, value, stage),
    canonical: definitions.catalogue.byId,
    lookups: view,
    routes,
    lookupTopics,
    onBatch({ events, quarantined, skipped }) {
      deps.metrics.refined.inc({ outcome: 'event' }, events);
      deps.metrics.refined.inc({ outcome: 'quarantined' }, quarantined);
      deps.metrics.refined.inc({ outcome: 'skipped' }, skipped);
    },
  });
  return {
    async close() {
      await consumption.close();
      await Promise.all(lookupTopics.map((following) => following.close()));
    },
  };
}

function followLookup(bus: Bus, topic: string, table: string, view: LookupView): Promise<Following> {
  return bus.follow(topic, (messages) => {
    for (const { key, value } of messages) {
      if (key !== null) view.put(table, key, value === null ? null : JSON.parse(value.toString('utf8')));
    }
  });
}
