// kafkajs logs what it survives as errors. Here each entry gets its true level: what fails for good reaches the caller as a
// rejection, so nothing that kafkajs says is more than a warning, and what belongs to every rebalance or start is detail.
import { logLevel, type LogEntry } from 'kafkajs';
import type { Log } from '../../sources/source';

const PASSING: readonly RegExp[] = [
  /rebalanc/i,
  /coordinator is loading/i,
  /coordinator is not (aware|available)/i,
  /not the correct coordinator/i,
  /no leader for this topic-partition|leadership election/i,
  /does not host this topic-partition|not the leader/i,
  /Limiting retries for the idempotent producer/i,
  /consumer not running/i,
  /Error listening for|group coordinator not available/i,
  /member needs to have a valid member id/i,
];

const REPEAT_AFTER_MS = 10_000;

export type Level = 'warn' | 'debug';

export function trueLevel(level: logLevel, message: string): Level {
  if (level > logLevel.WARN || PASSING.some((pattern) => pattern.test(message))) return 'debug';
  return 'warn';
}

/** For the `logCreator` of a kafkajs client. The same warning is said once in 10 s: an outage repeats it at every attempt. */
export function clientLog(log: Log, now: () => number) {
  const said = new Map<string, number>();
  return () => ({ namespace, level, log: { message, error, groupId, broker } }: LogEntry): void => {
    const cause = typeof error === 'string' ? error : undefined;
    const whole = `${message} ${cause ?? ''}`;
    if (trueLevel(level, whole) === 'debug') return log.debug({ namespace, groupId, broker, cause }, message);
    if (now() - (said.get(whole) ?? -Infinity) < REPEAT_AFTER_MS) return;
    if (said.size > 1000) said.clear();
    said.set(whole, now());
    log.warn({ namespace, groupId, broker, cause }, `Kafka client: ${message}`);
  };
}
