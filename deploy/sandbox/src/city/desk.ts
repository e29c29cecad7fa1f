// The desk through which every record leaves the city: spells it natively, plants dirt at the set rates, keeps the order of time.
import type { Random } from '../random';
import { dayStart } from './calendar';
import type { Emission, Fate, Fault, Native, TruthRow } from './emission';
import { nativeOf, truthOf, type Content, type RecordKind } from './record-kind';

/** Shares of records (domain simulator defaults: 2 % malformed). `positions` are machine-made: fewer. */
export interface DirtRates {
  readonly malformed: number;
  readonly malformedPositions: number;
  /** Spelled badly, but cleanable. */
  readonly untidy: number;
  readonly duplicate: number;
  readonly stale: number;
}

export const DIRT_RATES: DirtRates = { malformed: 0.02, malformedPositions: 0.005, untidy: 0.06, duplicate: 0.005, stale: 0.003 };
export const NO_DIRT: DirtRates = { malformed: 0, malformedPositions: 0, untidy: 0, duplicate: 0, stale: 0 };

/** How late a repeated upload comes: before any next version of the record. */
const REPEAT_AFTER = 20_000;

export interface Slip {
  readonly at: number;
  /** Stream for dirt; absent: written clean. */
  readonly random?: Random;
  readonly instance?: string;
  readonly channel?: string;
  readonly file?: string;
  /** Never malformed (others depend on it), but it may be untidy or repeated. */
  readonly sound?: boolean;
  readonly once?: boolean;
  /** The uplink is cut: spelled, but it never leaves by this channel. */
  readonly unsent?: boolean;
  /** Forces a fate: duplicate, stale, skipped. */
  readonly fate?: Fate;
  /** Always malformed with this fault's index. */
  readonly spoiled?: number;
}

export interface Written {
  readonly native: Native;
  readonly fate: Fate;
  readonly truth: Omit<TruthRow, 'n' | 'at' | 'instance'>;
  readonly unsent: boolean;
}

type Draft = Omit<Emission, 'n' | 'truth'> & { readonly truth?: Omit<TruthRow, 'n' | 'at' | 'instance'> };

export interface Desk {
  write(kind: RecordKind, content: Content, slip: Slip): Written;
  /** Puts a finished record down: unreadable rows, bids, the same row on another channel. */
  put(draft: Draft): void;
  readonly rates: DirtRates;
  /** The emissions of one day in time order, numbered on; call once per day, days ascending. */
  take(day: number): Emission[];
}

export function createDesk(rates: DirtRates): Desk {
  const days = new Map<number, Draft[]>();
  let n = 0;
  let taken = -Infinity;

  function put(draft: Draft): void {
    const day = Math.max(dayStart(draft.at), taken + 1);
    const list = days.get(day);
    if (list) list.push(draft);
    else days.set(day, [draft]);
  }

  function write(kind: RecordKind, content: Content, slip: Slip): Written {
    const native = nativeOf(kind, content);
    const dirty = slip.fate ? undefined : dirt(kind, native, slip, rates);
    const fate = slip.fate ?? (dirty ? 'quarantined' : 'stored');
    const truth = truthOf(kind, content, native, fate, dirty && [dirty]);
    const draft: Draft = { at: slip.at, record: kind.record, instance: slip.instance ?? '', channel: slip.channel ?? 'main', file: slip.file, native, truth };
    if (slip.unsent) return { native, fate, truth, unsent: true };
    put(draft);
    if (!slip.once && !slip.file && fate === 'stored' && slip.random?.chance(rates.duplicate)) {
      put({ ...draft, at: slip.at + REPEAT_AFTER, truth: { ...truth, fate: 'duplicate' } });
    }
    return { native, fate, truth, unsent: false };
  }

  function take(day: number): Emission[] {
    taken = day;
    const drafts = days.get(day) ?? [];
    for (const earlier of [...days.keys()].filter((key) => key < day)) {
      drafts.unshift(...(days.get(earlier) ?? []));
      days.delete(earlier);
    }
    days.delete(day);
    return drafts.sort((a, b) => a.at - b.at).map((draft) => numbered(draft));
  }

  /** Row versions of the project database follow the order of writing. */
  const rowVersions = new Map<string, number>();

  function numbered(given: Draft): Emission {
    n += 1;
    const draft = 'RowVer' in given.native ? withRowVersion(given) : given;
    return { ...draft, n, truth: draft.truth && { n, at: draft.at, instance: draft.instance, ...draft.truth } };
  }

  function withRowVersion(draft: Draft): Draft {
    const version = (rowVersions.get(draft.record) ?? 0) + 1;
    rowVersions.set(draft.record, version);
    return { ...draft, native: { ...draft.native, RowVer: version }, truth: draft.truth && { ...draft.truth, version } };
  }

  return { write, put, rates, take };
}

/** Makes the record untidy, or malformed (then says how). */
function dirt(kind: RecordKind, native: Native, slip: Slip, rates: DirtRates): Fault | undefined {
  const { random } = slip;
  if (slip.spoiled === undefined && !random) return undefined;
  const malformed = kind.record === 'transport.position' ? rates.malformedPositions : rates.malformed;
  const faults = kind.faults ?? [];
  const index = slip.spoiled ?? (random && !slip.sound && faults.length > 0 && random.chance(malformed) ? random.int(0, faults.length - 1) : -1);
  const spoil = faults[index];
  if (spoil && random) {
    spoil.spoil(native, random);
    return { fault: spoil.fault, field: spoil.field, ...(spoil.target ? { target: spoil.target } : {}) };
  }
  if (random && kind.tidied && kind.tidied.length > 0 && random.chance(rates.untidy)) random.pick(kind.tidied)(native, random);
  return undefined;
}
