// The desk through which every record leaves the city: spells it natively, plants dirt, keeps the truth and the order of time.
import type { Random } from '../random';
import { createAgenda, type Agenda, type Draft } from './agenda';
import { soil, type DirtRates } from './dirt';
import type { Fate, Fault, Native } from './emission';
import { nativeOf, truthOf, type Content, type RecordKind } from './record-kind';

/** How late a repeated upload comes: before any next version of the record. */
const REPEAT_AFTER = 20_000;

interface Slip {
  readonly at: number;
  /** Stream for dirt; absent: written clean. */
  readonly random?: Random;
  readonly instance?: string;
  readonly channel?: string;
  readonly file?: string;
  /** Never malformed (others depend on it), but it may be untidy or repeated. */
  readonly sound?: boolean;
  /** Never repeated. */
  readonly once?: boolean;
  /** The uplink is cut: spelled, but it never leaves by this channel. */
  readonly unsent?: boolean;
  /** Forces a fate: duplicate, stale, skipped. */
  readonly fate?: Fate;
  /** Malformed for certain, with the fault of this index. */
  readonly spoiled?: number;
}

export interface Written {
  readonly native: Draft['native'];
  readonly fate: Fate;
  readonly truth: NonNullable<Draft['truth']>;
  readonly unsent: boolean;
}

export interface Desk extends Agenda {
  readonly rates: DirtRates;
  write(kind: RecordKind, content: Content, slip: Slip): Written;
}

export function createDesk(rates: DirtRates): Desk {
  const agenda = createAgenda();

  function write(kind: RecordKind, content: Content, slip: Slip): Written {
    const native = nativeOf(kind, content);
    const fault = soiled(kind, native, slip, rates);
    const fate = fateOf(slip, fault);
    const truth = truthOf(kind, content, native, fate, fault && [fault]);
    const { at, instance = '', channel = 'main', file, unsent = false } = slip;
    const draft = { at, record: kind.record, instance, channel, file, native, truth };
    if (!unsent) agenda.put(draft);
    if (mayRepeat(slip, fate) && slip.random?.chance(rates.duplicate)) {
      agenda.put({ ...draft, at: at + REPEAT_AFTER, truth: { ...truth, fate: 'duplicate' } });
    }
    return { native, fate, truth, unsent };
  }
  return { ...agenda, rates, write };
}

function soiled(kind: RecordKind, native: Native, slip: Slip, rates: DirtRates): Fault | undefined {
  if (!slip.random || slip.fate) return undefined;
  return soil(kind, native, { random: slip.random, rates, sound: slip.sound ?? false, spoiled: slip.spoiled });
}

function fateOf(slip: Slip, fault: Fault | undefined): Fate {
  return slip.fate ?? (fault ? 'quarantined' : 'stored');
}

function mayRepeat(slip: Slip, fate: Fate): boolean {
  return fate === 'stored' && !slip.once && !slip.unsent && slip.file === undefined;
}
