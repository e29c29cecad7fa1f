// Reads connection files: each is checked against its schema, its placeholders filled, its references known.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CONNECTION_SCHEMA, type ConnectionDocument, type Connections, expandConnection, isSchedule, type SinkDefinition, type SourceDefinition } from '@lianshu/connectors';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { type Document, LineCounter, type Node, parseDocument } from 'yaml';
import { fail } from './errors';

/** Files and folders → all connections. Throws CONNECTION_INVALID or CONNECTION_VALUE_MISSING naming file, line and key; CONFIG_INVALID for a path that is not there. */
export function loadConnections(paths: readonly string[], values: JsonObject): Connections {
  const files = paths.flatMap(filesOf);
  const loaded = files.map((file) => loadFile(file, values));
  const connections = { sources: loaded.flatMap((one) => one.sources), sinks: loaded.flatMap((one) => one.sinks) };
  refuseRepeated(connections);
  return connections;
}

function filesOf(target: string): string[] {
  if (!existsSync(target)) throw fail('CONFIG_INVALID', { key: 'connections', why: `there is no file or folder ${target}` });
  if (!statSync(target).isDirectory()) return [target];
  return readdirSync(target)
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => path.join(target, name));
}

const checker = compileOptions(CONNECTION_SCHEMA);

function loadFile(file: string, values: JsonObject): Connections {
  const lines = new LineCounter();
  const document = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: true });
  const broken = document.errors[0];
  if (broken) throw fail('CONNECTION_INVALID', { file, key: '', line: broken.linePos?.[0].line ?? 1, why: broken.message });
  const locate = (pointer: string): string => `${file}:${lineOf(document, pointer.split('/').slice(1), lines)}`;
  const checked = checker.parse(document.toJS(), `connection file ${file}`, locate) as unknown as ConnectionDocument;
  for (const [index, { schedule }] of (checked.sources ?? []).entries()) {
    const path = ['sources', String(index), 'schedule'];
    const why = `"${schedule}" is not a cron expression`;
    if (!isSchedule(schedule)) throw fail('CONNECTION_INVALID', { file, key: path.join('.'), line: lineOf(document, path, lines), why });
  }
  return expandConnection(checked, values, (missing) => fail('CONNECTION_VALUE_MISSING', { file, path: missing }));
}

/** The line of the nearest existing ancestor of a path. */
function lineOf(document: Document, parts: readonly string[], lines: LineCounter): number {
  for (let length = parts.length; length > 0; length -= 1) {
    const node = document.getIn(parts.slice(0, length), true) as Node | undefined;
    if (node?.range) return lines.linePos(node.range[0]).line;
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
