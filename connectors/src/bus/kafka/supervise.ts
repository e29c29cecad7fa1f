// kafkajs consumers crash in an outage, and can stop without a word (tulios/kafkajs#659, #1441): a supervisor looks after one
// session and replaces it. It alone restarts: kafkajs's own restart would race with it.
import type { Log } from '../../sources/source';
import { pauseAfter } from '../redelivery';
import { createWaiter } from '../waiter';
import type { Session } from './session';

export interface SupervisorParts {
  readonly name: string;
  /** `onDead` is to be called when the session will not come back by itself. */
  readonly open: (onDead: () => void) => Promise<Session>;
  /** Whether work lies there that the session does not fetch; asked at each check. */
  readonly isStuck: () => Promise<boolean>;
  /** A running handler is a sign of life. */
  readonly isBusy: () => boolean;
  readonly checkEveryMs: number;
  /** Silence longer than this is the end of a session. */
  readonly silentMs: number;
  readonly now: () => number;
  readonly log: Log;
}

export interface Supervisor {
  session(): Session | null;
  close(): Promise<void>;
}

/** Stuck in so many checks in a row: a rebalance or an outage of the broker passes. */
const STUCK_CHECKS = 3;
const ABANDON_AFTER_MS = 15_000;
const MAX_REOPEN_PAUSE_MS = 3000;

/** Rejects when the first session cannot be opened; later ones are opened again until it works. */
export async function supervise(parts: SupervisorParts): Promise<Supervisor> {
  const { name, log, checkEveryMs } = parts;
  const waiter = createWaiter();
  let session: Session | null = await parts.open(waiter.interrupt);
  let stuck = 0;
  let failures = 0;
  let closed = false;

  const check = async () => {
    const reason = session === null ? 'not open' : (reasonToReplace(session, parts) ?? (await stuckReason()));
    if (reason === null || closed) return;
    if (session !== null) log.warn({ consumer: name, reason }, 'A Kafka consumer has stopped; it is opened again');
    const old = session;
    session = null;
    stuck = 0;
    await closeWithin(old, ABANDON_AFTER_MS);
    session = await parts.open(waiter.interrupt);
    log.info({ consumer: name }, 'A Kafka consumer is open again');
  };
  const stuckReason = async () => {
    stuck = (await parts.isStuck()) ? stuck + 1 : 0;
    return stuck >= STUCK_CHECKS ? 'messages wait and none are fetched' : null;
  };
  const run = async () => {
    while (!closed) {
      await waiter.pause(session === null || session.isDead() ? pauseAfter(failures + 1, MAX_REOPEN_PAUSE_MS) : checkEveryMs);
      if (closed) return;
      try {
        await check();
        failures = 0;
      } catch (error) {
        failures += 1;
        log.warn({ consumer: name, failures, err: error }, 'A Kafka consumer could not be checked or opened; trying again');
      }
    }
  };
  const running = run();

  return {
    session: () => session,
    close: async () => {
      closed = true;
      waiter.interrupt();
      await running;
      await session?.close();
      session = null;
    },
  };
}

function reasonToReplace(session: Pick<Session, 'isDead' | 'lastSign'>, { isBusy, now, silentMs }: Pick<SupervisorParts, 'isBusy' | 'now' | 'silentMs'>): string | null {
  if (session.isDead()) return 'kafkajs gave up';
  return !isBusy() && now() - session.lastSign() > silentMs ? `no sign of life for ${silentMs} ms` : null;
}

/** A consumer that hangs may hang in closing too: it is left behind then; its group membership ends by its session timeout. */
async function closeWithin(session: Session | null, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, ms); });
  await Promise.race([session?.close().catch(() => undefined), late]);
  clearTimeout(timer);
}
