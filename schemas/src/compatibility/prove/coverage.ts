// What `unevaluatedProperties` and `unevaluatedItems` reach. Two measures: at most evaluated (for the writer's side) and surely evaluated (for the reader's).
import type { FactReader, Facts } from '../facts';
import type { SchemaNode } from '../node';

export interface ExtraProperties {
  readonly schema: SchemaNode;
  readonly names: ReadonlySet<string>;
  readonly patterns: readonly string[];
}

/** Names that surely stay unevaluated are those outside what is returned; undefined when nothing is sure. */
export function extraProperties(reader: FactReader, atom: Facts): ExtraProperties | undefined {
  if (atom.unevaluatedProperties === undefined || atom.additional !== undefined) return undefined;
  const base = atom.origin ?? atom;
  const nodes = inPlace(reader, base, 'all');
  if (!nodes || nodes.some((node) => node !== base && (node.additional !== undefined || node.unevaluatedProperties !== undefined))) return undefined;
  return { schema: atom.unevaluatedProperties, names: namesIn(nodes), patterns: patternsIn(nodes) };
}

/** Names that may stay unevaluated are among those outside what is returned; undefined when all are surely evaluated. */
export function mayExtraProperties(reader: FactReader, atom: Facts): ExtraProperties | undefined {
  if (atom.unevaluatedProperties === undefined) return undefined;
  const nodes = inPlace(reader, atom, 'sure') ?? [atom];
  if (nodes.some((node) => node.additional !== undefined || (node !== atom && node.unevaluatedProperties !== undefined))) return undefined;
  return { schema: atom.unevaluatedProperties, names: namesIn(nodes), patterns: patternsIn(nodes) };
}

export interface ExtraItems {
  readonly schema: SchemaNode;
  readonly from: number;
}

export function extraItems(reader: FactReader, atom: Facts): ExtraItems | undefined {
  if (atom.unevaluatedItems === undefined || atom.rest !== undefined) return undefined;
  const base = atom.origin ?? atom;
  const nodes = inPlace(reader, base, 'all');
  const unsure = (node: Facts) => node.rest !== undefined || node.contains !== undefined || (node !== base && node.unevaluatedItems !== undefined);
  if (!nodes || nodes.some(unsure)) return undefined;
  return { schema: atom.unevaluatedItems, from: Math.max(0, ...nodes.map((node) => node.prefix.length)) };
}

export function mayExtraItems(reader: FactReader, atom: Facts): ExtraItems | undefined {
  if (atom.unevaluatedItems === undefined) return undefined;
  const nodes = inPlace(reader, atom, 'sure') ?? [atom];
  if (nodes.some((node) => node.rest !== undefined || (node !== atom && node.unevaluatedItems !== undefined))) return undefined;
  return { schema: atom.unevaluatedItems, from: Math.max(0, ...nodes.map((node) => node.prefix.length)) };
}

/** The nodes applied to the same instance: all that may apply, or those that surely do. undefined: a node of unknown meaning. */
function inPlace(reader: FactReader, atom: Facts, which: 'all' | 'sure'): readonly Facts[] | undefined {
  const found = new Set<Facts>();
  const queue = [atom];
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (found.has(next)) continue;
    if (next.unknown && which === 'all') return undefined;
    found.add(next);
    const { doc } = next;
    for (const schema of which === 'all' ? [...next.allOf, ...perhaps(next)] : next.allOf) queue.push(reader.read(doc, schema));
  }
  return [...found];
}

function perhaps(facts: Facts): SchemaNode[] {
  const { condition } = facts;
  return [
    ...facts.anyOf.flat(),
    ...(facts.oneOf ?? []),
    ...(facts.not === undefined ? [] : [facts.not]),
    ...facts.dependentSchemas.map(([, schema]) => schema),
    ...(condition ? [condition.when, condition.then, condition.otherwise] : []),
  ];
}

function namesIn(nodes: readonly Facts[]): ReadonlySet<string> {
  return new Set(nodes.flatMap((node) => Object.keys(node.properties)));
}

function patternsIn(nodes: readonly Facts[]): readonly string[] {
  return nodes.flatMap((node) => node.patterns.map(([pattern]) => pattern));
}
