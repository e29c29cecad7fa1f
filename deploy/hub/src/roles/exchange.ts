// Role exchange: refine. Stateless, one consumer group over all processes of this role.
import { type Bus, type Clock, createRoutes, type Log, parseNative, type RefineDeps, startRefine, type Routes } from '@lianshu/connectors';
import type { Topics } from '@lianshu/schemas';
import type { Definitions } from '../definitions';
import type { LookupFollower } from '../lookup-follower';
import type { Metrics } from '../metrics';

export interface ExchangeDeps {
  readonly bus: Bus;
  readonly topics: Topics;
  readonly definitions: Definitions;
  readonly lookups: LookupFollower;
  readonly pseudonym: (text: string) => string;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Metrics;
}

export async function startExchange(deps: ExchangeDeps): Promise<{ close(): Promise<void> }> {
  const consumption = await startRefine({
    ...refineParts(deps),
    bus: deps.bus,
    topics: deps.topics,
    routes: routesOf(deps.definitions),
    lookupTopics: deps.lookups.followings,
    clock: deps.clock,
    log: deps.log,
    onBatch({ events, quarantined, skipped }) {
      deps.metrics.refined.inc({ outcome: 'event' }, events);
      deps.metrics.refined.inc({ outcome: 'quarantined' }, quarantined);
      deps.metrics.refined.inc({ outcome: 'skipped' }, skipped);
    },
  });
  return { close: () => consumption.close() };
}

export function routesOf({ connections, catalogue, table }: Definitions): Routes {
  return createRoutes(connections.sources, { schema: (id) => catalogue.byId(id), table });
}

/** What refining one record needs; also used to preview a replay. */
export function refineParts({ definitions, lookups, pseudonym }: Pick<ExchangeDeps, 'definitions' | 'lookups' | 'pseudonym'>): RefineDeps {
  const { catalogue, validator } = definitions;
  return {
    parse: parseNative,
    check: (schemaId, value, stage) => validator.check(schemaId, value, stage),
    canonical: (id) => catalogue.byId(id),
    lookups: lookups.view,
    pseudonym,
  };
}
