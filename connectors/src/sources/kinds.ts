// The visible list of source kinds. A new kind is a file and a line here.
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { fail } from '../errors';
import { fileSource } from './file-source';
import { kafkaSource } from './kafka-source';
import { restSource } from './rest-source';
import { retryingSource } from './retrying-source';
import type { Source, SourceDeps, SourceKind } from './source';
import { sqlSource } from './sql-source';

export const sourceKinds: readonly SourceKind[] = [restSource, sqlSource, fileSource, kafkaSource];

/** Checks a copy of the options and fills their defaults. With `deps.random` the source is tried again after passing faults.
 *  Throws KIND_UNKNOWN or OPTIONS_INVALID naming the key. */
export function createSource(kind: string, options: unknown, deps: SourceDeps): Source {
  const found = sourceKindOf(kind);
  const source = found.create(checkSourceOptions(kind, options), deps);
  return deps.random ? retryingSource(source, { ...deps, random: deps.random }) : source;
}

/** The check alone, for `verify-config`. `locate` turns a JSON pointer into `file:line`. */
export function checkSourceOptions(kind: string, options: unknown, locate?: (pointer: string) => string | undefined): JsonObject {
  return compileOptions(sourceKindOf(kind).optionsSchema).parse(options, `source kind ${kind}`, locate);
}

function sourceKindOf(kind: string): SourceKind {
  const found = sourceKinds.find((one) => one.kind === kind);
  if (!found) throw fail('KIND_UNKNOWN', { kind, what: 'source', known: sourceKinds.map((one) => one.kind).join(', ') });
  return found;
}
