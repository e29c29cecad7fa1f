// A small catalogue for this package's specs: one source, one dataset, one code set. Not part of the package's interface.
import type { Catalogue, CatalogueEntry, CodeSet, SchemaNode } from '@lianshu/schemas';
import { parseTable, type MappingTable, type TableSpec } from './table';

export const SOURCE_ID = 'urn:lianshu:source:test:record:1';
export const TARGET_ID = 'urn:lianshu:canonical:thing:1';

export const COLOURS: CodeSet = {
  id: 'colour',
  titleZh: '颜色',
  titleEn: 'Colour',
  codes: [
    { code: 'red', zh: '红', en: 'Red', aliases: ['1', '朱'] },
    { code: 'blue', zh: '蓝', en: 'Blue', aliases: ['2'] },
    { code: 'navy', zh: '藏青', en: 'Navy', successor: 'blue' },
  ],
};

/** A catalogue of just these two schemas. */
export function smallCatalogue(source: SchemaNode, target: SchemaNode, key: readonly string[] = ['id']): Catalogue {
  const entries: CatalogueEntry[] = [
    { id: SOURCE_ID, kind: 'source', name: 'test.record', version: 1, schema: source, key: [] },
    { id: TARGET_ID, kind: 'canonical', name: 'thing', version: 1, schema: target, key },
  ];
  const byId = (id: string): CatalogueEntry => {
    const found = entries.find((entry) => entry.id === id);
    if (!found) throw new Error(`no entry ${id}`);
    return found;
  };
  return {
    byId,
    has: (id) => entries.some((entry) => entry.id === id),
    canonical: () => byId(TARGET_ID),
    source: () => byId(SOURCE_ID),
    datasets: () => entries.filter((entry) => entry.kind === 'canonical'),
    sources: () => entries.filter((entry) => entry.kind === 'source'),
    codeSet: () => COLOURS,
    codeSets: () => [COLOURS],
  };
}

/** The table that a spec is, read as its file would be. */
export function tableOf(spec: Omit<TableSpec, 'table' | 'version' | 'from' | 'to'>): MappingTable {
  return parseTable(JSON.stringify({ table: 'test/record-to-thing', version: 1, from: SOURCE_ID, to: TARGET_ID, ...spec }, null, 1), 'record-to-thing.v1.yaml');
}
