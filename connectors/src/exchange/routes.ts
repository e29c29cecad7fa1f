// Which schema and mapping tables a raw message is for: by its source and record type.
import type { CompiledTable } from '@lianshu/mappings';
import type { CatalogueEntry } from '@lianshu/schemas';
import type { SourceDefinition } from './connection';

export interface Route {
  readonly source: string;
  /** `<department>.<record>`. */
  readonly record: string;
  readonly schema: CatalogueEntry;
  readonly tables: readonly CompiledTable[];
  readonly constants: Readonly<Record<string, string>>;
}

export interface Routes {
  find(source: string, record: string): Route | undefined;
  /** `<department>` and `<record>` of every raw topic. */
  records(): readonly { readonly department: string; readonly record: string }[];
}

export interface RouteDeps {
  readonly schema: (id: string) => CatalogueEntry;
  /** `<table>@<version>` → compiled table. */
  readonly table: (name: string) => CompiledTable;
}

/** Channels of one system share a route: the first definition gives it. */
export function createRoutes(definitions: readonly SourceDefinition[], deps: RouteDeps): Routes {
  const routes = new Map<string, Route>();
  const records = new Map<string, { department: string; record: string }>();
  for (const definition of definitions) {
    const { department, record, source, constants } = definition;
    const name = `${department}.${record}`;
    records.set(name, { department, record });
    if (routes.has(`${source} ${name}`)) continue;
    const tables = definition.tables.map(deps.table);
    routes.set(`${source} ${name}`, { source, record: name, schema: deps.schema(definition.schema), tables, constants });
  }
  return { find: (source, record) => routes.get(`${source} ${record}`), records: () => [...records.values()] };
}
