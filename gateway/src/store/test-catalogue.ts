// A small catalogue for the store's suites: every kind of column, links by value, by composite key and by array.
import type { Catalogue, CatalogueEntry, SchemaNode } from '@lianshu/schemas';

const SCHEMAS: Readonly<Record<string, SchemaNode>> = {
  cert: {
    type: 'object', 'x-key': ['certNo'], required: ['certNo', 'issuedAt'],
    properties: {
      certNo: { type: 'string', maxLength: 40 },
      projectCode: { type: 'string', maxLength: 40, 'x-ref': { dataset: 'project', as: 'project', reverse: 'certs' } },
      plant: { type: 'string', maxLength: 18 },
      title: { type: 'string', maxLength: 60 },
      note: { type: 'string' },
      volume: { type: 'number', 'x-scale': 2, 'x-precision': 12 },
      ratio: { type: 'number' },
      count: { type: 'integer' },
      ok: { type: 'boolean' },
      issuedAt: { type: 'string', format: 'date-time' },
      day: { type: 'string', format: 'date' },
      batches: { type: 'array', items: { type: 'string', maxLength: 40, 'x-ref': { dataset: 'batch', as: 'materialBatches', reverse: 'certs' } } },
      used: { type: 'array', items: { type: 'object', properties: { lot: { type: 'string', maxLength: 40, 'x-ref': { dataset: 'batch', as: 'lots', reverse: 'users' } } } } },
      place: { type: 'object' },
    },
  },
  project: {
    type: 'object', 'x-key': ['projectCode'], required: ['projectCode'],
    properties: { projectCode: { type: 'string', maxLength: 40 }, name: { type: 'string', maxLength: 100 } },
  },
  register: {
    type: 'object', 'x-key': ['regNo'], required: ['regNo'],
    properties: { regNo: { type: 'string', maxLength: 40 }, projectCode: { type: 'string', maxLength: 40, 'x-ref': { dataset: 'project', as: 'project', reverse: 'registers' } } },
  },
  batch: {
    type: 'object', 'x-key': ['batchNo', 'supplier'], required: ['batchNo', 'supplier'], 'x-precedence': ['/lead', '/second'],
    properties: { batchNo: { type: 'string', maxLength: 40 }, supplier: { type: 'string', maxLength: 40 }, tons: { type: 'number', 'x-scale': 1 } },
  },
};

export function testCatalogue(schemas: Readonly<Record<string, SchemaNode>> = SCHEMAS): Catalogue {
  const entries = Object.entries(schemas).map(([name, schema]): CatalogueEntry => ({ id: `urn:lianshu:canonical:${name}:1`, kind: 'canonical', name, version: 1, schema, key: schema['x-key'] ?? [] }));
  const find = (is: (entry: CatalogueEntry) => boolean): CatalogueEntry => {
    const entry = entries.find(is);
    if (!entry) throw new Error('Not in the test catalogue');
    return entry;
  };
  return {
    canonical: (dataset) => find(({ name }) => name === dataset), source: () => find(() => false), byId: (id) => find((entry) => entry.id === id),
    has: (id) => entries.some((entry) => entry.id === id), datasets: () => entries, sources: () => [], codeSet: () => { throw new Error('No code sets'); }, codeSets: () => [],
  };
}

export const TEST_SCHEMAS = SCHEMAS;
