// Dirt: records made untidy (the mapping cleans them) or malformed (they must end in quarantine), at the set rates.
import type { Random } from '../random';
import type { Fault, Native } from './emission';
import type { RecordKind } from './record-kind';

/** Shares of records (domain simulator defaults: 2 % malformed). Positions are machine-made: fewer. */
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

export interface Soiling {
  readonly random: Random;
  readonly rates: DirtRates;
  /** Never malformed: others depend on it. */
  readonly sound: boolean;
  /** Malformed for certain, with the fault of this index. */
  readonly spoiled?: number;
}

/** Changes the record in place; says how it was made malformed, if it was. */
export function soil(kind: RecordKind, native: Native, soiling: Soiling): Fault | undefined {
  const { random, rates } = soiling;
  const spoil = kind.faults?.[faultIndex(kind, soiling)];
  if (spoil) {
    spoil.spoil(native, random);
    return { fault: spoil.fault, field: spoil.field, ...(spoil.target ? { target: spoil.target } : {}) };
  }
  const tidied = kind.tidied ?? [];
  if (tidied.length > 0 && random.chance(rates.untidy)) random.pick(tidied)(native, random);
  return undefined;
}

function faultIndex(kind: RecordKind, { random, rates, sound, spoiled }: Soiling): number {
  const count = kind.faults?.length ?? 0;
  if (spoiled !== undefined) return spoiled;
  if (sound || count === 0) return -1;
  const share = kind.record === 'transport.position' ? rates.malformedPositions : rates.malformed;
  return random.chance(share) ? random.int(0, count - 1) : -1;
}
