// Writes the city's emissions into the departments' systems: databases, change lists, files, bids. Each remembers how far it got.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Emission } from '../city/emission';
import { writeFiles } from './drop-files';
import type { FeedStore } from './feed-store';
import { openMariadbSystem } from './mariadb-system';
import type { Procurement } from './procurement';
import { isListed, writeLists } from './rest-lists';
import { openSqliteSystem } from './sqlite-system';
import { PLANT_TABLES, PROJECT_TABLES, type SqlSystem, type Table } from './tables';

export interface NativeWriter {
  /** Emissions in time order, whole files; what a system already holds is left out. */
  write(emissions: readonly Emission[]): Promise<void>;
  /** File or URL of a database: `construction` or `plant/<no>`. */
  sql(name: string): string;
  close(): Promise<void>;
}

export interface NativeWriterOptions {
  readonly dir: string;
  readonly plantNos: readonly string[];
  readonly store: FeedStore;
  readonly procurement: Procurement;
  readonly mariadbUrl?: string;
  readonly databasePrefix?: string;
}

interface Home {
  readonly system: SqlSystem;
  /** Held before this run: a restart retells what the system has. */
  readonly progress: number;
}

const TABLE_OF = new Map([...PROJECT_TABLES, ...PLANT_TABLES].map((table) => [table.record, table]));

export async function openNativeWriter(options: NativeWriterOptions): Promise<NativeWriter> {
  const { dir, store, procurement } = options;
  const homes = await openHomes(options);
  return {
    sql: (name) => homes.get(name)?.system.location ?? '',
    async write(emissions) {
      const n = emissions.at(-1)?.n ?? 0;
      for (const [name, home] of homes) await writeRows(name, home, emissions, n);
      const listed = emissions.filter((emission) => isListed(emission) && emission.n > store.progress('lists'));
      if (listed.length > 0) writeLists(store, listed, n);
      const filed = emissions.filter((emission) => emission.file !== undefined && emission.n > store.progress('files'));
      if (filed.length > 0) {
        await writeFiles(dir, filed);
        store.setProgress('files', n);
      }
      writeBids(store, procurement, emissions, n);
    },
    close: async () => void (await Promise.all([...homes.values()].map((home) => home.system.close()))),
  };
}

async function openHomes({ dir, plantNos, mariadbUrl, databasePrefix = 'sandbox' }: NativeWriterOptions): Promise<Map<string, Home>> {
  const homes = new Map<string, Home>();
  const open = async (name: string, tables: readonly Table[]) => {
    mkdirSync(join(dir, name), { recursive: true });
    const system = mariadbUrl ? await openMariadbSystem(mariadbUrl, `${databasePrefix}_${name.replaceAll('/', '_')}`, tables) : openSqliteSystem(join(dir, name, 'system.db'), tables);
    homes.set(name, { system, progress: await system.progress() });
  };
  await open('construction', PROJECT_TABLES);
  for (const no of plantNos) await open(`plant/${no}`, PLANT_TABLES);
  return homes;
}

async function writeRows(name: string, home: Home, emissions: readonly Emission[], n: number): Promise<void> {
  const rows = emissions.flatMap((emission) => {
    const table = emission.file === undefined ? TABLE_OF.get(emission.record) : undefined;
    const at = emission.instance === '' ? 'construction' : `plant/${emission.instance}`;
    return table && at === name && emission.n > home.progress ? [{ table, native: emission.native }] : [];
  });
  if (rows.length > 0) await home.system.write(rows, n);
}

function writeBids(store: FeedStore, procurement: Procurement, emissions: readonly Emission[], n: number): void {
  const bids = emissions.filter((emission) => emission.record === 'procurement.bid' && emission.n > store.progress('bids'));
  for (const { native } of bids) procurement.bid({ bidNo: String(native.bidNo), tenderNo: String(native.tenderNo), bidder: String(native.bidder) });
  if (bids.length > 0) store.setProgress('bids', n);
}
