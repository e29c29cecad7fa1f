// The visible list of sink kinds. A new kind is a file and a line here.
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { fail } from '../errors';
import type { SourceDeps } from '../sources/source';
import { kafkaSink } from './kafka-sink';
import { restSink } from './rest-sink';
import { retryingSink } from './retrying-sink';
import type { Sink, SinkKind } from './sink';
import { sqlSink } from './sql-sink';

export const sinkKinds: readonly SinkKind[] = [restSink, sqlSink, kafkaSink];

/** Checks a copy of the options and fills their defaults. With `deps.random` the sink is tried again after passing faults.
 *  Throws KIND_UNKNOWN or OPTIONS_INVALID naming the key. */
export function createSink(kind: string, options: unknown, deps: SourceDeps): Sink {
  const sink = sinkKindOf(kind).create(checkSinkOptions(kind, options), deps);
  return deps.random ? retryingSink(sink, { ...deps, random: deps.random }) : sink;
}

/** The check alone, for `verify-config`. `locate` turns a JSON pointer into `file:line`. */
export function checkSinkOptions(kind: string, options: unknown, locate?: (pointer: string) => string | undefined): JsonObject {
  return compileOptions(sinkKindOf(kind).optionsSchema).parse(options, `sink kind ${kind}`, locate);
}

function sinkKindOf(kind: string): SinkKind {
  const found = sinkKinds.find((one) => one.kind === kind);
  if (!found) throw fail('KIND_UNKNOWN', { kind, what: 'sink', known: sinkKinds.map((one) => one.kind).join(', ') });
  return found;
}
