// The one cursor of every transport: the sequence of the last event received.
import { gatewayError } from '../errors';

export const PULL_DEFAULT = 100;
export const PULL_CAP = 1000;

/** A sequence that the feed gave out, or 0. Throws FEED_AFTER. */
export function parseAfter(after: unknown, latest: number): number {
  const text = String(after);
  const sequence = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (sequence <= latest) return sequence;
  throw gatewayError('FEED_AFTER', { field: 'after', expected: latest, got: text.slice(0, 20) });
}

/** Events a pull, 1 … 1000. Throws API_PAGE. */
export function parseLimit(limit: unknown): number {
  const text = String(limit);
  const count = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (count >= 1 && count <= PULL_CAP) return count;
  throw gatewayError('API_PAGE', { field: 'limit', expected: PULL_CAP, got: text.slice(0, 20) });
}
