// Turns a driver's error into the store's: unreachable (wait) or a refused statement (report).
import { HubError } from '@lianshu/schemas';
import { gatewayError } from '../errors';

const UNREACHABLE = /ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EHOSTUNREACH|PROTOCOL_|POOL_|ER_CON_COUNT|ER_SERVER_SHUTDOWN|ER_QUERY_INTERRUPTED|ER_DISK_FULL|ER_RECORD_FILE_FULL|ER_LOCK|SQLITE_BUSY|SQLITE_FULL|SQLITE_IOERR|locked|closed state/i;

export function storeFault(error: unknown): HubError {
  if (error instanceof HubError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const reason = `${code} ${error instanceof Error ? error.message : String(error)}`.trim();
  return gatewayError(UNREACHABLE.test(reason) ? 'STORE_UNAVAILABLE' : 'STORE_FAULT', { reason: reason.slice(0, 300) }, error);
}
