// Logs by pino: JSON lines on standard error, so that standard output stays free for what a command answers.
import type { Log } from '@lianshu/connectors';
import pino from 'pino';

export type LogLevel = 'error' | 'warn' | 'info' | 'debug' | 'silent';

export function createLog(level: LogLevel, file?: string): Log {
  const destination = pino.destination(file ? { dest: file, mkdir: true, sync: true } : { dest: 2, sync: true });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime, redact: ['*.authorization', '*.password', '*.token'] }, destination);
}
