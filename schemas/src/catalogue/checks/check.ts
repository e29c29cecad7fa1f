// One check of a catalogue entry: a function of the entry and what stands beside it.
import type { CatalogueEntry, CodeSet } from '../../catalogue-types';
import type { Finding } from '../definition';

export interface CheckContext {
  /** Newest version of every canonical dataset by name. */
  readonly datasets: ReadonlyMap<string, CatalogueEntry>;
  readonly byId: ReadonlyMap<string, CatalogueEntry>;
  readonly codeSets: ReadonlyMap<string, CodeSet>;
}

export type Check = (entry: CatalogueEntry, context: CheckContext) => readonly Finding[];
