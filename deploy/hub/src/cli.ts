#!/usr/bin/env node
// The lianshu command.
import { Command } from 'commander';
import { checkDefinitions } from './commands/check';
import { addDemo } from './commands/demo';
import { createHubClient, type HubClient } from './commands/hub-client';
import { createOutput, reportError } from './commands/output';
import { addPartner } from './commands/partner';
import { addQuarantine } from './commands/quarantine';
import { addStart, configOf, withStore } from './commands/start';
import { addStatus } from './commands/status';
import { redactConfig } from './config';
import { loadDefinitions } from './definitions';
import { createSecrets } from './secrets';

const out = createOutput((text) => process.stdout.write(text));

function clientOf(command: Command): HubClient {
  const { url, key, data } = command.optsWithGlobals<{ url?: string; key?: string; data: string }>();
  return createHubClient({ url, key, data }, process.env);
}

function program(): Command {
  const root = new Command('lianshu').description('Lianshu (联数): a government data-exchange hub').showHelpAfterError();
  root
    .option('--config <file>', 'configuration file (YAML)', process.env.LIANSHU_CONFIG)
    .option('--data <dir>', 'data folder', 'var/lianshu')
    .option('--url <url>', 'address of a running hub')
    .option('--key <key>', 'key of an operator or of staff');
  addDemo(root, out);
  addStart(root);
  addStatus(root, clientOf, out);
  addQuarantine(root, clientOf, out);
  addPartner(root, withStore, out, Date.now);
  root.command('check').description('check every definition and run its test cases').action(() => checkDefinitions(out));
  root
    .command('verify-config')
    .description('check configuration, connections and secrets; start nothing')
    .action((_options: object, command: Command) => {
      const config = configOf(command);
      const { connections } = loadDefinitions(config);
      const secrets = createSecrets(process.env, config.secretsDir || null);
      for (const { options } of [...connections.sources, ...connections.sinks]) secrets.resolveAll(options);
      for (const text of [config.store.url, config.bus.password, config.pseudonymKey]) secrets.resolve(text);
      out.json(redactConfig(config));
    });
  return root;
}

// A reader that has seen enough (`lianshu … | head`) is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

program()
  .parseAsync()
  .catch((error: unknown) => {
    process.exitCode = reportError(error, (text) => process.stderr.write(text));
  });
