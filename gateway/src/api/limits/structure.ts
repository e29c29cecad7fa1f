// The shape of a document, before it meets a schema: a bomb is refused before validation spends time on it. Linear: a fragment is measured once.
import { Kind, visit, type DocumentNode, type FragmentDefinitionNode, type SelectionNode, type SelectionSetNode } from 'graphql';
import { gatewayError } from '../../errors';
import type { QueryLimits } from './limits';

interface Shape {
  /** Fields after fragments are expanded. */
  readonly fields: number;
  readonly depth: number;
  readonly aliases: number;
}

const NOTHING: Shape = { fields: 0, depth: 0, aliases: 0 };

/** Throws API_DIRECTIVES, API_FIELDS, API_DEPTH, API_ALIASES: for the document's operations together. */
export function checkStructure(document: DocumentNode, limits: QueryLimits): void {
  const directives = countDirectives(document);
  if (directives > limits.maxDirectives) throw gatewayError('API_DIRECTIVES', { expected: limits.maxDirectives, got: directives });
  const { fields, depth, aliases } = shapeOf(document);
  if (fields > limits.maxFields) throw gatewayError('API_FIELDS', { expected: limits.maxFields, got: fields });
  if (depth > limits.maxDepth) throw gatewayError('API_DEPTH', { expected: limits.maxDepth, got: depth });
  if (aliases > limits.maxAliases) throw gatewayError('API_ALIASES', { expected: limits.maxAliases, got: aliases });
}

function shapeOf(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const measured = new Map<string, Shape>();
  const sets = document.definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node.selectionSet] : []));
  return sets.map(ofSet).reduce(together, NOTHING);

  function ofSet({ selections }: SelectionSetNode): Shape {
    return selections.map(ofSelection).reduce(together, NOTHING);
  }

  function ofSelection(selection: SelectionNode): Shape {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value);
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet);
    const inner = selection.selectionSet ? ofSet(selection.selectionSet) : NOTHING;
    return { fields: 1 + inner.fields, depth: 1 + inner.depth, aliases: (selection.alias ? 1 : 0) + inner.aliases };
  }

  function ofFragment(name: string): Shape {
    const known = measured.get(name);
    if (known) return known;
    // Held as nothing while it is being measured: a cycle, which validation refuses, ends here.
    measured.set(name, NOTHING);
    const fragment = fragments.get(name);
    const found = fragment ? ofSet(fragment.selectionSet) : NOTHING;
    measured.set(name, found);
    return found;
  }
}

function together(a: Shape, b: Shape): Shape {
  return { fields: a.fields + b.fields, depth: Math.max(a.depth, b.depth), aliases: a.aliases + b.aliases };
}

function countDirectives(document: DocumentNode): number {
  let count = 0;
  visit(document, { [Kind.DIRECTIVE]: () => { count += 1; } });
  return count;
}
