#!/usr/bin/env node
// The command: starts, stops and names the native services of a work folder.
import { readOptions, type Action, type CliOptions } from './cli-options';
import { NativeError } from './errors';
import { KAFKA_STOP_SECONDS, kafkaAddress, kafkaPidFile, knownKafkaPorts, startKafka } from './kafka/start-kafka';
import { mariadbUrl } from './mariadb/mariadb-config';
import { knownMariadbSecret, MARIADB_STOP_SECONDS, mariadbPidFile, startMariadb } from './mariadb/start-mariadb';
import { readLiving } from './pid-file';
import { stopService } from './service';

const actions: Record<Action, (options: CliOptions) => Promise<number>> = { start, stop, status, env };

async function start(options: CliOptions): Promise<number> {
  await Promise.all([
    options.kafka ? startKafka({ dir: options.dir }) : null,
    options.mariadb ? startMariadb({ dir: options.dir }) : null,
  ]);
  return env(options);
}

async function stop({ dir, kafka, mariadb }: CliOptions): Promise<number> {
  await Promise.all([
    kafka ? stopService({ pidFile: kafkaPidFile(dir), stopSeconds: KAFKA_STOP_SECONDS }) : null,
    mariadb ? stopService({ pidFile: mariadbPidFile(dir), stopSeconds: MARIADB_STOP_SECONDS }) : null,
  ]);
  return 0;
}

async function status({ dir, kafka, mariadb }: CliOptions): Promise<number> {
  const named = [...(kafka ? [['kafka', kafkaPidFile(dir)]] : []), ...(mariadb ? [['mariadb', mariadbPidFile(dir)]] : [])];
  const living = named.map(([name, file]) => ({ name, process: readLiving(String(file)) }));
  for (const { name, process: found } of living) print(`${name} ${found === null ? 'stopped' : `running, pid ${found.pid}`}`);
  return living.every((one) => one.process !== null) ? 0 : 1;
}

async function env({ dir, kafka, mariadb }: CliOptions): Promise<number> {
  const ports = knownKafkaPorts(dir);
  const secret = knownMariadbSecret(dir);
  if (kafka && ports !== null && readLiving(kafkaPidFile(dir)) !== null) print(`LIANSHU_TEST_KAFKA=${kafkaAddress(ports)}`);
  if (mariadb && secret !== null && readLiving(mariadbPidFile(dir)) !== null) print(`LIANSHU_TEST_MARIADB=${mariadbUrl(secret.port, secret.password)}`);
  return 0;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  return actions[options.action](options);
}

main().then(
  (code) => { process.exitCode = code; },
  (error: unknown) => {
    process.stderr.write(`${error instanceof NativeError ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
    process.exitCode = error instanceof NativeError && error.code === 'USAGE' ? 2 : 1;
  },
);
