// Every configuration key, once: its type, default and meaning. Unknown keys are refused.
import type { JsonObject } from '@lianshu/schemas';

export type Role = 'connect' | 'exchange' | 'gateway';

export interface Config {
  readonly prefix: string;
  readonly instance: string;
  readonly roles: readonly Role[];
  readonly dataDir: string;
  readonly bus: { readonly kind: 'embedded' | 'kafka'; readonly brokers: readonly string[]; readonly ssl: boolean; readonly username: string; readonly password: string };
  readonly store: { readonly url: string };
  readonly http: { readonly host: string; readonly port: number };
  readonly connections: readonly string[];
  readonly values: JsonObject;
  readonly secretsDir: string;
  readonly pseudonymKey: string;
  readonly partitions: { readonly raw: number; readonly canonical: number };
  readonly retentionDays: { readonly raw: number; readonly canonical: number };
  readonly log: { readonly level: 'error' | 'warn' | 'info' | 'debug' | 'silent' };
}

const text = (description: string, initial?: string): JsonObject => ({ type: 'string', description, ...(initial === undefined ? {} : { default: initial }) });
const count = (description: string, initial: number, maximum: number): JsonObject => ({ type: 'integer', minimum: 0, maximum, description, default: initial });
const group = (properties: JsonObject): JsonObject => ({ type: 'object', additionalProperties: false, default: {}, properties });

export const CONFIG_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  properties: {
    prefix: { ...text('Topic prefix; two hubs on one Kafka differ by it', 'lianshu'), pattern: '^[a-z][a-z0-9-]*$' },
    instance: { ...text('Name of this process; the same after a restart', 'hub'), pattern: '^[A-Za-z0-9._-]+$' },
    roles: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: ['connect', 'exchange', 'gateway'] },
      description: 'What this process does',
      default: ['connect', 'exchange', 'gateway'],
    },
    dataDir: text('Folder for the embedded log and store, archives and rejects', 'var/lianshu'),
    bus: group({
      kind: { enum: ['embedded', 'kafka'], description: 'embedded: a SQLite log in dataDir, one process only', default: 'embedded' },
      brokers: { type: 'array', items: { type: 'string', pattern: '^[^:]+:[0-9]+$' }, description: 'Kafka bootstrap servers, host:port', default: [] },
      ssl: { type: 'boolean', description: 'TLS to Kafka', default: false },
      username: text('SASL SCRAM-SHA-512 user; empty for none', ''),
      password: { ...text('SASL password, as secret:NAME', ''), sensitive: true },
    }),
    store: group({ url: { ...text('mysql://user:password@host:port/database, or file:PATH; empty: a libsql file in dataDir', ''), sensitive: true } }),
    http: group({
      host: text('Address to listen on', '127.0.0.1'),
      port: count('Port to listen on; the next free one if taken', 4000, 65_535),
    }),
    connections: { type: 'array', items: { type: 'string' }, description: 'Connection files or folders of them', default: [] },
    values: { type: 'object', description: 'Values for the {placeholders} of connection files', default: {} },
    secretsDir: text('Folder with one file per secret; empty for none', ''),
    pseudonymKey: { ...text('Key of the pseudonyms (HMAC-SM3), as secret:NAME; empty: made once and kept in dataDir', ''), sensitive: true },
    partitions: group({
      raw: { ...count('Partitions of a raw topic', 4, 1000), minimum: 1 },
      canonical: { ...count('Partitions of a canonical topic', 4, 1000), minimum: 1 },
    }),
    retentionDays: group({
      raw: count('Days that raw messages are kept (0: for ever)', 0, 36_500),
      canonical: count('Days that canonical events are kept (0: for ever)', 0, 36_500),
    }),
    log: group({ level: { enum: ['error', 'warn', 'info', 'debug', 'silent'], description: 'Least level that is logged', default: 'info' } }),
  },
};

/** Environment variables and the keys they set; lists are comma-separated. Any other LIANSHU_ variable is refused. */
export const ENVIRONMENT: Readonly<Record<string, { readonly key: readonly string[]; readonly as: 'text' | 'number' | 'list' }>> = {
  LIANSHU_PREFIX: { key: ['prefix'], as: 'text' },
  LIANSHU_INSTANCE: { key: ['instance'], as: 'text' },
  LIANSHU_ROLES: { key: ['roles'], as: 'list' },
  LIANSHU_DATA_DIR: { key: ['dataDir'], as: 'text' },
  LIANSHU_BUS: { key: ['bus', 'kind'], as: 'text' },
  LIANSHU_KAFKA_BROKERS: { key: ['bus', 'brokers'], as: 'list' },
  LIANSHU_KAFKA_USERNAME: { key: ['bus', 'username'], as: 'text' },
  LIANSHU_KAFKA_PASSWORD: { key: ['bus', 'password'], as: 'text' },
  LIANSHU_STORE_URL: { key: ['store', 'url'], as: 'text' },
  LIANSHU_HTTP_HOST: { key: ['http', 'host'], as: 'text' },
  LIANSHU_HTTP_PORT: { key: ['http', 'port'], as: 'number' },
  LIANSHU_CONNECTIONS: { key: ['connections'], as: 'list' },
  LIANSHU_SECRETS_DIR: { key: ['secretsDir'], as: 'text' },
  LIANSHU_PSEUDONYM_KEY: { key: ['pseudonymKey'], as: 'text' },
  LIANSHU_LOG_LEVEL: { key: ['log', 'level'], as: 'text' },
};

/** Variables of ours that are no configuration keys. */
export const OTHER_VARIABLES = /^LIANSHU_(SECRET_|TEST_|CONFIG$|URL$|KEY$)/;
