// Lets one loop rest until something happens: news wakes it, control also cuts a pause short.

export interface Waiter {
  /** News: ends a wait, or the next one at once. */
  wake(): void;
  /** Control: wakes, and ends a pause. */
  interrupt(): void;
  wait(): Promise<void>;
  /** Resolves after `ms`, or at the next interrupt. */
  pause(ms: number): Promise<void>;
}

export function createWaiter(): Waiter {
  let pending = false;
  let endWait: (() => void) | null = null;
  let endPause: (() => void) | null = null;
  const wake = () => {
    if (endWait) endWait();
    else pending = true;
  };
  return {
    wake,
    interrupt: () => {
      wake();
      endPause?.();
    },
    wait: async () => {
      if (!pending) await new Promise<void>((resolve) => { endWait = resolve; });
      endWait = null;
      pending = false;
    },
    pause: async (ms) => {
      let timer: NodeJS.Timeout | undefined;
      await new Promise<void>((resolve) => {
        endPause = resolve;
        timer = setTimeout(resolve, ms);
      });
      clearTimeout(timer);
      endPause = null;
    },
  };
}
