// What the day planners share: the world, the desk, and the counters that run through the days.
import type { Desk } from './desk';
import type { Enterprises } from './world/enterprises';
import type { Mix } from './world/mixes';
import type { Plant } from './world/plants';
import type { Project } from './world/projects';

/** A part being poured from one plant. */
export interface Order {
  readonly orderNo: string;
  readonly taskNo: string;
  readonly project: Project;
  readonly mix: Mix;
  readonly partId: string;
  readonly partText: string;
  readonly part: { readonly unit: string; readonly floor: string; readonly element: string };
  readonly targetVolume: number;
  poured: number;
  batches: number;
  groups: number;
  startedAt: number;
  endedAt: number;
}

/** Cube groups of one project and grade that wait for their assessment. */
export interface Waiting {
  readonly groupNos: string[];
  readonly values: number[];
  size: number;
}

export interface Scene {
  readonly seed: number;
  readonly scale: number;
  /** Epoch ms at which the full traffic begins. */
  readonly live: number;
  /** Share of the full traffic on a day. */
  share(day: number): number;
  readonly desk: Desk;
  readonly enterprises: Enterprises;
  readonly projects: readonly Project[];
  readonly plants: readonly Plant[];
  readonly orders: Map<string, Order[]>;
  readonly waiting: Map<string, Waiting>;
  readonly suspended: Set<string>;
  /** Next number of a named series: 1, 2, 3 … */
  serial(name: string): number;
}

export function createSerials(): (name: string) => number {
  const counters = new Map<string, number>();
  return (name) => {
    const next = (counters.get(name) ?? 0) + 1;
    counters.set(name, next);
    return next;
  };
}
