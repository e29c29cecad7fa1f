#!/usr/bin/env node
// Runs the sandbox city alone: node deploy/sandbox/dist/cli.js --seed 1 --scale 20 --dir var/sandbox
import { parseArgs } from 'node:util';
import { createSimClock } from './clock';
import { createSandbox } from './sandbox';
import { instant } from './city/calendar';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' }, scale: { type: 'string', default: '20' }, dir: { type: 'string', default: 'var/sandbox' }, start: { type: 'string', default: '2022-02-21' },
    live: { type: 'string', default: '2022-04-04' }, now: { type: 'string', default: '2022-04-04 08:00' }, speed: { type: 'string', default: '1' }, mariadb: { type: 'string' }, only: { type: 'string' },
  },
});

async function main(): Promise<void> {
  const clock = createSimClock({ start: instant(values.now), speed: Number(values.speed) });
  const sandbox = createSandbox({
    seed: Number(values.seed), scale: Number(values.scale), start: values.start, live: values.live, clock, dir: values.dir, mariadbUrl: values.mariadb, only: values.only === 'chain' ? 'chain' : undefined,
  });
  const endpoints = await sandbox.start();
  process.stdout.write(`${JSON.stringify(endpoints, null, 2)}\n`);
  const leave = () => void sandbox.stop().then(() => process.exit(0));
  process.once('SIGINT', leave);
  process.once('SIGTERM', leave);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
