// The change lists that departments offer by REST: which record goes to which list, and in which form.
import type { Emission } from '../city/emission';
import { stamp } from '../city/calendar';
import type { FeedStore } from './feed-store';
import { element } from './xml';

/** Record → resource of the materials platform (`/api/<resource>`). */
export const PLATFORM_RESOURCES: Readonly<Record<string, string>> = {
  'construction.material-batch': 'yclpc',
  'construction.material-report': 'yclbg',
  'construction.mix': 'phb',
  'construction.certificate': 'hgz',
  'construction.trip': 'cc',
  'construction.acceptance': 'jcjy',
  'construction.placement': 'jzbw',
  'construction.cube-group': 'skz',
  'construction.assessment': 'qdpd',
};

const json = (emission: Emission) => JSON.stringify(emission.native);
const platform = (emission: Emission) => JSON.stringify({ ...emission.native, xgsj: stamp(emission.at).slice(0, 19).replace('T', ' ') });

/** Resource name in the store and body of the entry. */
const LISTS: Readonly<Record<string, readonly [resource: string, body: (emission: Emission) => string]>> = {
  ...Object.fromEntries(Object.entries(PLATFORM_RESOURCES).map(([record, resource]) => [record, [`construction/${resource}`, platform] as const])),
  'transport.vehicle': ['transport/vehicles', (emission) => element('Vehicle', emission.native)],
  'transport.project': ['transport/projects', (emission) => element('Project', emission.native)],
  'transport.position': ['transport/positions', json],
  'credit.list-entry': ['credit/entries', json],
};

export function isListed(emission: Emission): boolean {
  return emission.file === undefined && emission.record in LISTS;
}

/** Appends to the lists; one transaction with the progress mark. */
export function writeLists(store: FeedStore, emissions: readonly Emission[], n: number): void {
  store.transaction(() => {
    for (const emission of emissions) {
      const [resource, body] = LISTS[emission.record] ?? [];
      if (resource && body) store.append(resource, body(emission));
    }
    store.setProgress('lists', n);
  });
}

