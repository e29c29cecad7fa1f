// The catalogue as this key may see it: granted datasets, visible fields, and the code sets that these use.
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Catalogue, SchemaNode } from '@lianshu/schemas';
import type { DatasetView } from '../../access/view';
import type { ApiContext } from '../context';
import { CodeSetInfo, DatasetInfo, type DatasetField } from './catalogue-types';

@Resolver()
export class CatalogueResolver {
  @Query(() => [DatasetInfo], { description: '数据目录 · datasets that this key may see' })
  datasets(@Ctx() { view, store }: ApiContext): DatasetInfo[] {
    return [...view.datasets.values()].map((dataset) => datasetInfo(dataset, store.catalogue));
  }

  @Query(() => DatasetInfo, { nullable: true, description: '单个数据集 · one dataset' })
  dataset(@Arg('name', () => String) name: string, @Ctx() { view, store }: ApiContext): DatasetInfo | null {
    const dataset = view.datasets.get(name);
    return dataset ? datasetInfo(dataset, store.catalogue) : null;
  }

  @Query(() => [CodeSetInfo], { description: '代码集 · code sets of the visible fields' })
  codeSets(@Ctx() { view, store }: ApiContext): CodeSetInfo[] {
    const used = new Set([...view.datasets.values()].flatMap(({ schema }) => fieldsOf(schema).map(({ codes }) => codes)));
    return store.catalogue.codeSets().filter(({ id }) => used.has(id)).map((set) => ({ ...set, codes: set.codes.map(({ code, zh, en }) => ({ code, zh, en })) }));
  }
}

function datasetInfo({ name, entry, schema }: DatasetView, catalogue: Catalogue): DatasetInfo {
  return {
    name,
    id: entry.id,
    version: entry.version,
    versions: versionsOf(name, entry.version, catalogue),
    key: [...entry.key],
    titleZh: text(schema['x-title-zh']),
    titleEn: text(schema['x-title-en']),
    provider: texts(schema['x-provider']),
    consumers: texts(schema['x-consumers']),
    cadence: text(schema['x-cadence']),
    share: text(schema['x-share']),
    level: text(schema['x-level']),
    fields: fieldsOf(schema),
  };
}

function versionsOf(name: string, newest: number, catalogue: Catalogue): number[] {
  return Array.from({ length: newest }, (_, at) => at + 1).filter((version) => catalogue.has(`urn:lianshu:canonical:${name}:${version}`));
}

/** Every field at every depth: `releaseCheck.slumpMm`, `materials[].material`. */
function fieldsOf(schema: SchemaNode, prefix = ''): DatasetField[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, node]) => {
    const path = `${prefix}${name}`;
    const required = schema.required?.includes(name) ?? false;
    const own = fieldInfo(path, node, required, text(schema['x-level']));
    return [own, ...fieldsOf(node, `${path}.`), ...(node.items ? fieldsOf(node.items, `${path}[].`) : [])];
  });
}

function fieldInfo(path: string, node: SchemaNode, required: boolean, inherited: string | null): DatasetField {
  const source = node.items ?? node;
  return {
    path,
    required,
    type: Array.isArray(node.type) ? node.type.join('|') : String(node.type ?? (node.enum ? 'string' : 'any')),
    titleZh: text(node['x-title-zh']),
    titleEn: text(node['x-title-en']),
    unit: text(source['x-unit']),
    format: text(source.format),
    level: text(node['x-level']) ?? inherited,
    codes: text(source['x-codes']),
    values: source.enum ? source.enum.map(String) : null,
    linksTo: source['x-ref']?.dataset ?? null,
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : typeof value === 'string' ? [value] : [];
}
