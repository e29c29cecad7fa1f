// One walk over parsed JSON: depth, size, numbers that were rounded, unpaired surrogates, `__proto__` members.
import type { JsonValue } from '../catalogue-types';
import type { Reason } from '../reason';
import { escapeSegment } from './pointer';
import { readReason } from './read-reasons';

export interface InspectOptions {
  readonly maxDepth: number;
  readonly maxNodes: number;
  /** Look into strings and keys for unpaired surrogates (only escapes can make them). */
  readonly surrogates: boolean;
  /** Take out members named `__proto__`. */
  readonly prototypes: boolean;
}

export interface Inspection {
  /** Object members met. */
  members: number;
  /** `__proto__` members taken out. */
  prototypes: number;
  nodes: number;
  reason?: Reason;
}

/** Stops at the first reason. Takes `__proto__` members out of the value itself. */
export function inspect(value: JsonValue, options: InspectOptions): Inspection {
  const seen: Inspection = { members: 0, prototypes: 0, nodes: 0 };
  visit(value, '', 0, options, seen);
  return seen;
}

function visit(value: JsonValue, path: string, depth: number, options: InspectOptions, seen: Inspection): void {
  if (typeof value === 'string') return options.surrogates ? checkText(value, path, seen) : undefined;
  if (typeof value === 'number') return checkNumber(value, path, seen);
  if (typeof value !== 'object' || value === null) return;
  if (depth >= options.maxDepth) seen.reason = readReason('READ_DEPTH', path, `at most ${options.maxDepth} levels`, 'more levels');
  else if (Array.isArray(value)) visitList(value, path, depth, options, seen);
  else visitObject(value, path, depth, options, seen);
}

function visitList(list: JsonValue[], path: string, depth: number, options: InspectOptions, seen: Inspection): void {
  if (tooMany(list.length, path, options, seen)) return;
  for (let i = 0; i < list.length && !seen.reason; i++) visitMember(list[i] ?? null, i, path, depth, options, seen);
}

function visitObject(object: { [name: string]: JsonValue }, path: string, depth: number, options: InspectOptions, seen: Inspection): void {
  const keys = Object.keys(object);
  if (tooMany(keys.length, path, options, seen)) return;
  seen.members += keys.length;
  for (const key of keys) {
    if (options.prototypes && key === '__proto__') {
      delete object[key];
      seen.prototypes++;
      continue;
    }
    if (options.surrogates) checkText(key, path, seen);
    visitMember(object[key] ?? null, key, path, depth, options, seen);
    if (seen.reason) return;
  }
}

/** Scalars are the common case and build no path. */
function visitMember(value: JsonValue, key: string | number, path: string, depth: number, options: InspectOptions, seen: Inspection): void {
  if (typeof value === 'string' && !options.surrogates) return;
  if (typeof value === 'number' && Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  if (typeof value === 'boolean' || value === null) return;
  visit(value, `${path}/${escapeSegment(String(key))}`, depth + 1, options, seen);
}

function tooMany(count: number, path: string, options: InspectOptions, seen: Inspection): boolean {
  seen.nodes += count;
  if (seen.nodes <= options.maxNodes) return false;
  seen.reason ??= readReason('READ_NODES', path, `at most ${options.maxNodes} members and elements`, 'more');
  return true;
}

function checkNumber(value: number, path: string, seen: Inspection): void {
  if (Math.abs(value) <= Number.MAX_SAFE_INTEGER) return;
  seen.reason ??= readReason('READ_NUMBER', path, 'a number of at most 15 significant digits', 'a number beyond ±(2^53−1)');
}

const UNPAIRED = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

function checkText(text: string, path: string, seen: Inspection): void {
  if (UNPAIRED.test(text)) seen.reason ??= readReason('READ_ENCODING', path, 'whole characters', 'half of a surrogate pair');
}
