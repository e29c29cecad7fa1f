// Reads one record's JSON bytes within bounds: a bad record becomes a reason, never a crash and never a silently altered value.
import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '../catalogue-types';
import type { Reason, Verdict } from '../reason';
import { inspect } from './inspect';
import { readReason } from './read-reasons';
import { findRepeatedKey } from './scan';

/** Bounds of a record. */
export interface ReadLimits {
  /** Bytes; 1 MiB by default. */
  readonly maxBytes?: number;
  /** Levels of objects and lists; 64 by default. */
  readonly maxDepth?: number;
  /** Members and list elements together; 200,000 by default. */
  readonly maxNodes?: number;
}

export const DEFAULT_READ_LIMITS: Required<ReadLimits> = Object.freeze({ maxBytes: 1_048_576, maxDepth: 64, maxNodes: 200_000 });

/** Parses UTF-8 JSON (a leading byte-order mark is allowed). Refused: more than the limits, invalid UTF-8, broken JSON, unpaired surrogates,
 *  an object that says a key twice, an integer beyond ±(2^53−1), which JavaScript would round. A `__proto__` member is left out. */
export function parseRecord(bytes: Buffer, limits: ReadLimits = {}): Verdict<JsonValue> {
  const { maxBytes, maxDepth, maxNodes } = { ...DEFAULT_READ_LIMITS, ...limits };
  if (bytes.length > maxBytes) return refuse(readReason('READ_SIZE', '', `at most ${maxBytes} bytes`, `${bytes.length} bytes`));
  if (!isUtf8(bytes)) return refuse(readReason('READ_ENCODING', '', 'UTF-8', 'bytes that are no UTF-8'));
  const text = bytes.toString('utf8', startsWithMark(bytes) ? 3 : 0);
  const parsed = parse(text);
  if (!parsed.ok) return parsed;
  return judge(parsed.value, text, maxDepth, maxNodes);
}

function judge(value: JsonValue, text: string, maxDepth: number, maxNodes: number): Verdict<JsonValue> {
  const escaped = text.includes('\\u');
  const seen = inspect(value, { maxDepth, maxNodes, surrogates: escaped, prototypes: escaped || text.includes('__proto__') });
  if (seen.reason) return refuse(seen.reason);
  const suspicious = seen.prototypes > 0 || seen.members !== plainColons(text);
  const repeated = suspicious ? findRepeatedKey(text) : undefined;
  if (repeated) return refuse(readReason('READ_DUPLICATE_KEY', repeated.pointer, 'each key once in an object', 'a key said twice'));
  return { ok: true, value };
}

function parse(text: string): Verdict<JsonValue> {
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const position = /position (\d+)/.exec(error.message)?.[1];
    const where = position === undefined ? '' : ` at character ${position}`;
    return refuse(readReason('READ_JSON', '', 'one JSON value', text.trim() === '' ? 'nothing' : `broken JSON${where}`));
  }
}

/** Colons that directly follow a quote: equals the number of members in compact JSON, so that doubles need no second parse.
 *  Any white space before a colon gives −1, which sends the text to the exact scan. */
function plainColons(text: string): number {
  let count = 0;
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    const before = text.charCodeAt(at - 1);
    if (before === 34) count++;
    else if (before <= 32) return -1;
  }
  return count;
}

function startsWithMark(bytes: Buffer): boolean {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
}

function refuse(reason: Reason): { ok: false; reasons: readonly Reason[] } {
  return { ok: false, reasons: [reason] };
}
