// What becomes of each event of a batch, given what is stored: pure, one event after the other, so that a repeated key sees its predecessor.
import { compareVersions, type SourceVersion } from '@lianshu/schemas';
import type { Prepared } from './persist-prepare';

/** What the store knows of a key. */
export interface Stored {
  readonly source: string;
  readonly version: SourceVersion;
  /** Of the last upsert; empty when it is withdrawn. */
  readonly hash: string;
  readonly voided: boolean;
}

export type Outcome = 'accepted' | 'duplicate' | 'stale' | 'owned';

export interface Decision {
  readonly item: Prepared;
  readonly outcome: Outcome;
  /** For `owned`: who has the key. */
  readonly owner: string;
}

export interface Decided {
  readonly decisions: readonly Decision[];
  /** Keys whose row is written in full: the last accepted upsert and whether a void came after it. */
  readonly changed: ReadonlyMap<string, { readonly upsert: Prepared | null; readonly last: Prepared }>;
  /** Keys whose version alone advances. */
  readonly advanced: ReadonlyMap<string, { readonly item: Prepared; readonly version: SourceVersion }>;
}

/** Lower version: stale. Same version, or same content: duplicate, and the version advances. Else accepted. Another source's key:
 *  by the dataset's `x-precedence` (sources, highest first), else owned. Versions of different sources are never compared. */
export function decide(items: readonly Prepared[], stored: ReadonlyMap<string, Stored>): Decided {
  const now = new Map(stored);
  const decisions: Decision[] = [];
  const changed = new Map<string, { upsert: Prepared | null; last: Prepared }>();
  const advanced = new Map<string, { item: Prepared; version: SourceVersion }>();
  for (const item of items) {
    const before = now.get(item.id);
    const outcome = outcomeOf(item, before);
    decisions.push({ item, outcome, owner: before?.source ?? '' });
    if (outcome === 'accepted') {
      now.set(item.id, storedAfter(item));
      changed.set(item.id, { upsert: lastUpsert(item, changed.get(item.id)), last: item });
      advanced.delete(item.id);
    } else if (outcome === 'duplicate' && before && compareVersions(item.version, before.version) > 0) {
      now.set(item.id, { ...before, version: item.version });
      advanced.set(item.id, { item, version: item.version });
    }
  }
  return { decisions, changed, advanced };
}

function lastUpsert(item: Prepared, before: { readonly upsert: Prepared | null } | undefined): Prepared | null {
  return item.op === 'upsert' ? item : (before?.upsert ?? null);
}

function storedAfter(item: Prepared): Stored {
  const voided = item.op === 'void';
  return { source: item.event.source, version: item.version, hash: voided ? '' : item.hash, voided };
}

function outcomeOf(item: Prepared, before: Stored | undefined): Outcome {
  if (!before) return 'accepted';
  if (before.source !== item.event.source) return byPrecedence(item, before);
  const order = compareVersions(item.version, before.version);
  if (order < 0) return 'stale';
  const same = item.op === 'void' ? before.voided : !before.voided && before.hash === item.hash;
  return order === 0 || same ? 'duplicate' : 'accepted';
}

function byPrecedence(item: Prepared, before: Stored): Outcome {
  const precedence = item.plan.entry.schema['x-precedence'];
  const ranks = Array.isArray(precedence) ? precedence : [];
  const [mine, theirs] = [ranks.indexOf(item.event.source), ranks.indexOf(before.source)];
  if (mine < 0 || theirs < 0) return 'owned';
  return mine < theirs ? 'accepted' : 'stale';
}
