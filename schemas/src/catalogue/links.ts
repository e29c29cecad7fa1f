// Links between datasets, derived from `x-ref`, seen from both sides.
import type { Catalogue, CatalogueEntry, RefSpec } from '../catalogue-types';
import { walkSchema } from './walk';

/** A link as it stands on one dataset. Rows match when every pair is equal. */
export interface Link {
  /** GraphQL name: `as` going out, `reverse` coming in. */
  readonly name: string;
  /** `out`: this dataset holds the reference; `in`: the other one does. */
  readonly direction: 'out' | 'in';
  /** The dataset at the other end. */
  readonly dataset: string;
  /** Dot path of the referring field in the dataset that holds it, e.g. `plantUscc`, `units.partIds`. */
  readonly field: string;
  /** The referring field is a list: an index table answers it, and each of its values is a reference. */
  readonly list: boolean;
  /** The referring field lies inside an object or a list of objects. */
  readonly nested: boolean;
  readonly pairs: readonly { readonly own: string; readonly other: string }[];
  /** Each reference leads to at most one record (the pairs cover the target's key). Always false for `in`. */
  readonly one: boolean;
}

interface Reference {
  readonly from: CatalogueEntry;
  readonly target: CatalogueEntry;
  readonly ref: RefSpec;
  readonly field: string;
  readonly list: boolean;
}

const known = new WeakMap<Catalogue, readonly Reference[]>();

/** Links of a dataset in both directions: outgoing in the schema's order, then incoming by dataset name. */
export function linksOf(catalogue: Catalogue, dataset: string): readonly Link[] {
  const entry = catalogue.canonical(dataset);
  const references = referencesOf(catalogue);
  return [...references.filter((one) => one.from === entry).map(outgoing), ...references.filter((one) => one.target === entry).map(incoming)];
}

function referencesOf(catalogue: Catalogue): readonly Reference[] {
  const found = known.get(catalogue) ?? catalogue.datasets().flatMap((from) => referencesIn(catalogue, from));
  known.set(catalogue, found);
  return found;
}

function referencesIn(catalogue: Catalogue, from: CatalogueEntry): Reference[] {
  const found: Reference[] = [];
  walkSchema(from.schema, (node, place) => {
    const ref = node['x-ref'];
    if (ref) found.push({ from, target: catalogue.canonical(ref.dataset), ref, field: place.field, list: place.pointer.endsWith('/items') });
  });
  return found;
}

function outgoing(reference: Reference): Link {
  const pairs = pairsOf(reference);
  const covered = new Set(pairs.map((pair) => pair.other));
  return { name: reference.ref.as, direction: 'out', dataset: reference.target.name, ...shape(reference), pairs, one: reference.target.key.every((field) => covered.has(field)) };
}

function incoming(reference: Reference): Link {
  const pairs = pairsOf(reference).map(({ own, other }) => ({ own: other, other: own }));
  return { name: reference.ref.reverse, direction: 'in', dataset: reference.from.name, ...shape(reference), pairs, one: false };
}

function shape(reference: Reference): Pick<Link, 'field' | 'list' | 'nested'> {
  return { field: reference.field, list: reference.list, nested: reference.field.includes('.') };
}

/** Own and target fields. `to` is the target's only key field by default; the catalogue's checks have made sure that it exists. */
function pairsOf({ ref, target, field }: Reference): Link['pairs'] {
  const to = ref.to ?? target.key[0] ?? '';
  return [{ own: field, other: to }, ...Object.entries(ref.with ?? {}).map(([other, own]) => ({ own, other }))];
}
