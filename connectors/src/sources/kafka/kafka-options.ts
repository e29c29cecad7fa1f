// Options of the Kafka kinds: the foreign cluster (shared with the sink), and what the source reads.
import type { JsonObject } from '@lianshu/schemas';
import { type DeclaredEncoding, ENCODINGS } from '../text-encoding';

export interface ClusterOptions {
  readonly brokers: readonly string[];
  readonly topic: string;
  readonly tls: boolean;
  readonly username?: string;
  readonly password?: string;
}

export interface KafkaSourceOptions extends ClusterOptions {
  readonly group: string;
  readonly format: 'json' | 'xml';
  readonly encoding: DeclaredEncoding;
  readonly path: string;
  readonly key: readonly string[];
  readonly version?: string;
  readonly pageSize: number;
  readonly waitMs: number;
}

export const CLUSTER_PROPERTIES: JsonObject = {
  brokers: { type: 'array', minItems: 1, items: { type: 'string', pattern: '^[^\\s:]+:[0-9]+$' }, description: 'Brokers of the other cluster, `host:port`.' },
  topic: { type: 'string', pattern: '^[A-Za-z0-9._-]{1,249}$', description: 'Topic there. The hub never creates it.' },
  tls: { type: 'boolean', default: false, description: 'Encrypt the connection.' },
  username: { type: 'string', minLength: 1, description: 'User (SASL SCRAM-SHA-512).' },
  password: { type: 'string', minLength: 1, sensitive: true, description: 'Password of that user.' },
};

export const KAFKA_SOURCE_OPTIONS: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['brokers', 'topic', 'group'],
  properties: {
    ...CLUSTER_PROPERTIES,
    group: { type: 'string', minLength: 1, description: 'Consumer group of this hub there; its offsets are the place.' },
    format: { enum: ['json', 'xml'], default: 'json', description: 'What a message holds.' },
    encoding: { enum: [...ENCODINGS], default: 'utf-8', description: 'Encoding of a message.' },
    path: { type: 'string', default: '', description: 'JSON: dot path of the record inside the message, e.g. `data` of a CloudEvent.' },
    key: { type: 'array', default: [], items: { type: 'string', minLength: 1 }, description: 'Key fields of a record. Without them the message key, or topic, partition and offset.' },
    version: { type: 'string', minLength: 1, description: 'Field with a number or time that grows with each change of a record.' },
    pageSize: { type: 'integer', minimum: 1, maximum: 10_000, default: 500, description: 'Most messages handed over at a time.' },
    waitMs: { type: 'integer', minimum: 1, default: 1000, description: 'A run ends when the topic is read to its end and nothing came for so long, milliseconds.' },
  },
  dependentRequired: { username: ['password'], password: ['username'] },
};
