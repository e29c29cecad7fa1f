// kafkajs consumers can stop without a word (tulios/kafkajs#659, #1441): a supervisor looks after one session and replaces it.
import type { Log } from '../../sources/source';
import type { Session } from './session';

export interface SupervisorParts {
  readonly name: string;
  readonly open: () => Promise<Session>;
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

/** Rejects when the first session cannot be opened; later ones are tried again at each check. */
export async function supervise(parts: SupervisorParts): Promise<Supervisor> {
  let session: Session | null = await parts.open();
  let stuck = 0;
  let checking: Promise<void> = Promise.resolve();
  let closed = false;

  const check = async () => {
    if (closed) return;
    stuck = session !== null && (await parts.isStuck()) ? stuck + 1 : 0;
    const reason = session === null ? 'not open' : reasonToReplace(session, parts, stuck);
    if (reason === null || closed) return;
    parts.log.warn({ consumer: parts.name, reason }, 'A Kafka consumer has stopped; it is opened again');
    stuck = 0;
    const old = session;
    session = null;
    await closeWithin(old, ABANDON_AFTER_MS);
    session = await parts.open();
  };
  const timer = setInterval(() => {
    checking = checking.then(check).catch((error: unknown) => parts.log.warn({ consumer: parts.name, err: error }, 'A Kafka consumer could not be checked or opened; trying again'));
  }, parts.checkEveryMs).unref();

  return {
    session: () => session,
    close: async () => {
      closed = true;
      clearInterval(timer);
      await checking;
      await session?.close();
      session = null;
    },
  };
}

export function reasonToReplace(session: Pick<Session, 'isDead' | 'lastSign'>, { isBusy, now, silentMs }: Pick<SupervisorParts, 'isBusy' | 'now' | 'silentMs'>, stuck: number): string | null {
  if (session.isDead()) return 'kafkajs gave up';
  if (isBusy()) return null;
  if (now() - session.lastSign() > silentMs) return `no sign of life for ${silentMs} ms`;
  return stuck >= STUCK_CHECKS ? 'messages wait and none are fetched' : null;
}

/** A consumer that hangs may hang in closing too: it is left behind then; its group membership ends by its session timeout. */
async function closeWithin(session: Session | null, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => { timer = setTimeout(resolve, ms); });
  await Promise.race([session?.close().catch(() => undefined), late]);
  clearTimeout(timer);
}
