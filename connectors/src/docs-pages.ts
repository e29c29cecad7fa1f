// The pages that this package's tables write: connectors/README.md (kinds and their options) and its section of docs/errors.md.
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { CONNECTORS_ERRORS } from './errors';
import { REFINE_REASONS } from './exchange/refine-reasons';
import { DELIVER_REASONS } from './sinks/deliver-reasons';
import { sinkKinds } from './sinks/kinds';
import { sourceKinds } from './sources/kinds';
import { READ_REASONS } from './sources/read-reasons';

/** connectors/README.md, whole. */
export function kindsPage(): string {
  const parts = [
    '# Connectors: how it moves',
    'Bus, sources, sinks and the exchange pipeline. Written by `node connectors/tools/generate-docs.cjs` from the option schemas; a test keeps it fresh.',
    'A **source** hands over pages of records, each with the checkpoint to go on from; a **sink** hands events to a department\'s system and brings back what became of each.',
    'Neither retries: `createSource` and `createSink` wrap them in retries. A new kind is one file (option schema, constructor, methods) and one line in `src/sources/kinds.ts` or `src/sinks/kinds.ts`; its spec runs the contract suite beside the interface.',
    '`sensitive` options are never printed; write them as `secret:NAME`.',
    '## Source kinds',
    ...sourceKinds.flatMap((kind) => [`### Source \`${kind.kind}\``, optionsTable(kind.optionsSchema)]),
    '## Sink kinds',
    ...sinkKinds.flatMap((kind) => [`### Sink \`${kind.kind}\``, optionsTable(kind.optionsSchema)]),
  ];
  return `${parts.join('\n\n')}\n`;
}

/** The text below the heading `## connectors` of docs/errors.md. */
export function errorsSection(): string {
  const faults = Object.entries(CONNECTORS_ERRORS).map(([code, { status, retriable, message }]: [string, { status?: number; retriable: boolean; message: { en: string; zh: string } }]) =>
    row(code, String(status ?? 500), retriable ? 'yes' : 'no', message.en, message.zh));
  const reasons = Object.entries({ ...READ_REASONS, ...REFINE_REASONS, ...DELIVER_REASONS }).map(([code, hint]) => row(code, hint.en, hint.zh));
  return [
    'Faults of the bus, of foreign systems and of options. *Tried again*: the hub does so by itself.',
    [row('code', 'status', 'tried again', 'message', '信息'), rule(5), ...faults].join('\n'),
    'Reasons: why something could not be read into records (`READ_*`) or refined, or will never be taken by a department\'s system (`DELIVER_*`).',
    [row('reason', 'what to do', '处理办法'), rule(3), ...reasons].join('\n'),
  ].join('\n\n');
}

function optionsTable(schema: JsonObject): string {
  return [row('option', 'type', 'default', 'meaning'), rule(4), ...optionRows(schema, '')].join('\n');
}

function optionRows(schema: JsonObject, prefix: string): string[] {
  const properties = isObject(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties).flatMap(([name, option]) => {
    if (!isObject(option)) return [];
    const marks = `${required.includes(name) ? ', required' : ''}${isSensitive(option) ? ', sensitive' : ''}`;
    const items = isObject(option.items) ? optionRows(option.items, `${prefix}${name}[].`) : [];
    const text = typeof option.description === 'string' ? option.description : '';
    return [row(`\`${prefix}${name}\``, `${typeOf(option)}${marks}`, defaultOf(option), text), ...optionRows(option, `${prefix}${name}.`), ...items];
  });
}

function isSensitive(option: JsonObject): boolean {
  return option.sensitive === true || (isObject(option.additionalProperties) && option.additionalProperties.sensitive === true);
}

function typeOf(option: JsonObject): string {
  if (Array.isArray(option.enum)) return option.enum.map((value) => `\`${String(value)}\``).join(' / ');
  if (option.type === 'array') return isObject(option.items) && typeof option.items.type === 'string' ? `list of ${option.items.type}` : 'list';
  return typeof option.type === 'string' ? option.type : 'any';
}

function defaultOf(option: JsonObject): string {
  return option.default === undefined || isObject(option.default) ? '' : `\`${JSON.stringify(option.default)}\``;
}

function row(...cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replace(/\|/g, '\\|').replace(/\n/g, ' ')).join(' | ')} |`;
}

function rule(columns: number): string {
  return `|${' --- |'.repeat(columns)}`;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
