// A sink that is tried again after passing faults; closing it ends the pauses.
import { DEFAULT_RETRY, pauseOrThrow, type RetryDeps, type RetryOptions } from '../sources/retrying';
import type { Sink } from './sink';

export function retryingSink(sink: Sink, deps: RetryDeps, options: RetryOptions = DEFAULT_RETRY): Sink {
  const closing = new AbortController();
  return {
    async deliver(deliveries) {
      for (let failures = 1; ; failures++) {
        try {
          return await sink.deliver(deliveries);
        } catch (error) {
          await pauseOrThrow(error, failures, deps, options, closing.signal);
        }
      }
    },
    async close() {
      closing.abort();
      await sink.close();
    },
  };
}
