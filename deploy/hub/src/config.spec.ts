import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadConfig, redactConfig } from './config';

const file = (text: string): string => {
  const name = path.join(mkdtempSync(path.join(os.tmpdir(), 'lianshu-config-')), 'hub.yaml');
  writeFileSync(name, text);
  return name;
};

describe('configuration', () => {
  it('has a default for every key', () => {
    const config = loadConfig({ environment: {} });
    expect(config).toMatchObject({ prefix: 'lianshu', roles: ['connect', 'exchange', 'gateway'], http: { host: '127.0.0.1', port: 4000 } });
  });

  it('lets the environment win over the file, and the command line over both', () => {
    const config = loadConfig({
      file: file('prefix: ningbo\nhttp: { port: 5000, host: 127.0.0.2 }\n'),
      environment: { LIANSHU_HTTP_PORT: '6000', LIANSHU_KAFKA_BROKERS: 'a:1, b:2', LIANSHU_BUS: 'kafka', PATH: '/bin' },
      overrides: { prefix: 'demo' },
    });
    expect(config).toMatchObject({ prefix: 'demo', http: { port: 6000, host: '127.0.0.2' }, bus: { kind: 'kafka', brokers: ['a:1', 'b:2'] } });
  });

  it('refuses an unknown key and names it', () => {
    expect(() => loadConfig({ file: file('http: { prot: 1 }\n'), environment: {} })).toThrow(/http\.prot/);
  });

  it('refuses a wrong type and names key and line', () => {
    expect(() => loadConfig({ file: file('prefix: ok\nhttp:\n  port: many\n'), environment: {} })).toThrow(/http\.port.*hub\.yaml:3/);
  });

  it('refuses an unknown variable of ours, and a number that is none', () => {
    expect(() => loadConfig({ environment: { LIANSHU_PROT: '1' } })).toThrow(/LIANSHU_PROT/);
    expect(() => loadConfig({ environment: { LIANSHU_HTTP_PORT: 'http' } })).toThrow(/http\.port/);
  });

  it('refuses Kafka without brokers, and an embedded bus with only some roles', () => {
    expect(() => loadConfig({ environment: { LIANSHU_BUS: 'kafka' } })).toThrow(/bus\.brokers/);
    expect(() => loadConfig({ environment: { LIANSHU_ROLES: 'gateway' } })).toThrow(/roles/);
  });

  it('refuses roles in several processes without a pseudonym key of their own', () => {
    const overrides = { bus: { kind: 'kafka', brokers: ['a:1'] }, roles: ['exchange'] };
    expect(() => loadConfig({ environment: {}, overrides })).toThrow(/pseudonymKey/);
    expect(loadConfig({ environment: {}, overrides: { ...overrides, pseudonymKey: 'k' } }).roles).toEqual(['exchange']);
    expect(loadConfig({ environment: {}, overrides: { ...overrides, roles: ['connect'] } }).roles).toEqual(['connect']);
  });

  it('cannot be changed afterwards, and never prints a secret', () => {
    const config = loadConfig({ environment: { LIANSHU_STORE_URL: 'mysql://u:geheim@h/d' } });
    expect(() => {
      (config.http as { port: number }).port = 1;
    }).toThrow(TypeError);
    expect(JSON.stringify(redactConfig(config))).not.toContain('geheim');
  });
});
