// What a bench is: a name, what it needs, and a run that gives figures.

export interface Budget {
  readonly at: 'most' | 'least';
  readonly value: number;
}

export interface Figure {
  /** What was measured, in a few words. */
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** How many items, samples or records the value stands on, and over how many rounds it is the median. */
  readonly n: number;
  readonly rounds: number;
  /** CPU of the measured process (user + system), µs an item. */
  readonly cpuUs?: number;
  /** Wall time, µs an item. */
  readonly wallUs?: number;
  /** From the design's table of budgets. Absent: for information. */
  readonly budget?: Budget;
}

export interface Backends {
  /** host:port */
  readonly kafka: string | null;
  /** mysql://user:password@host:port */
  readonly mariadb: string | null;
}

export interface Bench {
  readonly name: string;
  readonly title: string;
  readonly needs: readonly (keyof Backends)[];
  run(backends: Backends, note: (line: string) => void): Promise<readonly Figure[]>;
}

export function meets({ value, budget }: Figure): boolean | null {
  if (!budget) return null;
  return budget.at === 'most' ? value <= budget.value : value >= budget.value;
}
