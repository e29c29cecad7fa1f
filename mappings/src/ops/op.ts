// What an op is: a name, a schema of its argument, its documentation, and a pure step prepared once per use.
import type { Bilingual, Catalogue, JsonObject, SchemaNode } from '@lianshu/schemas';
import { Fault } from '../fault';
import { foldText } from '../fold-text';
import type { MapContext } from '../types';

/** What a step may look at besides its value. `element` is the list element, the record outside lists; `index` counts from 1. */
export interface OpScope {
  readonly context: MapContext;
  readonly record: JsonObject;
  readonly element: unknown;
  readonly index: number;
}

/** Value in, value, absent (undefined) or Fault out. Never throws on bad data. Absent values skip the step. */
export type Step = (value: unknown, scope: OpScope) => unknown;

/** What kind of value a chain holds at a point, as far as it can be known before it runs. */
export type ValueKind = 'text' | 'number' | 'integer' | 'boolean' | 'object' | 'list' | 'any';

/** One op as written in a table. */
export interface OpCall {
  readonly name: string;
  /** `{}` when written as a bare name. */
  readonly args: unknown;
}

export interface PrepareEnv {
  readonly catalogue: Catalogue;
  /** Names of the lookup tables that exist; undefined: not known here, not checked. */
  readonly lookups: ReadonlySet<string> | undefined;
  /** Prepares an inner chain (for `each`). */
  readonly chain: (calls: readonly unknown[]) => Step;
}

export interface Op<A = unknown> {
  readonly name: string;
  readonly title: Bilingual;
  readonly docs: Bilingual;
  /** How it is written in a table, as YAML. */
  readonly example: string;
  /** JSON Schema of the argument. */
  readonly args: SchemaNode;
  /** Kinds that it can take; all when absent. */
  readonly takes?: readonly ValueKind[];
  gives(args: A, input: ValueKind): ValueKind;
  /** Problems that the argument's schema cannot see. */
  check?(args: A, env: PrepareEnv): readonly Bilingual[];
  /** Every value that can come out, where that is a closed set: compared with the target's enum. */
  outputs?(args: A, env: PrepareEnv): readonly string[] | undefined;
  prepare(args: A, env: PrepareEnv): Step;
}

export const NO_ARGS: SchemaNode = { type: 'object', maxProperties: 0 };

/** A step over folded text; the empty tokens are absent, a list or object is a fault. */
export function textStep(run: (text: string, scope: OpScope) => unknown): Step {
  return (value, scope) => {
    const text = foldText(value);
    if (text === undefined) return undefined;
    return text === null ? new Fault('MAP_SHAPE', 'a single value') : run(text, scope);
  };
}

/** The same over a list: each element on its own, absent elements stay in their place as undefined. */
export function overLists(step: Step): Step {
  return (value, scope) => {
    if (!Array.isArray(value)) return step(value, scope);
    const results: unknown[] = [];
    for (const element of value) {
      const result = element === undefined || element === null ? undefined : step(element, scope);
      if (result instanceof Fault) return result;
      results.push(result);
    }
    return results;
  };
}

export function keepList(input: ValueKind): ValueKind {
  return input === 'list' || input === 'any' ? input : 'text';
}
