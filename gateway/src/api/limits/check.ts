// Refuses an operation that costs too much, after its variables are coerced and before anything runs. The same check on every transport.
import { getVariableValues, Kind, visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { gatewayError } from '../../errors';
import type { QueryLimits } from './limits';
import { measure } from './measure';

export interface OperationToCheck {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws API_DIRECTIVES, API_FIELDS, API_DEPTH, API_ALIASES, API_COST. Wrong variables are left to execution, which names them. */
export function checkCost({ schema, document, operation, variables }: OperationToCheck, limits: QueryLimits): void {
  const directives = countDirectives(document);
  if (directives > limits.maxDirectives) throw gatewayError('API_DIRECTIVES', { expected: limits.maxDirectives, got: directives });
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  const { fields, depth, aliases, nodes } = measure(schema, document, operation, coerced ?? {});
  if (fields > limits.maxFields) throw gatewayError('API_FIELDS', { expected: limits.maxFields, got: fields });
  if (depth > limits.maxDepth) throw gatewayError('API_DEPTH', { expected: limits.maxDepth, got: depth });
  if (aliases > limits.maxAliases) throw gatewayError('API_ALIASES', { expected: limits.maxAliases, got: aliases });
  if (nodes > limits.maxNodes) throw gatewayError('API_COST', { expected: limits.maxNodes, got: nodes });
}

function countDirectives(document: DocumentNode): number {
  let count = 0;
  visit(document, { [Kind.DIRECTIVE]: () => { count += 1; } });
  return count;
}
