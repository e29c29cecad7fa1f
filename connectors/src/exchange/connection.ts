// A connection: one department's system, its sources and sinks, read from YAML, expanded per instance and filled with values.
import type { JsonObject, JsonValue } from '@lianshu/schemas';

/** One record type of one system, over one channel. */
export interface SourceDefinition {
  /** Unique over the hub: `<department>.<record>[.<channel>][@<instance>]`. */
  readonly id: string;
  readonly department: string;
  readonly record: string;
  /** CloudEvents source: `/<department>/<system>[/<instance>]`; the channels of one system share it. */
  readonly source: string;
  readonly kind: string;
  /** Catalogue id of the source schema. */
  readonly schema: string;
  /** `<table>@<version>`. */
  readonly tables: readonly string[];
  /** Cron expression with seconds, on the hub's clock (Asia/Shanghai). */
  readonly schedule: string;
  readonly constants: Readonly<Record<string, string>>;
  /** Records that must never enter the hub: one of them stops the source before anything of its page is stored. */
  readonly forbid?: readonly Forbidden[];
  /** Connection ids whose first turn must be through, lookups included, before this one fetches for the first time. */
  readonly after?: readonly string[];
  readonly options: JsonObject;
}

/** A native field (a dot path) that holds this text; widths and blanks aside. */
export interface Forbidden {
  readonly field: string;
  readonly contains: string;
}

export interface SinkDefinition {
  readonly id: string;
  readonly feed: string;
  readonly kind: string;
  readonly options: JsonObject;
}

export interface Connections {
  readonly sources: readonly SourceDefinition[];
  readonly sinks: readonly SinkDefinition[];
}

/** The shape of a connection file, as JSON Schema. */
export const CONNECTION_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['department', 'system'],
  properties: {
    department: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    system: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
    instances: { type: 'string', description: 'Name of a list of values: one connection for each element, as {instance.*}' },
    constants: { type: 'object', additionalProperties: { type: 'string' } },
    sources: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['record', 'kind', 'schema', 'tables', 'schedule', 'options'],
        properties: {
          record: { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9-]*$' },
          channel: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
          kind: { type: 'string' },
          schema: { type: 'string', pattern: '^urn:lianshu:source:' },
          tables: { type: 'array', minItems: 1, items: { type: 'string', pattern: '@[0-9]+$' } },
          schedule: { type: 'string' },
          constants: { type: 'object', additionalProperties: { type: 'string' } },
          after: {
            type: 'array',
            description: 'Connection ids whose first turn must be through, lookups included, before this one fetches: an effective-dated lookup that is half loaded would answer with an older value',
            items: { type: 'string', minLength: 1 },
          },
          forbid: {
            type: 'array',
            description: 'Records that must never enter the hub: one of them stops the source before anything of its page is stored',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['field', 'contains'],
              properties: { field: { type: 'string', minLength: 1 }, contains: { type: 'string', minLength: 1 } },
            },
          },
          options: { type: 'object' },
        },
      },
    },
    sinks: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'feed', 'kind', 'options'],
        properties: {
          name: { type: 'string', pattern: '^[a-z][a-z0-9-]*$' },
          feed: { type: 'string' },
          kind: { type: 'string' },
          options: { type: 'object' },
        },
      },
    },
  },
};

/** A checked connection document, before expansion. */
export interface ConnectionDocument {
  readonly department: string;
  readonly system: string;
  readonly instances?: string;
  readonly constants?: Readonly<Record<string, string>>;
  readonly sources?: readonly (Pick<SourceDefinition, 'record' | 'kind' | 'schema' | 'tables' | 'schedule' | 'forbid' | 'after' | 'options'> & {
    readonly channel?: string;
    readonly constants?: Readonly<Record<string, string>>;
  })[];
  readonly sinks?: readonly { readonly name: string; readonly feed: string; readonly kind: string; readonly options: JsonObject }[];
}

/** Expands instances and fills `{path}` placeholders from `values`. `missing` is called for a placeholder without a value. */
export function expandConnection(document: ConnectionDocument, values: JsonObject, missing: (path: string) => Error): Connections {
  const instances = instancesOf(document, values, missing);
  const expanded = instances.map((instance) => expandOne(document, { ...values, instance }, instance, missing));
  return { sources: expanded.flatMap((one) => one.sources), sinks: expanded.flatMap((one) => one.sinks) };
}

function instancesOf(document: ConnectionDocument, values: JsonObject, missing: (path: string) => Error): readonly JsonObject[] {
  if (!document.instances) return [{}];
  const list = values[document.instances];
  if (!Array.isArray(list)) throw missing(document.instances);
  return list.filter((item): item is JsonObject => item !== null && typeof item === 'object' && !Array.isArray(item));
}

function expandOne(document: ConnectionDocument, values: JsonObject, instance: JsonObject, missing: (path: string) => Error): Connections {
  const fill = <T>(value: T): T => fillPlaceholders(value as JsonValue, values, missing) as T;
  const suffix = typeof instance.id === 'string' ? instance.id : null;
  const source = `/${document.department}/${document.system}${suffix ? `/${suffix}` : ''}`;
  const at = suffix ? `@${suffix}` : '';
  const sources = (document.sources ?? []).map(({ channel, constants, ...rest }) => ({
    ...rest,
    id: `${document.department}.${rest.record}${channel ? `.${channel}` : ''}${at}`,
    department: document.department,
    source,
    constants: fill({ ...document.constants, ...constants }),
    options: fill(rest.options),
  }));
  const sinks = (document.sinks ?? []).map((sink) => ({
    id: `${document.department}.${sink.name}${at}`,
    feed: sink.feed,
    kind: sink.kind,
    options: fill(sink.options),
  }));
  return { sources, sinks };
}

const WHOLE = /^\{([\w.]+)\}$/;
const PART = /\{([\w.]+)\}/g;

function fillPlaceholders(value: JsonValue, values: JsonObject, missing: (path: string) => Error): JsonValue {
  if (typeof value === 'string') return fillText(value, values, missing);
  if (Array.isArray(value)) return value.map((item) => fillPlaceholders(item, values, missing));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillPlaceholders(item, values, missing)]));
}

function fillText(text: string, values: JsonObject, missing: (path: string) => Error): JsonValue {
  const whole = WHOLE.exec(text)?.[1];
  if (whole) return valueAt(values, whole, missing);
  return text.replace(PART, (_match, path: string) => String(valueAt(values, path, missing)));
}

function valueAt(values: JsonObject, path: string, missing: (path: string) => Error): JsonValue {
  let value: JsonValue | undefined = values;
  for (const name of path.split('.')) {
    if (value === null || typeof value !== 'object' || Array.isArray(value) || !Object.hasOwn(value, name)) throw missing(path);
    value = value[name];
  }
  if (value === undefined) throw missing(path);
  return value;
}
