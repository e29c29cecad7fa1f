// Every refusal in one shape: code, field, expected, got, what to do next, both languages, and the correlation id. Faults are masked.
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { HubError } from '@lianshu/schemas';
import { gatewayError } from '../errors';
import { API_ERROR_ROWS, type ApiErrorSpec } from './error-rows';

/** What is logged of a fault; its cause never reaches the caller. */
export type LogFault = (error: unknown, correlationId: string) => void;

export interface ApiErrorBody extends GraphQLFormattedError {
  readonly extensions: Readonly<Record<string, unknown>> & { readonly code: string };
}

/** An error as the caller sees it. `formatted` has the place in the query. */
export function describeError(error: unknown, correlationId: string, logFault: LogFault, formatted?: GraphQLFormattedError): ApiErrorBody {
  const refusal = refusalOf(error, formatted);
  if (!refusal) {
    logFault(rootOf(error), correlationId);
    return body(gatewayError('API_INTERNAL'), correlationId, formatted);
  }
  if (refusal.status >= 500) logFault(rootOf(error), correlationId);
  return body(masked(refusal), correlationId, formatted);
}

/** A fault of the store names hosts and statements: callers learn only whether to try again. */
function masked(refusal: HubError): HubError {
  if (refusal.status < 500 || Object.hasOwn(API_ERROR_ROWS, refusal.code)) return refusal;
  return gatewayError(refusal.retriable ? 'API_UNAVAILABLE' : 'API_INTERNAL');
}

function body(refusal: HubError, correlationId: string, formatted?: GraphQLFormattedError): ApiErrorBody {
  const { code, zh, details, retriable } = refusal;
  const told = Object.fromEntries(['field', 'expected', 'got'].flatMap((name) => (details[name] === undefined ? [] : [[name, details[name]]])));
  const { locations, path } = formatted ?? {};
  return {
    message: refusal.message,
    ...(locations && { locations }),
    ...(path && { path }),
    extensions: { code, ...told, ...nextOf(refusal), messageZh: zh, retriable, correlationId },
  };
}

/** What to do next: the table's own word, or the message, which says it in the other tables. */
function nextOf({ code, message, zh }: HubError): { readonly next: string; readonly nextZh: string } {
  const next = Object.hasOwn(API_ERROR_ROWS, code) ? (API_ERROR_ROWS as Readonly<Record<string, ApiErrorSpec>>)[code]?.next : undefined;
  return { next: next?.en ?? message, nextZh: next?.zh ?? zh };
}

/** The refusal behind an error, or undefined for a fault. */
function refusalOf(error: unknown, formatted: GraphQLFormattedError | undefined): HubError | undefined {
  const root = rootOf(error);
  if (root instanceof HubError) return root;
  if (root instanceof GraphQLError) return fromGraphQL(root, String(formatted?.extensions?.code ?? root.extensions.code ?? ''));
  return fromHttp(root);
}

/** What a resolver or scalar threw, however often it was wrapped; GraphQL's own errors stay whole, as only the outermost names the place. */
function rootOf(error: unknown): unknown {
  let inner: unknown = error;
  while (inner instanceof GraphQLError && inner.originalError) inner = inner.originalError;
  return inner instanceof GraphQLError ? error : inner;
}

const TOKENS = /more that (\d+) tokens/;
const VARIABLE = /^Variable "(\$\w+)"/;
const TYPE = /type "([^"]+)"/;

function fromGraphQL(error: GraphQLError, code: string): HubError | undefined {
  switch (code) {
    case 'GRAPHQL_PARSE_FAILED': {
      const tokens = TOKENS.exec(error.message)?.[1];
      return tokens ? gatewayError('API_TOKENS', { expected: tokens }) : gatewayError('API_SYNTAX', { problem: error.message });
    }
    case 'GRAPHQL_VALIDATION_FAILED':
      return gatewayError('API_VALIDATION', { problem: error.message });
    case 'BAD_USER_INPUT':
      return badInput(error);
    case 'BAD_REQUEST':
    case 'OPERATION_RESOLUTION_FAILURE':
    case 'PERSISTED_QUERY_NOT_SUPPORTED':
      return gatewayError('API_BODY', { got: error.message });
    default:
      return undefined;
  }
}

/** graphql-js repeats the value that it refuses; the answer names the variable and the type only. */
function badInput(error: GraphQLError): HubError {
  const type = TYPE.exec(error.message)?.[1] ?? 'the declared type';
  return gatewayError('API_INPUT', { field: VARIABLE.exec(error.message)?.[1] ?? 'variables', expected: `a value of ${type}`, got: 'another value' });
}

/** Refusals of the HTTP server itself: body too large, not JSON, unknown content type. */
function fromHttp(error: unknown): HubError | undefined {
  const { statusCode, code } = (typeof error === 'object' && error !== null ? error : {}) as { statusCode?: unknown; code?: unknown };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return gatewayError('API_BODY_TOO_LARGE', { expected: (error as { limit?: number }).limit ?? 'the allowed number of' }, error);
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return gatewayError('API_CONTENT_TYPE', { got: 'another content type' }, error);
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? gatewayError('API_BODY', { got: String(code) }, error) : undefined;
}
