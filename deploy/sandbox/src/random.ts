// Seeded randomness: independent streams named by text, so that one part's draws never shift another's.

export interface Random {
  /** 0 ≤ x < 1. */
  next(): number;
  /** Whole number, both ends included. */
  int(from: number, to: number): number;
  /** Between the two, rounded to `places`. */
  real(from: number, to: number, places?: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]] | readonly T[]): T;
  normal(mean: number, sd: number): number;
}

/** The stream of this name (sfc32 keyed by a 32-bit hash of the parts). */
export function randomStream(...name: readonly (string | number)[]): Random {
  const next = sfc32(name.join('\u0001'));
  const self: Random = {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    real: (from, to, places = 2) => round(from + next() * (to - from), places),
    chance: (probability) => next() < probability,
    pick(list) {
      const item = list[Math.floor(next() * list.length)];
      if (item === undefined) throw new RangeError('Nothing to pick from an empty list');
      return item;
    },
    normal: (mean, sd) => mean + sd * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
  return self;
}

/** Decimal rounding, half away from zero on the shortest decimal text, free of binary tails. */
export function round(value: number, places: number): number {
  const moved = Number(`${value}e${places}`);
  return Number.isFinite(moved) ? Number(`${Math.sign(moved) * Math.round(Math.abs(moved))}e-${places}`) : Number(value.toFixed(places));
}

function sfc32(text: string): () => number {
  let [a, b, c, d] = [hash(text, 1), hash(text, 2), hash(text, 3), 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 12; i++) next();
  return next;
}

function hash(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ (salt * 0x9e3779b1);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  return Math.imul(h, 0x2c1b3c6d) | 0;
}
