// Lookup tables in memory: effective-dated values by key, fed from compacted topics.
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@lianshu/schemas';
import type { LookupReader } from './types';

/** A value in force from `from` (epoch ms, inclusive; always when absent) to `to` (exclusive). */
export interface LookupInterval {
  readonly value: string | JsonObject;
  readonly from?: number;
  readonly to?: number;
}

export interface LookupView extends LookupReader {
  /** All intervals of a key, as its topic record holds them; an empty list forgets the key. Replaces what was there. */
  put(table: string, key: string, intervals: readonly LookupInterval[]): void;
  /** Number of keys, of one table or of all. */
  size(table?: string): number;
}

/** `now`: epoch ms, for reads that name no instant. Of overlapping intervals the one that began last is in force;
 *  if two that began together hold different values (two projects of one name) none is: a miss, never a guess. */
export function createLookupView(now: () => number = Date.now): LookupView {
  const tables = new Map<string, Map<string, readonly LookupInterval[]>>();
  const tableOf = (name: string) => {
    const table = tables.get(name) ?? new Map<string, readonly LookupInterval[]>();
    tables.set(name, table);
    return table;
  };
  return {
    put: (table, key, intervals) => {
      if (intervals.length === 0) tableOf(table).delete(key);
      else tableOf(table).set(key, [...intervals].sort((a, b) => (b.from ?? -Infinity) - (a.from ?? -Infinity)));
    },
    get: (table, key, at) => {
      const intervals = tables.get(table)?.get(key);
      if (!intervals) return undefined;
      const [only] = intervals;
      if (intervals.length === 1 && only && only.from === undefined && only.to === undefined) return only.value;
      return inForce(intervals, at ?? now());
    },
    size: (table) => (table === undefined ? [...tables.values()].reduce((sum, keys) => sum + keys.size, 0) : (tables.get(table)?.size ?? 0)),
  };
}

function inForce(intervals: readonly LookupInterval[], instant: number): LookupInterval['value'] | undefined {
  const open = intervals.filter((interval) => (interval.from ?? -Infinity) <= instant && instant < (interval.to ?? Infinity));
  const [first] = open;
  const rivals = open.filter((interval) => interval.from === first?.from);
  return rivals.every((rival) => isDeepStrictEqual(rival.value, first?.value)) ? first?.value : undefined;
}
