// The operation that a request means.
import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import { gatewayError } from '../errors';

/** Throws API_BODY when there is none of that name, or several and no name. */
export function findOperation(document: DocumentNode, name: string | null | undefined): OperationDefinitionNode {
  const operation = getOperationAST(document, name);
  if (!operation) throw gatewayError('API_BODY', { field: 'operationName', expected: 'the name of one operation of the query', got: name ? 'another name' : 'none' });
  return operation;
}
