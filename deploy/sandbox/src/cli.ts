#!/usr/bin/env node
// Runs the sandbox city alone: node deploy/sandbox/dist/cli.js --seed 1 --scale 20 --dir var/sandbox
import { parseArgs } from 'node:util';
import { createSimClock } from './clock';
import { createSandbox } from './sandbox';
import { SandboxError } from './errors';
import { instant } from './city/calendar';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' }, scale: { type: 'string', default: '20' }, dir: { type: 'string', default: 'var/sandbox' }, start: { type: 'string', default: '2022-02-21' },
    live: { type: 'string', default: '2022-04-04' }, now: { type: 'string', default: '2022-04-04 08:00' }, speed: { type: 'string', default: '1' }, mariadb: { type: 'string' }, only: { type: 'string' },
  },
});

function numberOf(name: 'seed' | 'scale' | 'speed', least: number): number {
  const number = Number(values[name]);
  if (!Number.isFinite(number) || number < least) throw new SandboxError('SANDBOX_OPTION', `--${name} ${values[name]}: a number of at least ${least} is expected`);
  return number;
}

async function main(): Promise<void> {
  if (values.only !== undefined && values.only !== 'chain') throw new SandboxError('SANDBOX_OPTION', `--only ${values.only}: only "chain" is known`);
  const clock = createSimClock({ start: instant(values.now), speed: numberOf('speed', 0.001) });
  const sandbox = createSandbox({
    seed: numberOf('seed', 0), scale: numberOf('scale', 1), start: values.start, live: values.live, clock, dir: values.dir, mariadbUrl: values.mariadb, only: values.only === 'chain' ? 'chain' : undefined,
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
