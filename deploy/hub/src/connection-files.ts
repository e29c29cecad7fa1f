// Reads connection files: each is checked against its schema, its placeholders filled, its references known.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONNECTION_SCHEMA, type ConnectionDocument, type Connections, expandConnection, isSchedule, type SinkDefinition, type SourceDefinition } from '@lianshu/connectors';
import { compileOptions, HubError, type JsonObject } from '@lianshu/schemas';
import { isMap, isScalar, LineCounter, parseDocument, type Document, type Node } from 'yaml';
import { fail } from './errors';

/** Files and folders → all connections. Throws CONNECTION_INVALID or CONNECTION_VALUE_MISSING naming file, line and key. */
export function loadConnections(paths: readonly string[], values: JsonObject): Connections {
  const files = paths.flatMap(filesOf);
  const loaded = files.map((file) => loadFile(file, values));
  const connections = { sources: loaded.flatMap((one) => one.sources), sinks: loaded.flatMap((one) => one.sinks) };
  refuseRepeated(connections);
  return connections;
}

function filesOf(target: string): string[] {
  if (!existsSync(target)) throw fail('CONNECTION_INVALID', { file: target, key: '', line: 0, why: 'there is no such file or folder' });
  if (!statSync(target).isDirectory()) return [target];
  return readdirSync(target)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(target, name));
}

const check = compileOptions(CONNECTION_SCHEMA, 'connection');

function loadFile(file: string, values: JsonObject): Connections {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: true });
  const refuse = (key: string, why: string): HubError => fail('CONNECTION_INVALID', { file, key, line: lineOf(document, key, lines), why });
  const broken = document.errors[0];
  if (broken) throw refuse('', broken.message);
  const checked = checkShape(document.toJS() as JsonObject, refuse);
  const connections = expandConnection(checked, values, (missing) => fail('CONNECTION_VALUE_MISSING', { file, path: missing }));
  for (const [index, source] of (checked.sources ?? []).entries()) {
    if (!isSchedule(source.schedule)) throw refuse(`sources.${index}.schedule`, `"${source.schedule}" is not a cron expression`);
  }
  return connections;
}

function checkShape(value: JsonObject, refuse: (key: string, why: string) => HubError): ConnectionDocument {
  try {
    return check(value) as unknown as ConnectionDocument;
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    throw refuse(String(error.details.key ?? ''), String(error.details.why ?? error.message));
  }
}

/** The line of the nearest existing ancestor of a dotted key. */
function lineOf(document: Document, key: string, lines: LineCounter): number {
  const parts = key.split(/[./]/).filter(Boolean);
  for (let length = parts.length; length >= 0; length -= 1) {
    const node = document.getIn(parts.slice(0, length), true) as Node | undefined;
    if (node && (isMap(node) || isScalar(node) || 'range' in node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return 1;
}

function refuseRepeated(connections: Connections): void {
  const seen = new Set<string>();
  for (const { id } of [...connections.sources, ...connections.sinks] as (SourceDefinition | SinkDefinition)[]) {
    if (seen.has(id)) throw fail('CONNECTION_INVALID', { file: id, key: 'id', line: 0, why: `two connections are named ${id}; give one a channel or another name` });
    seen.add(id);
  }
}
