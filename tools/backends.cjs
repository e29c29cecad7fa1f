// Real Kafka and MariaDB for the tests: given by environment, or by Docker, or natively; says which ran and why any did not.
const { spawnSync } = require('node:child_process');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const net = require('node:net');
const { root } = require('./setup.cjs');

const KINDS = {
  kafka: { variable: 'LIANSHU_TEST_KAFKA', docker: dockerKafka },
  mariadb: { variable: 'LIANSHU_TEST_MARIADB', docker: dockerMariadb },
};

/** Resolves to { env, report: [{kind, how, address?, why?}], stop() }. */
async function startBackends() {
  const env = {};
  const report = [];
  const stops = [];
  for (const [kind, { variable, docker }] of Object.entries(KINDS)) {
    if (process.env[variable]) {
      report.push({ kind, how: 'environment' });
      continue;
    }
    const found = (await tryDocker(kind, docker, stops)) ?? tryNative(kind, variable, stops);
    if (found.address) env[variable] = found.address;
    report.push({ kind, ...found });
  }
  return { env, report, stop: () => stops.reverse().forEach((stop) => stop()) };
}

async function tryDocker(kind, start, stops) {
  const engine = spawnSync('docker', ['info', '--format', '{{.ServerVersion}}'], { encoding: 'utf8', timeout: 10_000 });
  if (engine.status !== 0 || !engine.stdout.trim()) return null;
  const port = await freePort();
  const name = `lianshu-test-${kind}-${process.pid}`;
  const started = spawnSync('docker', ['run', '-d', '--rm', '--name', name, ...start(port)], { encoding: 'utf8', timeout: 300_000 });
  if (started.status !== 0) return null;
  stops.push(() => spawnSync('docker', ['rm', '-f', name]));
  await waitForPort(port);
  return { how: 'docker', address: kind === 'kafka' ? `127.0.0.1:${port}` : `mysql://root:lianshu@127.0.0.1:${port}` };
}

function dockerKafka(port) {
  const settings = {
    KAFKA_NODE_ID: 1,
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://0.0.0.0:29093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:29093',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: 1,
    KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: 1,
    KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: 1,
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: 0,
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: false,
  };
  const env = Object.entries(settings).flatMap(([name, value]) => ['-e', `${name}=${value}`]);
  return ['-p', `127.0.0.1:${port}:${port}`, ...env, 'apache/kafka:4.1.1'];
}

function dockerMariadb(port) {
  return ['-p', `127.0.0.1:${port}:3306`, '-e', 'MARIADB_ROOT_PASSWORD=lianshu', 'mariadb:10.11'];
}

/** deploy/native in a temporary work folder. */
function tryNative(kind, variable, stops) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), `lianshu-${kind}-`));
  const cli = path.join(root, 'deploy/native/dist/cli.js');
  const started = spawnSync(process.execPath, [cli, 'start', '--dir', dir, `--${kind}`], { encoding: 'utf8', timeout: 600_000, stdio: ['ignore', 'pipe', 'inherit'] });
  const address = new RegExp(`^${variable}=(.+)$`, 'm').exec(started.stdout ?? '')?.[1];
  stops.push(() => {
    spawnSync(process.execPath, [cli, 'stop', '--dir', dir], { stdio: 'ignore', timeout: 60_000 });
    fs.rmSync(dir, { recursive: true, force: true });
  });
  if (started.status === 0 && address) return { how: 'native', address };
  return { how: 'none', why: `no ${variable}, no Docker engine, and deploy/native could not start it (see above)` };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function waitForPort(port, tries = 240) {
  for (let n = 0; n < tries; n += 1) {
    const open = await new Promise((resolve) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false));
      socket.on('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`nothing answers on port ${port}`);
}

module.exports = { startBackends };
