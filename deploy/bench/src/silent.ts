// Parts of a quiet process: a log that keeps only what must not be lost, and the clock of the machine.
import type { Clock, Log } from '@lianshu/connectors';

export const realClock: Clock = { now: Date.now, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };

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
