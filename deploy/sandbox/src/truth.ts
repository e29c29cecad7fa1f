// The truth on disk: one JSON line per record that any system got, so that a test can compare the hub's store with it.
import { appendFileSync, closeSync, openSync, readSync, writeFileSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import type { TruthRow } from './city/emission';

export interface Truth {
  readonly file: string;
  add(row: TruthRow): void;
  /** Everything so far, in time order. */
  rows(): Generator<TruthRow, void, undefined>;
  /** Of one dataset: what must stand in the store, by key: the stored row of the highest version (the latest, where equal). */
  expected(dataset: string): Map<string, TruthRow>;
  /** How many rows of each fate, by dataset. */
  counts(): Readonly<Record<string, Readonly<Record<string, number>>>>;
  flush(): void;
}

const FLUSH_AT = 2000;

/** Starts an empty file: the city retells its past from the seed. */
export function createTruth(file: string): Truth {
  writeFileSync(file, '');
  const counts: Record<string, Record<string, number>> = {};
  let waiting: string[] = [];
  const flush = () => {
    if (waiting.length > 0) appendFileSync(file, `${waiting.join('\n')}\n`);
    waiting = [];
  };
  function* rows(): Generator<TruthRow, void, undefined> {
    flush();
    for (const line of lines(file)) yield JSON.parse(line) as TruthRow;
  }
  return {
    file,
    flush,
    rows,
    counts: () => counts,
    add(row) {
      const dataset = (counts[row.dataset] ??= {});
      dataset[row.fate] = (dataset[row.fate] ?? 0) + 1;
      if (waiting.push(JSON.stringify(row)) >= FLUSH_AT) flush();
    },
    expected(dataset) {
      flush();
      const result = new Map<string, TruthRow>();
      const mark = `"dataset":"${dataset}"`;
      for (const line of lines(file)) {
        if (!line.includes(mark)) continue;
        const row = JSON.parse(line) as TruthRow;
        if (row.dataset !== dataset || row.fate !== 'stored') continue;
        if (row.version >= (result.get(row.key)?.version ?? -1)) result.set(row.key, row);
      }
      return result;
    },
  };
}

function* lines(file: string): Generator<string, void, undefined> {
  const handle = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(1 << 20);
  let rest = '';
  try {
    for (let read = readSync(handle, buffer); read > 0; read = readSync(handle, buffer)) {
      const parts = (rest + decoder.write(buffer.subarray(0, read))).split('\n');
      rest = parts.pop() ?? '';
      yield* parts.filter((part) => part !== '');
    }
    if (rest !== '') yield rest;
  } finally {
    closeSync(handle);
  }
}
