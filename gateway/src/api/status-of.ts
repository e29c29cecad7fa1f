// The HTTP status of a refusal outside GraphQL.
import { HubError } from '@lianshu/schemas';

export function statusOf(error: unknown): number {
  if (error instanceof HubError) return error.status;
  const { statusCode } = (typeof error === 'object' && error !== null ? error : {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : 500;
}
