// lianshu demo (npm start): the hub in one process with the sandbox city. Says where to ask, what to paste, what to try next.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '@lianshu/connectors';
import type { Store } from '@lianshu/gateway';
import { createSandbox, createSimClock, type Endpoints, instant } from '@lianshu/sandbox';
import type { JsonObject } from '@lianshu/schemas';
import type { Command } from 'commander';
import { realClock } from '../clock';
import { loadConfig } from '../config';
import { lockDataDir } from '../data-lock';
import { ROOT } from '../definitions';
import { type Hub, startHub } from '../hub';
import { createLog } from '../log';
import { DEMO_GRANTS, DEMO_QUERY, DEMO_VARIABLES, isWhole } from './demo-query';
import { createHubClient, DEMO_DATA, writeHubFile } from './hub-client';
import type { Output } from './output';
import { runUntilSignal } from './run-until-signal';

interface DemoOptions {
  readonly port: string;
  readonly seed: string;
  readonly scale: string;
  readonly speed: string;
  readonly readyFile?: string;
}

interface DemoKeys {
  readonly partner: string;
  readonly operator: string;
}

const FIRST_MORNING = '2022-04-04 08:00';
/** Share of the full traffic before the first morning: enough for reports that are due after 28 days, little enough to start soon. */
const HISTORY_SHARE = 0.01;

export function addDemo(program: Command, out: Output): void {
  program
    .command('demo')
    .description('the hub in one process with the sandbox city')
    .option('--port <port>', 'port of GraphQL; the next free one if taken', '4000')
    .option('--seed <n>', 'another seed is another city', '1')
    .option('--scale <n>', 'one n-th of Ningbo', '20')
    .option('--speed <n>', 'simulated seconds a second', '5')
    .option('--ready-file <path>', 'write addresses and the demo query here, as JSON, once it answers')
    .action((options: DemoOptions, command: Command) => demo(options, dataDirOf(command), out));
}

function dataDirOf(command: Command): string {
  const given = command.parent?.getOptionValueSource('data') === 'default' ? undefined : command.optsWithGlobals<{ data: string }>().data;
  return path.resolve(given ?? path.join(ROOT, DEMO_DATA));
}

async function demo(options: DemoOptions, dataDir: string, out: Output): Promise<void> {
  const unlock = lockDataDir(dataDir);
  // npm runs scripts in the checkout; the path was meant from where the person stood.
  const readyFile = options.readyFile && path.resolve(process.env.INIT_CWD ?? process.cwd(), options.readyFile);
  if (readyFile) rmSync(readyFile, { force: true });
  const log = createLog('info', path.join(dataDir, 'hub.log'));
  const clock = createSimClock({ start: savedInstant(dataDir) ?? instant(FIRST_MORNING), speed: Number(options.speed) });
  const sandbox = createSandbox({ seed: Number(options.seed), scale: Number(options.scale), historyShare: HISTORY_SHARE, clock, dir: path.join(dataDir, 'city') });
  const endpoints = await sandbox.start();
  const overrides: JsonObject = { dataDir, prefix: 'demo', instance: 'demo', http: { port: Number(options.port) }, connections: [path.join(ROOT, 'deploy', 'connections')], values: valuesOf(endpoints) };
  const hub = await startHub(loadConfig({ environment: process.env, overrides }), { clock, log, environment: process.env }).catch(async (error: unknown) => {
    await sandbox.stop();
    unlock();
    throw error;
  });
  const saving = setInterval(() => saveInstant(dataDir, clock.now(), log), 1000);
  let forget = (): void => undefined;
  const stop = async (): Promise<void> => {
    clearInterval(saving);
    forget();
    await hub.close();
    await sandbox.stop();
    saveInstant(dataDir, clock.now(), log);
    unlock();
  };
  await runUntilSignal({ close: stop }, async () => {
    const keys = await keysOf(hub, dataDir);
    forget = writeHubFile(dataDir, { url: hub.url, operatorKey: keys.operator });
    await answered(hub.url, keys.partner);
    if (readyFile) writeReadyFile(readyFile, hub.url, keys.partner);
    tell(out, hub.url, keys, dataDir, Number(options.port));
  });
}

/** The sandbox's endpoints, as the connection files name them. */
export function valuesOf(endpoints: Endpoints): JsonObject {
  const plants = endpoints.plants.map((plant) => ({ ...plant, id: plant.plantNo }));
  return JSON.parse(JSON.stringify({ ...endpoints, plants })) as JsonObject;
}

/** The demo's partner and operator: made at the first start, kept in the data folder, readable by its owner only. */
async function keysOf(hub: Hub, dataDir: string): Promise<DemoKeys> {
  const file = path.join(dataDir, 'keys.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DemoKeys;
  if (!hub.store) throw new Error('the demo has a gateway');
  const keys = await makeKeys(hub.store);
  writeWhole(file, JSON.stringify(keys));
  return keys;
}

async function makeKeys({ partners }: Store): Promise<DemoKeys> {
  const id = `demo-${randomUUID().slice(0, 8)}`;
  await partners.add({ id, name: 'Demo department (演示部门)' });
  for (const [dataset, maxLevel] of Object.entries(DEMO_GRANTS)) await partners.grant({ partnerId: id, dataset, maxLevel });
  const partner = await partners.issueKey({ partnerId: id, role: 'partner' });
  const operator = await partners.issueKey({ partnerId: id, role: 'operator' });
  return { partner: partner.secret, operator: operator.secret };
}

async function answered(url: string, key: string): Promise<void> {
  const client = createHubClient({ url, key, data: '' }, {});
  while (!isWhole(await client.ask(DEMO_QUERY, DEMO_VARIABLES))) await realClock.sleep(200);
}

function writeReadyFile(file: string, url: string, key: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  const demoRequest = { query: DEMO_QUERY, variables: DEMO_VARIABLES, headers: { authorization: `Bearer ${key}` } };
  writeFileSync(file, `${JSON.stringify({ graphql: `${url}/graphql`, health: `${url}/health`, demo: demoRequest }, null, 2)}\n`);
}

function tell(out: Output, url: string, keys: DemoKeys, dataDir: string, port: number): void {
  const body = JSON.stringify({ query: DEMO_QUERY.replace(/\s+/g, ' '), variables: DEMO_VARIABLES });
  if (!url.endsWith(`:${port}`)) out.line(`Port ${port} is in use; the next free one was taken.`);
  out.line(`\nLianshu (联数) runs with the sandbox city.\n`);
  out.line(`GraphQL     ${url}/graphql`);
  out.line(`Demo key    ${keys.partner}`);
  out.line(`\nOne certificate over four departments; paste:\n\ncurl -s ${url}/graphql -H 'content-type: application/json' -H 'authorization: Bearer ${keys.partner}' \\\n  -d '${body}'\n`);
  out.line(`Quarantine  npx lianshu quarantine list      what the city sent that could not be taken, and why`);
  out.line(`Status      npx lianshu status               connections, lag, deliveries and receipts`);
  out.line(`List feed   curl -N '${url}/feeds/blacklist/events?after=0' -H 'authorization: Bearer ${keys.partner}'`);
  out.line(`Log         ${path.relative(process.cwd(), path.join(dataDir, 'hub.log'))}\n\nCtrl-C stops; npm start goes on from there.`);
}

function savedInstant(dataDir: string): number | null {
  const file = path.join(dataDir, 'clock.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { now: number }).now : null;
}

/** Without it, the next start goes back to the last saved instant: worth a warning, no reason to stop. */
function saveInstant(dataDir: string, now: number, log: Log): void {
  try {
    writeWhole(path.join(dataDir, 'clock.json'), JSON.stringify({ now }));
  } catch (error) {
    log.warn({ err: error }, 'the city\'s clock could not be saved');
  }
}

/** A reader finds the old text or the new one, also when the process is killed meanwhile. Readable by its owner only. */
function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
