// Looks for a payload that the writer's schema allows and the reader's refuses. Directed proposals first, then seeded mixtures of them.
import type { SchemaDocument } from '../document';
import { createFactReader } from '../facts';
import { isObject } from '../node';
import { createProposer } from './propose';

export interface SearchLimits {
  readonly late: () => boolean;
  readonly mixtures: number;
}

/** A one-element list with the witness (which may be null or false), or an empty one. */
export function findWitness(writer: SchemaDocument, reader: SchemaDocument, breaks: (value: unknown) => boolean, limits: SearchLimits): readonly unknown[] {
  const facts = createFactReader();
  const proposer = createProposer(facts, limits.late);
  const proposals = proposer.at([facts.read(writer, writer.root)], [facts.read(reader, reader.root)], 0);
  for (const [at, value] of proposals.entries()) {
    if (breaks(value)) return [value];
    if (at % 64 === 63 && limits.late()) return [];
  }
  return mix(proposals, breaks, limits);
}

/** Members of several proposed objects put together: finds what only two changes at once show. */
function mix(proposals: readonly unknown[], breaks: (value: unknown) => boolean, limits: SearchLimits): readonly unknown[] {
  const objects = proposals.filter(isObject);
  if (objects.length < 2) return [];
  const random = seeded(20240229);
  const pick = () => objects[Math.floor(random() * objects.length)] ?? {};
  for (let round = 0; round < limits.mixtures; round += 1) {
    const mixed = Object.fromEntries([...Object.entries(pick()), ...Object.entries(pick()).filter(() => random() < 0.7), ...Object.entries(pick()).filter(() => random() < 0.3)]);
    if (breaks(mixed)) return [mixed];
    if (round % 64 === 63 && limits.late()) return [];
  }
  return [];
}

/** The same numbers every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
