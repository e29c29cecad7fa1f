// A single-node Apache Kafka in a work folder: jars, format, start.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freePorts } from '../free-port';
import { readLiving } from '../pid-file';
import { requireTool, runTool } from '../run-tool';
import { openService, type NativeService } from '../service';
import { kafkaJvmArgs, serverProperties, type KafkaPorts } from './kafka-config';
import { ensureKafkaJars } from './kafka-jars';
import { kafkaServes } from './kafka-probe';

export interface KafkaOptions {
  /** The work folder; Kafka lives in its sub-folder `kafka`. */
  readonly dir: string;
  /** The broker's port at the first start; later starts keep it. A free one by default. */
  readonly port?: number;
}

/** Starts Kafka 4.1.1 (needs Java 17 or newer, and Maven for the first start) or takes over the one that runs in `dir`. */
export async function startKafka({ dir, port }: KafkaOptions): Promise<NativeService> {
  const home = kafkaHome(dir);
  mkdirSync(home, { recursive: true });
  const java = requireTool('java', 'Java 17 or newer', 'openjdk-17-jre-headless');
  const ports = await ensurePorts(home, port);
  const jars = readLiving(kafkaPidFile(dir)) ? join(home, 'jars') : await ensureKafkaJars(home);
  const config = await ensureFormatted({ home, java, jars, ports });
  return openService({
    name: 'Kafka',
    command: java,
    args: [...kafkaJvmArgs(jars), 'kafka.Kafka', config],
    cwd: home,
    pidFile: kafkaPidFile(dir),
    logFile: join(home, 'kafka.log'),
    address: kafkaAddress(ports),
    probe: () => kafkaServes(ports.broker),
    startSeconds: 90,
    stopSeconds: KAFKA_STOP_SECONDS,
  });
}

export const KAFKA_STOP_SECONDS = 30;
const kafkaHome = (dir: string): string => join(resolve(dir), 'kafka');
export const kafkaPidFile = (dir: string): string => join(kafkaHome(dir), 'kafka.pid');
export const kafkaAddress = (ports: KafkaPorts): string => `127.0.0.1:${ports.broker}`;

/** The ports chosen at the first start, or null before it. */
export function knownKafkaPorts(dir: string): KafkaPorts | null {
  const file = join(kafkaHome(dir), 'ports.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as KafkaPorts) : null;
}

async function ensurePorts(home: string, wanted: number | undefined): Promise<KafkaPorts> {
  const known = knownKafkaPorts(join(home, '..'));
  if (known !== null) return known;
  const [first, second] = await freePorts(2);
  const ports = { broker: wanted ?? Number(first), controller: Number(second) };
  writeFileSync(join(home, 'ports.json'), JSON.stringify(ports));
  return ports;
}

async function ensureFormatted({ home, java, jars, ports }: { home: string; java: string; jars: string; ports: KafkaPorts }): Promise<string> {
  const config = join(home, 'server.properties');
  const data = join(home, 'data');
  if (existsSync(join(data, 'meta.properties'))) return config;
  rmSync(data, { recursive: true, force: true });
  writeFileSync(config, serverProperties(ports, data));
  const storage = (args: string[]) => runTool({ command: java, args: [...kafkaJvmArgs(jars), 'kafka.tools.StorageTool', ...args], cwd: home });
  const id = (await storage(['random-uuid'])).trim().split('\n').at(-1) ?? '';
  await storage(['format', '-t', id, '-c', config, '--standalone']);
  return config;
}
