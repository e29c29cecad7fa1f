// A hub in a process of its own, made to be killed: follows the test's clock, catches up when asked, and tells when it has got so far.
import { createManualClock } from '@lianshu/sandbox';
import { HubError } from '@lianshu/schemas';
import type { Config } from '../src/config-schema';
import { type Hub, startHub } from '../src/hub';
import { createLog } from '../src/log';
import { drained, fetchAll } from './city-hub';

export type ToHub =
  | { readonly kind: 'start'; readonly config: Config; readonly now: number; readonly log: string }
  | { readonly kind: 'clock'; readonly at: number }
  /** Answered by `marked` once the hub has read its clock this many times more: it does so at pages, batches and deliveries. */
  | { readonly kind: 'mark'; readonly readings: number }
  | { readonly kind: 'catchUp' }
  | { readonly kind: 'stop' };

export type FromHub =
  | { readonly kind: 'ready' }
  | { readonly kind: 'marked' }
  | { readonly kind: 'caughtUp'; readonly readings: number }
  | { readonly kind: 'failed'; readonly why: string; readonly retriable: boolean };

function serve(): void {
  const tell = (message: FromHub): void => { process.send?.(message); };
  const clock = createManualClock(0);
  let running: { readonly hub: Hub; readonly config: Config } | null = null;
  let readings = 0;
  let mark = 0;

  const now = (): number => {
    readings += 1;
    if (readings === mark) tell({ kind: 'marked' });
    return clock.now();
  };
  const on = async (message: ToHub): Promise<void> => {
    if (message.kind === 'clock') return clock.set(message.at);
    if (message.kind === 'mark') {
      mark = readings + message.readings;
      return;
    }
    if (message.kind === 'start') {
      clock.set(message.now);
      const deps = { clock: { ...clock, now }, log: createLog('warn', message.log), environment: {} };
      running = { config: message.config, hub: await startHub(message.config, deps) };
      return tell({ kind: 'ready' });
    }
    if (!running) throw new Error('this hub has not been started');
    if (message.kind === 'stop') {
      await running.hub.close();
      return process.disconnect();
    }
    const before = readings;
    await fetchAll(running.hub);
    await drained(running.hub, running.config);
    tell({ kind: 'caughtUp', readings: readings - before });
  };
  process.on('message', (message: ToHub) => {
    on(message).catch((error: unknown) => {
      const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
      tell({ kind: 'failed', why, retriable: error instanceof HubError && error.retriable });
    });
  });
  // The test is gone.
  process.on('disconnect', () => process.exit());
}

serve();
