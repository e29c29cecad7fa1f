// What a request must pass before GraphQL validates it: a body of the right shape and a document of bearable structure.
import { parse, type DocumentNode } from 'graphql';
import { gatewayError } from '../../errors';
import type { QueryLimits } from './limits';
import { checkStructure } from './structure';

export interface DocumentGate {
  /** Throws API_BODY, API_TOKENS, and what checkStructure throws. Other syntax errors are left to GraphQL, which names their place. */
  check(body: unknown): void;
}

/** Documents that passed, remembered by their text. */
const REMEMBERED = 1000;

export function createDocumentGate(limits: QueryLimits): DocumentGate {
  const passed = new Set<string>();
  return {
    check(body) {
      const query = queryOf(body);
      if (passed.has(query)) return;
      const document = parsed(query, limits);
      if (!document) return;
      checkStructure(document, limits);
      passed.add(query);
      if (passed.size > REMEMBERED) passed.delete(passed.values().next().value ?? '');
    },
  };
}

function queryOf(body: unknown): string {
  const query = typeof body === 'object' && body !== null && !Array.isArray(body) ? (body as { query?: unknown }).query : undefined;
  if (typeof query === 'string' && query.trim() !== '') return query;
  throw gatewayError('API_BODY', { field: 'query', expected: 'GraphQL text', got: Array.isArray(body) ? 'a list' : 'none' });
}

function parsed(query: string, { maxTokens }: QueryLimits): DocumentNode | undefined {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (error instanceof Error && error.message.includes(`more that ${maxTokens} tokens`)) throw gatewayError('API_TOKENS', { expected: maxTokens }, error);
    return undefined;
  }
}
