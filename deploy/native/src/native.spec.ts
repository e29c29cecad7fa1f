// The parts of the native services that can be tried without the services: texts, packets, pids, the command line.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOptions } from './cli-options';
import { freePorts } from './free-port';
import { jarsProject, serverProperties } from './kafka/kafka-config';
import { brokersIn, metadataRequest } from './kafka/kafka-probe';
import { initSql, mariadbUrl, myCnf } from './mariadb/mariadb-config';
import { greetingVersion, mariadbServes } from './mariadb/mariadb-probe';
import { isAlive, parseStat, readLiving, recordPid } from './pid-file';
import { runTool } from './run-tool';
import { openService, type ServicePlan } from './service';

let dir = '';
beforeEach(() => { dir = mkdtempSync(join(tmpdir(), 'native-')); });
afterEach(() => rmSync(dir, { recursive: true, force: true }));

describe('Configuration texts', () => {
  it('keep every Kafka listener on loopback and the broker session short', () => {
    const text = serverProperties({ broker: 1111, controller: 2222 }, '/d/a\\b');
    expect(text).toContain('listeners=PLAINTEXT://127.0.0.1:1111,CONTROLLER://127.0.0.1:2222\n');
    expect(text).toContain('broker.session.timeout.ms=2000\n');
    expect(text).toContain('auto.create.topics.enable=false\n');
    expect(text).toContain('log.dirs=/d/a\\\\b\n');
    expect(text.replaceAll(/127\.0\.0\.1/g, '')).not.toMatch(/\/\/\d/);
  });

  it('pin the version of the broker and name no registry', () => {
    expect(jarsProject()).toContain('<artifactId>kafka_2.13</artifactId><version>4.1.1</version>');
    expect(jarsProject()).not.toMatch(/<repositor/);
  });

  it('make MariaDB durable, local and utf8mb4', () => {
    const text = myCnf({ home: '/h', port: 3, user: 'someone', socket: '/h/s' });
    for (const line of ['bind-address=127.0.0.1', 'innodb_flush_log_at_trx_commit=1', 'max_allowed_packet=64M', 'character-set-server=utf8mb4', 'skip-name-resolve', 'user=someone']) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('give root its password on both ways in, one statement a line, and refuse a password that needs quoting', () => {
    const lines = initSql('ab12').trim().split('\n');
    expect(lines.every((line) => line.endsWith(';'))).toBe(true);
    expect(lines.filter((line) => line.startsWith('ALTER USER'))).toHaveLength(2);
    expect(() => initSql("a'b")).toThrow('hexadecimal');
    expect(mariadbUrl(5, 'ab12')).toBe('mysql://root:ab12@127.0.0.1:5');
  });
});

describe('Readiness probes', () => {
  it('send a metadata request whose length prefix is true', () => {
    const request = metadataRequest();
    expect(request.readInt32BE(0)).toBe(request.length - 4);
    expect(request.readInt16BE(4)).toBe(3);
  });

  it('count brokers only in a complete response, and none while the broker is fenced', () => {
    const response = Buffer.alloc(16);
    response.writeInt32BE(12, 0);
    response.writeInt32BE(1, 8);
    expect(brokersIn(response)).toBe(1);
    expect(brokersIn(response.subarray(0, 14))).toBe(0);
    response.writeInt32BE(0, 8);
    expect(brokersIn(response)).toBe(0);
  });

  it('read the server version from a MariaDB greeting and nothing from an error packet', () => {
    expect(greetingVersion(Buffer.from('\0\0\0\0\n5.5.5-10.11\0rest', 'latin1'))).toBe('5.5.5-10.11');
    expect(greetingVersion(Buffer.from('\0\0\0\0\xffToo many\0', 'latin1'))).toBeNull();
  });

  it('answer no for a closed port', async () => {
    const [port] = await freePorts(1);
    expect(await mariadbServes(Number(port))).toBe(false);
  });
});

describe('Pid files', () => {
  it('read state and start time behind a process name with blanks and brackets', () => {
    const rest = ['S', ...Array.from({ length: 18 }, (_, index) => String(index)), '777', 'x'].join(' ');
    expect(parseStat(`12 (a ) b) ${rest}`)).toEqual({ state: 'S', startTicks: '777' });
  });

  it('never take another process with the same pid for ours', () => {
    const file = join(dir, 'x.pid');
    const recorded = recordPid(file, process.pid);
    expect(readLiving(file)).toEqual(recorded);
    writeFileSync(file, JSON.stringify({ pid: process.pid, startTicks: '1' }));
    expect(readLiving(file)).toBeNull();
    expect(existsSync(file)).toBe(false);
  });
});

describe('A native service', () => {
  const plan = (script: string, over: Partial<ServicePlan> = {}): ServicePlan => ({
    name: 'Trial', command: process.execPath, args: ['-e', script], cwd: dir, pidFile: join(dir, 'trial.pid'), logFile: join(dir, 'trial.log'),
    address: '127.0.0.1:0', probe: async () => existsSync(join(dir, 'up')), startSeconds: 20, stopSeconds: 10, ...over,
  });
  const upForEver = `require('fs').writeFileSync('up', ''); setInterval(() => {}, 1000);`;

  it('is started once, taken over by a second start, and ends by pid', async () => {
    const first = await openService(plan(upForEver));
    const second = await openService(plan(upForEver));
    expect(second.pid).toBe(first.pid);
    const recorded = readLiving(join(dir, 'trial.pid'));
    await second.stop();
    expect(recorded !== null && isAlive(recorded)).toBe(false);
    expect(readLiving(join(dir, 'trial.pid'))).toBeNull();
  });

  it('comes back with another pid after kill -9', async () => {
    const service = await openService(plan(upForEver));
    const before = service.pid;
    await service.kill();
    await service.restart();
    expect(service.pid).not.toBe(before);
    await service.stop();
  });

  it('is killed when it ignores the request to end', async () => {
    const service = await openService(plan(`process.on('SIGTERM', () => {}); ${upForEver}`, { stopSeconds: 1 }));
    const recorded = { pid: service.pid, startTicks: null };
    await service.stop();
    expect(isAlive(recorded)).toBe(false);
  });

  it('says its last words when it ends while starting', async () => {
    await expect(openService(plan(`console.error('no disk left'); process.exit(3);`))).rejects.toMatchObject({ code: 'SERVICE_DIED', message: expect.stringContaining('no disk left') });
  });

  it('says which port stayed silent', async () => {
    const silent = plan('setInterval(() => {}, 1000)', { probe: async () => false, startSeconds: 0 });
    await expect(openService(silent)).rejects.toMatchObject({ code: 'SERVICE_SILENT' });
    const left = readLiving(silent.pidFile);
    expect(left).not.toBeNull();
    if (left) process.kill(left.pid, 'SIGKILL');
  });
});

describe('Tools and ports', () => {
  it('quote what a failed tool said', async () => {
    await expect(runTool({ command: process.execPath, args: ['-e', 'console.error("broken pipe"); process.exit(7)'] }))
      .rejects.toMatchObject({ code: 'COMMAND_FAILED', message: expect.stringMatching(/status 7[^]*broken pipe/) });
  });

  it('refuse a missing tool with what to install', async () => {
    const child = spawn(process.execPath, [join(__dirname, '..', 'dist', 'cli.js'), 'start', '--kafka', '--dir', dir], { env: { PATH: dir } });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => { said += chunk.toString(); });
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect(code).toBe(1);
    expect(said).toContain('Install Java 17 or newer');
  });

  it('give different ports that can be listened on', async () => {
    const ports = await freePorts(3);
    expect(new Set(ports).size).toBe(3);
    const server = createServer().listen(Number(ports[0]), '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    await new Promise((resolve) => server.close(resolve));
  });
});

describe('The command line', () => {
  it('means both services when none is named', () => {
    expect(readOptions(['start', '--dir', 'x'])).toEqual({ action: 'start', dir: 'x', kafka: true, mariadb: true });
    expect(readOptions(['stop', '--dir', 'x', '--kafka'])).toMatchObject({ kafka: true, mariadb: false });
  });

  it.each([[['run', '--dir', 'x']], [['start']], [['start', '--dir', 'x', '--port', '1']], [[]]])('refuses %j with the usage', (argv) => {
    expect(() => readOptions(argv)).toThrow('usage:');
  });
});
