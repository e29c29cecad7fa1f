// Between the bus, which pushes batches and waits, and a run, which pulls pages and acknowledges them later.
import type { Batch } from '../../bus/bus';

export interface Offer {
  readonly batch: Batch;
  /** The hub has it: the bus may commit. */
  done(): void;
  /** The run ended without: it stays first in line. */
  again(): void;
  isPending(): boolean;
}

export interface HandOver {
  /** The bus's handler: resolves when the batch is acknowledged, rejects when the hand-over closes. */
  offer(batch: Batch): Promise<void>;
  /** The next batch, or nothing after `waitMs` (of real time: it is the network that is waited for) or an abort. */
  next(waitMs: number, signal: AbortSignal): Promise<Offer | undefined>;
  close(): void;
}

interface Pending {
  readonly batch: Batch;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export function createHandOver(): HandOver {
  const waiting: Pending[] = [];
  const taken = new Set<Pending>();
  let wake: (() => void) | undefined;
  let closed = false;
  return {
    offer: (batch) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new Error('the source is closed'));
        waiting.push({ batch, resolve, reject });
        wake?.();
      }),
    async next(waitMs, signal) {
      if (waiting.length === 0 && !closed) await new Promise<void>((resolve) => {
        const end = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', end);
          resolve();
        };
        const timer = setTimeout(end, waitMs);
        wake = end;
        signal.addEventListener('abort', end);
      });
      wake = undefined;
      const pending = waiting.shift();
      return pending && take(pending);
    },
    close() {
      closed = true;
      for (const pending of [...waiting.splice(0), ...taken]) pending.reject(new Error('the source is closed'));
      wake?.();
    },
  };

  function take(pending: Pending): Offer {
    taken.add(pending);
    return {
      batch: pending.batch,
      isPending: () => taken.has(pending),
      done() {
        taken.delete(pending);
        pending.resolve();
      },
      again() {
        if (taken.delete(pending)) waiting.unshift(pending);
      },
    };
  }
}
