// The certificate's way through exchange, put together as the hub does it: catalogue, validator, compiled table, route.
import { createHmac } from 'node:crypto';
import path from 'node:path';
import { createRoutes, parseNative, rawMessage, type OutMessage, type RawRecord, type RefineDeps, type Route, type Routes, type SourceDefinition } from '@lianshu/connectors';
import { type CompiledTable, compileTable, loadTables } from '@lianshu/mappings';
import { createValidator, type JsonObject, loadCatalogue } from '@lianshu/schemas';
import { nativeCertificate } from './samples';

/** The checkout's root. */
export const ROOT = path.join(__dirname, '..', '..', '..');

export const CERTIFICATES: SourceDefinition = {
  id: 'construction.certificate',
  department: 'construction',
  record: 'certificate',
  source: '/construction/materials-platform',
  kind: 'rest',
  schema: 'urn:lianshu:source:construction:certificate:1',
  tables: ['construction/certificate-to-concreteCert@1'],
  schedule: '0 0 0 1 1 *',
  constants: {},
  options: {},
};

export interface ExchangePath {
  readonly routes: Routes;
  readonly route: Route;
  readonly table: CompiledTable;
  readonly deps: RefineDeps;
}

export function createExchangePath(): ExchangePath {
  const catalogue = loadCatalogue(path.join(ROOT, 'schemas', 'catalogue'));
  const validator = createValidator(catalogue);
  const wanted = loadTables(path.join(ROOT, 'mappings', 'library')).find((one) => `${one.table}@${one.version}` === CERTIFICATES.tables[0]);
  if (!wanted) throw new Error(`no table ${CERTIFICATES.tables[0]}`);
  const table = compileTable(wanted, { catalogue });
  const routes = createRoutes([CERTIFICATES], { schema: (id) => catalogue.byId(id), table: () => table });
  const route = routes.find(CERTIFICATES.source, 'construction.certificate');
  if (!route) throw new Error('no route for certificates');
  const deps: RefineDeps = {
    parse: parseNative,
    check: (schemaId, value, stage) => validator.check(schemaId, value, stage),
    canonical: (id) => catalogue.byId(id),
    lookups: { get: () => undefined },
    pseudonym: (text) => createHmac('sm3', 'bench').update(text).digest('hex'),
  };
  return { routes, route, table, deps };
}

const FETCHED_AT = Date.UTC(2022, 1, 28, 1);

/** The message that ingest would publish for certificate `n`. */
export function certificateMessage(n: number): OutMessage {
  return rawMessage(CERTIFICATES, { key: String(nativeCertificate(n)['hgzbh']), version: 1, value: bytesOf(nativeCertificate(n)) }, FETCHED_AT);
}

export function rawCertificate(record: JsonObject): RawRecord {
  return { id: 'bench', key: String(record['hgzbh']), version: { declared: 1, fetchedAt: FETCHED_AT }, value: bytesOf(record) };
}

function bytesOf(record: JsonObject): Buffer {
  return Buffer.from(JSON.stringify(record));
}
