// Sensitivity levels L1-L4 (DB33/T 2350-2021), compared fail-closed: a word that is not a level opens nothing.
import type { Level } from '@lianshu/schemas';

const RANK: Readonly<Record<Level, number>> = { L1: 1, L2: 2, L3: 3, L4: 4 };

function isLevel(word: unknown): word is Level {
  return typeof word === 'string' && Object.hasOwn(RANK, word);
}

/** True when a field of `level` may be shown under `ceiling`. Unknown words on either side: false. */
export function within(level: unknown, ceiling: unknown): boolean {
  return isLevel(level) && isLevel(ceiling) && RANK[level] <= RANK[ceiling];
}

/** The highest of several levels; words that are not levels are dropped, undefined when none is left. */
export function highest(levels: readonly unknown[]): Level | undefined {
  return levels.filter(isLevel).sort((a, b) => RANK[b] - RANK[a])[0];
}
