// Catalogue ids and where their files lie: `urn:lianshu:canonical:<dataset>:<n>`, `urn:lianshu:source:<department>:<record>:<n>`.

/** What an id says. `name` is the dataset, or `<department>.<record>`. */
export interface EntryId {
  readonly kind: 'canonical' | 'source';
  readonly name: string;
  readonly version: number;
}

const ID = /^urn:lianshu:(?:canonical:([A-Za-z][A-Za-z0-9]*)|source:([a-z][a-z0-9-]*):([A-Za-z][A-Za-z0-9-]*)):([1-9]\d{0,3})$/;

export function parseEntryId(id: string): EntryId | undefined {
  const found = ID.exec(id);
  if (!found) return undefined;
  const [, dataset, department, record, version] = found;
  return { kind: dataset ? 'canonical' : 'source', name: dataset ?? `${department}.${record}`, version: Number(version) };
}

export function canonicalId(dataset: string, version: number): string {
  return `urn:lianshu:canonical:${dataset}:${version}`;
}

export function sourceId(department: string, record: string, version: number): string {
  return `urn:lianshu:source:${department}:${record}:${version}`;
}

/** The place of an entry's file inside the catalogue folder, with forward slashes. */
export function pathOfEntry(id: EntryId): string {
  return id.kind === 'canonical' ? `canonical/${id.name}/v${id.version}.json` : `sources/${id.name.replace('.', '/')}/v${id.version}.json`;
}
