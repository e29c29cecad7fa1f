// Refuses an operation that this schema does not run or that costs too much, after its variables are coerced and before anything runs.
import { getVariableValues, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { gatewayError } from '../../errors';
import { countNodes } from './count-nodes';
import type { QueryLimits } from './limits';

export interface OperationToCheck {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Throws API_VALIDATION, API_COST. Wrong variables are left to execution, which names them. */
export function checkCost({ schema, document, operation, variables }: OperationToCheck, limits: QueryLimits): void {
  if (!schema.getRootType(operation.operation)) throw gatewayError('API_VALIDATION', { problem: `This key may not run a ${operation.operation}.` });
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
  const nodes = countNodes(schema, document, operation, coerced ?? {});
  if (nodes > limits.maxNodes) throw gatewayError('API_COST', { expected: limits.maxNodes, got: nodes });
}
