// lianshu start: a hub by its configuration, until it is asked to stop.
import { type Command, Option } from 'commander';
import { createStore, FEEDS_FOLDER, loadFeeds, type Store } from '@lianshu/gateway';
import { loadCatalogue, type JsonObject } from '@lianshu/schemas';
import path from 'node:path';
import { realClock } from '../clock';
import { loadConfig } from '../config';
import type { Config } from '../config-schema';
import { lockDataDir } from '../data-lock';
import { ROOT } from '../definitions';
import { startHub } from '../hub';
import { createLog } from '../log';
import { createSecrets } from '../secrets';
import { runningDemo, writeHubFile } from './hub-client';
import { runUntilSignal } from './run-until-signal';

export function addStart(program: Command): void {
  program
    .command('start')
    .description('start a hub by its configuration')
    .addOption(new Option('--role <roles...>', 'what this process does; all by default').choices(['connect', 'exchange', 'gateway']))
    .action(async ({ role }: { role?: string[] }, command: Command) => {
      const config = configOf(command, role ? { roles: role } : {});
      const unlock = lockDataDir(config.dataDir);
      const log = createLog(config.log.level);
      const hub = await startHub(config, { clock: realClock, log, environment: process.env });
      const forget = writeHubFile(config.dataDir, { url: hub.url });
      await runUntilSignal(hub);
      forget();
      unlock();
      log.info({}, 'hub stopped');
    });
}

/** The configuration of a command: file, environment, then --data. */
export function configOf(command: Command, overrides: JsonObject = {}): Config {
  const { config, data } = command.optsWithGlobals<{ config?: string; data: string }>();
  const given: JsonObject = command.parent?.getOptionValueSourceWithGlobals('data') === 'default' ? {} : { dataDir: data };
  return loadConfig({ ...(config ? { file: config } : {}), environment: process.env, overrides: { ...given, ...overrides } });
}

/** With no configuration, data folder or store given, by option or environment, the hub that `npm start` runs is meant, as in `lianshu status`. */
function configOfStore(command: Command): Config {
  const config = configOf(command);
  const { config: file, data } = command.optsWithGlobals<{ config?: string; data: string }>();
  const given = file || config.store.url || config.dataDir !== data || command.getOptionValueSourceWithGlobals('data') !== 'default';
  const demo = given ? null : runningDemo(data);
  if (!demo) return config;
  process.stderr.write(`No --config or --data is given: this is for the running demo, ${demo}.\n`);
  return configOf(command, { dataDir: demo });
}

/** Opens the store of a configuration for one command. */
export async function withStore(command: Command, use: (store: Store) => Promise<void>): Promise<void> {
  const config = configOfStore(command);
  const secrets = createSecrets(process.env, config.secretsDir || null);
  const url = secrets.resolve(config.store.url) || `file:${path.join(config.dataDir, 'store.db')}`;
  const catalogue = loadCatalogue(path.join(ROOT, 'schemas', 'catalogue'));
  const store = await createStore({ url, catalogue, feeds: (plans) => loadFeeds(FEEDS_FOLDER, plans), clock: realClock, log: createLog('warn') });
  try {
    await use(store);
  } finally {
    await store.close();
  }
}
