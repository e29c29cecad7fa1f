// The `code` of a foreign error, whatever realm its class comes from.

export function faultCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

export function faultText(error: unknown): string {
  return faultCode(error) || (typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : 'unknown fault');
}
