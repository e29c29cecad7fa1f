// Epoch milliseconds of the store as RFC 3339 text of the API; 0 and null mean: not yet.

export function instant(epochMs: number | null): string | null {
  return epochMs ? new Date(epochMs).toISOString() : null;
}
