// The sandbox: the city's events written into the departments' native systems as the clock goes, and the truth kept beside them.
import { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from './clock';
import { createCity, type City, type CityOptions } from './city/city';
import type { Emission, TruthRow } from './city/emission';
import { uscc } from './city/identifiers';
import type { Receiver } from './departments/department-server';
import { dropCommandWorks, FOLDERS, plantFolder } from './departments/drop-files';
import { openFeedStore } from './departments/feed-store';
import { openNativeWriter, type NativeWriter } from './departments/native-writer';
import { createProcurement, type Bid, type Procurement } from './departments/procurement';
import { createServers, type Department, type Servers } from './departments/servers';
import { SandboxError } from './errors';
import { createTruth, type Truth } from './truth';

export interface SandboxOptions extends CityOptions {
  readonly clock: Clock;
  /** Work folder: databases, drop folders, truth. What stands in it is resumed (same seed and scale). */
  readonly dir: string;
  /** A server for the departments' databases; SQLite files in `dir` without. */
  readonly mariadbUrl?: string;
  /** Databases are named `<prefix>_construction`, `<prefix>_plant_001` …; `sandbox` by default. */
  readonly databasePrefix?: string;
  /** Follow the clock by itself, every simulated second (default). False: only `advance` moves the city. */
  readonly follow?: boolean;
  /** The city could not be written on (a full disk, a database gone). Without it such a fault ends the process. */
  readonly onFault?: (error: unknown) => void;
  /** Fixed ports; 0 (any free one) where absent. */
  readonly ports?: Partial<Record<Department, number>>;
}

export interface RestEndpoint {
  readonly url: string;
  readonly token: string;
}

export interface Endpoints {
  readonly construction: { readonly sql: string; readonly rest: RestEndpoint; readonly lims: string; readonly labUscc: string };
  readonly plants: readonly { readonly plantNo: string; readonly uscc: string; readonly sql: string; readonly csv: string }[];
  readonly transport: { readonly rest: RestEndpoint };
  readonly civilDefence: { readonly rest: RestEndpoint; readonly drop: string };
  readonly water: { readonly rest: RestEndpoint; readonly drop: string };
  readonly credit: { readonly rest: RestEndpoint; readonly penalties: string; readonly penaltiesCf: string; readonly licences: string; readonly lists: string };
  readonly procurement: { readonly rest: RestEndpoint; readonly uscc: string };
}

export interface Sandbox {
  readonly city: City;
  readonly truth: Truth;
  readonly receivers: Readonly<Record<Department, Receiver>>;
  /** Opens the systems, writes the past up to the clock's now, and (with `follow`) goes on living. */
  start(): Promise<Endpoints>;
  /** Writes what happens up to this instant (the clock's now by default). Steps of at most `MAX_STEP` keep bins unambiguous. */
  advance(to?: number): Promise<number>;
  /** A bid at the procurement venue, as a contractor would make it. */
  bid(bid: Bid): ReturnType<Procurement['bid']>;
  /** Drops a civil-defence file with a command work in it; gives its name. */
  dropCommandWorks(): string;
  stop(): Promise<void>;
}

/** Between a bin's filling and its first use at least this much time passes (ms). */
export const MAX_STEP = 60 * 60_000;
const TICK = 1000;
const CHUNK = 5000;

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock, dir } = options;
  mkdirSync(dir, { recursive: true });
  claim(options);
  const city = createCity(options);
  const truth = createTruth(join(dir, 'truth.jsonl'));
  const store = openFeedStore(dir);
  const onReceipt = receiptTruth(join(dir, 'truth-procurement.jsonl'), truth);
  const procurement = createProcurement({ uscc: uscc('12', '330200', 'MB2C', 1), store, clock, onReceipt });
  const servers = createServers(store, clock, procurement);
  const stopping = new AbortController();
  let writer: NativeWriter | undefined;
  let queue = Promise.resolve(0);
  let following = Promise.resolve();

  async function start(): Promise<Endpoints> {
    writer = await openNativeWriter({ ...options, plantNos: city.plants.map((plant) => plant.no), store, procurement });
    const rest = await servers.listen((department) => options.ports?.[department] ?? 0);
    await advance();
    if (options.follow !== false) following = options.onFault ? follow().catch(options.onFault) : follow();
    return endpointsOf(dir, city, writer, rest, procurement.uscc);
  }

  /** One at a time, in the order of the calls. */
  function advance(to = clock.now()): Promise<number> {
    const run = queue.then(() => writeUntil(city, truth, started(writer), to));
    queue = run.catch(() => 0);
    return run;
  }

  async function follow(): Promise<void> {
    while (!stopping.signal.aborted) {
      await advance();
      await clock.sleep(TICK, stopping.signal);
    }
  }

  async function stop(): Promise<void> {
    stopping.abort();
    await following;
    await queue;
    await servers.close();
    await writer?.close();
    store.close();
  }

  return { city, truth, receivers: servers.receivers, start, advance, bid: (bid) => procurement.bid(bid), dropCommandWorks: () => dropCommandWorks(dir), stop };
}

/** The folder belongs to one city: the same seed and calendar, or none. */
function claim({ dir, seed = 1, scale = 20, start, live, historyShare, only, dirt }: SandboxOptions): void {
  const file = join(dir, 'city.json');
  const city = JSON.stringify({ seed, scale, start, live, historyShare, only, dirt });
  if (!existsSync(file)) return writeFileSync(file, city);
  const held = readFileSync(file, 'utf8');
  if (held !== city) throw new SandboxError('SANDBOX_OPTION', `${dir} holds another city (${held}): empty the folder, or start with the same options`);
}

function started(writer: NativeWriter | undefined): NativeWriter {
  if (!writer) throw new SandboxError('SANDBOX_STATE', 'The sandbox is not started: call start() before advance()');
  return writer;
}

async function writeUntil(city: City, truth: Truth, writer: NativeWriter, to: number): Promise<number> {
  let written = 0;
  for (const chunk of chunks(city.advanceTo(to))) {
    for (const { truth: row } of chunk) if (row) truth.add(row);
    await writer.write(chunk);
    written += chunk.length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  truth.flush();
  return written;
}

/** Receipts depend on what the hub delivered: their truth is appended here and read back after a restart. */
function receiptTruth(file: string, truth: Truth): (row: Omit<TruthRow, 'n'>) => void {
  const before = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter((line) => line !== '') : [];
  for (const line of before) truth.add(JSON.parse(line) as TruthRow);
  return (row) => {
    truth.add({ n: 0, ...row });
    appendFileSync(file, `${JSON.stringify({ n: 0, ...row })}\n`);
  };
}

/** Chunks that never cut a file: they end where the instant changes. */
function* chunks(emissions: Iterable<Emission>): Generator<Emission[]> {
  let chunk: Emission[] = [];
  for (const emission of emissions) {
    if (chunk.length >= CHUNK && emission.at !== chunk.at(-1)?.at) {
      yield chunk;
      chunk = [];
    }
    chunk.push(emission);
  }
  if (chunk.length > 0) yield chunk;
}

function endpointsOf(dir: string, city: City, writer: NativeWriter, rest: Awaited<ReturnType<Servers['listen']>>, executor: string): Endpoints {
  const folder = (path: string) => {
    mkdirSync(join(dir, path), { recursive: true });
    return join(dir, path);
  };
  return {
    construction: { sql: writer.sql('construction'), rest: rest.construction, lims: folder(FOLDERS.lims), labUscc: city.enterprises.lab.uscc },
    plants: city.plants.map((plant) => ({ plantNo: plant.no, uscc: plant.uscc, sql: writer.sql(`plant/${plant.no}`), csv: folder(plantFolder(plant.no)) })),
    transport: { rest: rest.transport },
    civilDefence: { rest: rest['civil-defence'], drop: folder(FOLDERS.civilDefence) },
    water: { rest: rest.water, drop: folder(FOLDERS.water) },
    credit: { rest: rest.credit, penalties: folder(FOLDERS.penalties), penaltiesCf: folder(FOLDERS.penaltiesCf), licences: folder(FOLDERS.licences), lists: folder(FOLDERS.lists) },
    procurement: { rest: rest.procurement, uscc: executor },
  };
}
