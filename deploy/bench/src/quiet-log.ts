// A log for measured processes: only what must not be lost.
import type { Log } from '@lianshu/connectors';

/** Errors and warnings to standard error, nothing else. */
export const quietLog: Log = {
  error: (details, message) => complain('error', details, message),
  warn: (details, message) => complain('warn', details, message),
  info: () => undefined,
  debug: () => undefined,
};

function complain(level: string, details: unknown, message: unknown): void {
  process.stderr.write(`  ${level}: ${String(message)} ${JSON.stringify(details, (_key, value: unknown) => (value instanceof Error ? value.message : typeof value === 'bigint' ? String(value) : value))}\n`);
}
