// The order of time: what was put down for a day comes out when its instant comes, numbered.
import { dayStart } from './calendar';
import type { Emission, TruthRow } from './emission';
import { createHeap } from './heap';

/** A line of the truth before it is known when and where the record appears. */
type UnplacedTruth = Omit<TruthRow, 'n' | 'at' | 'instance' | 'channel' | 'file'>;

/** An emission before it has its ordinal. */
export type Draft = Omit<Emission, 'n' | 'truth'> & { readonly truth?: UnplacedTruth };

export interface Agenda {
  put(draft: Draft): void;
  /** Puts many records down when their time comes, not before: a truck's positions. `work` writes nothing earlier than `at`. */
  later(at: number, work: () => void): void;
  /** Days ascending: what was put down for this day may now be taken. */
  open(day: number): void;
  /** The next emission of the open days up to this instant, in time order, numbered on. */
  next(until: number): Emission | undefined;
}

type Task = { readonly at: number; readonly order: number; readonly draft?: Draft; readonly work?: () => void };

export function createAgenda(): Agenda {
  const days = new Map<number, Task[]>();
  const heap = createHeap<Task>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  const numbered = createNumbering();
  let order = 0;
  let opened = -Infinity;

  function schedule(at: number, what: { draft: Draft } | { work: () => void }): void {
    order += 1;
    const task = { at, order, ...what };
    const day = dayStart(at);
    if (day <= opened) return heap.push(task);
    const list = days.get(day);
    if (list) list.push(task);
    else days.set(day, [task]);
  }

  return {
    put: (draft) => schedule(draft.at, { draft }),
    later: (at, work) => schedule(at, { work }),
    open(day) {
      opened = day;
      for (const key of [...days.keys()].filter((candidate) => candidate <= day)) {
        for (const task of days.get(key) ?? []) heap.push(task);
        days.delete(key);
      }
    },
    next(until) {
      for (let task = heap.peek(); task && task.at <= until; task = heap.peek()) {
        heap.pop();
        if (task.draft) return numbered(task.draft);
        task.work?.();
      }
      return undefined;
    },
  };
}

/** Ordinals 1, 2, 3 …; row versions of the project database follow the order of writing, table by table. */
function createNumbering(): (draft: Draft) => Emission {
  const rowVersions = new Map<string, number>();
  let n = 0;
  const withRowVersion = (draft: Draft): Draft => {
    const version = (rowVersions.get(draft.record) ?? 0) + 1;
    rowVersions.set(draft.record, version);
    return { ...draft, native: { ...draft.native, RowVer: version }, truth: draft.truth && { ...draft.truth, version } };
  };
  return (given) => {
    n += 1;
    const draft = 'RowVer' in given.native ? withRowVersion(given) : given;
    return { ...draft, n, truth: draft.truth && placed(n, draft, draft.truth) };
  };
}

function placed(n: number, { at, instance, channel, file }: Draft, truth: UnplacedTruth): TruthRow {
  return { n, at, instance, channel, ...(file === undefined ? {} : { file }), ...truth };
}
