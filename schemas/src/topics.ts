// Topic names, in one place.

export interface Topics {
  readonly prefix: string;
  raw(department: string, record: string): string;
  canonical(dataset: string): string;
  feed(feed: string): string;
  lookup(table: string): string;
  readonly quarantine: string;
  readonly receipts: string;
  readonly definitions: string;
  readonly checkpoints: string;
}

export function createTopics(prefix: string): Topics {
  return {
    prefix,
    raw: (department, record) => `${prefix}.raw.${department}.${record}`,
    canonical: (dataset) => `${prefix}.canonical.${dataset}`,
    feed: (feed) => `${prefix}.feed.${feed}`,
    lookup: (table) => `${prefix}.lookup.${table}`,
    quarantine: `${prefix}.quarantine`,
    receipts: `${prefix}.receipts`,
    definitions: `${prefix}.definitions`,
    checkpoints: `${prefix}.checkpoints`,
  };
}
