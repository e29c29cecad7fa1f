// Configuration: file, then environment, then command line; checked as a whole, refused naming the key, frozen.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { compileOptions, HubError, type JsonObject, type JsonValue } from '@lianshu/schemas';
import { LineCounter, type Node, parseDocument } from 'yaml';
import { type Config, CONFIG_SCHEMA, ENVIRONMENT, OTHER_VARIABLES } from './config-schema';
import { fail } from './errors';

export interface ConfigSources {
  readonly file?: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Keys given on the command line or by the demo: they win. */
  readonly overrides?: JsonObject;
}

const checker = compileOptions(CONFIG_SCHEMA);

/** Throws CONFIG_UNREADABLE or CONFIG_INVALID naming file, line or variable, and key. */
export function loadConfig(sources: ConfigSources): Config {
  const { value, locate } = sources.file ? readFile(sources.file) : { value: {}, locate: () => undefined };
  const merged = merge(merge(value, fromEnvironment(sources.environment)), sources.overrides ?? {});
  const config = deepFreeze(parse(merged, sources.file ?? 'the environment', locate)) as unknown as Config;
  refuseContradictions(config);
  return config;
}

/** For printing: every sensitive value reads `***`. */
export function redactConfig(config: Config): JsonObject {
  return checker.redact(structuredClone(config) as unknown as JsonObject);
}

function parse(value: JsonObject, where: string, locate: (pointer: string) => string | undefined): JsonObject {
  try {
    return checker.parse(value, where, locate);
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw fail('CONFIG_INVALID', { key: (error.details.keys as string[]).join(', '), why: String(error.details.problems) });
  }
}

function readFile(file: string): { value: JsonObject; locate: (pointer: string) => string | undefined } {
  if (!existsSync(file)) throw fail('CONFIG_UNREADABLE', { file, why: 'there is no such file' });
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines });
  const broken = document.errors[0];
  if (broken) throw fail('CONFIG_UNREADABLE', { file, why: broken.message });
  const value = (document.toJS() ?? {}) as JsonValue;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw fail('CONFIG_UNREADABLE', { file, why: 'it is not a map of keys' });
  return {
    value,
    locate(pointer) {
      const node = document.getIn(pointer.split('/').slice(1), true) as Node | undefined;
      return node?.range ? `${path.basename(file)}:${lines.linePos(node.range[0]).line}` : undefined;
    },
  };
}

function fromEnvironment(environment: ConfigSources['environment']): JsonObject {
  let config: JsonObject = {};
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith('LIANSHU_') || text === undefined || OTHER_VARIABLES.test(name)) continue;
    const spec = ENVIRONMENT[name];
    if (!spec) throw fail('CONFIG_INVALID', { key: name, why: `no such variable; known are ${Object.keys(ENVIRONMENT).join(', ')}` });
    config = merge(config, nest(spec.key, convert(text, spec.as)));
  }
  return config;
}

function convert(text: string, as: 'text' | 'number' | 'list'): JsonValue {
  if (as === 'number') return /^\d+$/.test(text) ? Number(text) : text;
  return as === 'list' ? text.split(',').map((item) => item.trim()).filter(Boolean) : text;
}

function nest(key: readonly string[], value: JsonValue): JsonObject {
  const [first = '', ...rest] = key;
  return { [first]: rest.length > 0 ? nest(rest, value) : value };
}

function merge(base: JsonObject, over: JsonObject): JsonObject {
  const merged: JsonObject = { ...base };
  for (const [key, value] of Object.entries(over)) {
    const known = merged[key];
    merged[key] = isObject(known) && isObject(value) ? merge(known, value) : value;
  }
  return merged;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuseContradictions({ bus, roles, pseudonymKey }: Config): void {
  if (bus.kind === 'kafka' && bus.brokers.length === 0) throw fail('CONFIG_INVALID', { key: 'bus.brokers', why: 'Kafka needs at least one broker, host:port' });
  if (bus.kind === 'embedded' && roles.length < 3) throw fail('CONFIG_INVALID', { key: 'roles', why: 'the embedded bus serves one process: it needs all roles in it' });
  const maps = roles.includes('exchange') || roles.includes('gateway');
  if (maps && roles.length < 3 && pseudonymKey === '') throw fail('CONFIG_INVALID', { key: 'pseudonymKey', why: 'processes that share the work make the same pseudonyms only with the same key' });
}

function deepFreeze<T extends JsonValue>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) deepFreeze(item as JsonValue);
    Object.freeze(value);
  }
  return value;
}
