// One MariaDB server in a work folder: packages, data folder, password, start.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { NativeError } from '../errors';
import { freePorts } from '../free-port';
import { runTool } from '../run-tool';
import { openService, type NativeService } from '../service';
import { initSql, mariadbUrl, myCnf, SOCKET_PATH_LIMIT } from './mariadb-config';
import { ensureMariadbInstalled } from './mariadb-install';
import { mariadbServes } from './mariadb-probe';

export interface MariadbOptions {
  /** The work folder; MariaDB lives in its sub-folder `mariadb`. */
  readonly dir: string;
  /** The port at the first start; later starts keep it. A free one by default. */
  readonly port?: number;
}

export interface NativeMariadb extends NativeService {
  /** mysql://root:<password>@127.0.0.1:<port>, without a database. */
  readonly url: string;
}

export interface MariadbSecret {
  readonly port: number;
  readonly password: string;
}

/** Starts MariaDB as the calling user (installs Debian's packages where missing and permitted) or takes over the one of `dir`. */
export async function startMariadb({ dir, port }: MariadbOptions): Promise<NativeMariadb> {
  const home = mariadbHome(dir);
  mkdirSync(join(home, 'tmp'), { recursive: true });
  const programs = await ensureMariadbInstalled();
  const secret = await ensureSecret(dir, port);
  await ensureData(home, programs.setUp);
  const config = writeConfig(home, secret);
  const service = await openService({
    name: 'MariaDB',
    command: programs.server,
    args: [`--defaults-file=${config}`],
    cwd: home,
    pidFile: mariadbPidFile(dir),
    logFile: join(home, 'mariadb.log'),
    address: `127.0.0.1:${secret.port}`,
    probe: () => mariadbServes(secret.port),
    startSeconds: 60,
    stopSeconds: MARIADB_STOP_SECONDS,
  });
  return Object.defineProperties(service, { url: { value: mariadbUrl(secret.port, secret.password), enumerable: true } }) as NativeMariadb;
}

export const MARIADB_STOP_SECONDS = 30;
const mariadbHome = (dir: string): string => join(resolve(dir), 'mariadb');
export const mariadbPidFile = (dir: string): string => join(mariadbHome(dir), 'mariadb.pid');

/** Port and password chosen at the first start, or null before it. */
export function knownMariadbSecret(dir: string): MariadbSecret | null {
  const file = join(mariadbHome(dir), 'secret.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as MariadbSecret) : null;
}

async function ensureSecret(dir: string, wanted: number | undefined): Promise<MariadbSecret> {
  const known = knownMariadbSecret(dir);
  if (known !== null) return known;
  const secret = { port: wanted ?? Number((await freePorts(1))[0]), password: randomBytes(12).toString('hex') };
  writeFileSync(join(mariadbHome(dir), 'secret.json'), JSON.stringify(secret), { mode: 0o600 });
  return secret;
}

/** Builds the system tables beside and renames them, so that a set-up cut short is not taken for a finished one. */
async function ensureData(home: string, setUp: string): Promise<void> {
  const data = join(home, 'data');
  if (existsSync(data)) return;
  const fresh = join(home, 'data.new');
  rmSync(fresh, { recursive: true, force: true });
  await runTool({
    command: setUp,
    args: ['--no-defaults', '--auth-root-authentication-method=normal', '--skip-test-db', `--user=${userInfo().username}`, `--datadir=${fresh}`],
  });
  renameSync(fresh, data);
}

function writeConfig(home: string, secret: MariadbSecret): string {
  const socket = join(home, 's');
  if (Buffer.byteLength(socket) > SOCKET_PATH_LIMIT) throw new NativeError('PATH_TOO_LONG', { path: socket, limit: SOCKET_PATH_LIMIT });
  const config = join(home, 'my.cnf');
  writeFileSync(join(home, 'init.sql'), initSql(secret.password), { mode: 0o600 });
  writeFileSync(config, myCnf({ home, port: secret.port, user: userInfo().username, socket }));
  return config;
}
