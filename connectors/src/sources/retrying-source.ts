// A source that is tried again after passing faults, from its last page: the source itself knows nothing of it.
import type { JsonValue } from '@lianshu/schemas';
import { DEFAULT_RETRY, pauseOrThrow, type RetryDeps, type RetryOptions } from './retrying';
import type { Page, Source } from './source';

export function retryingSource(source: Source, deps: RetryDeps, options: RetryOptions = DEFAULT_RETRY): Source {
  return {
    fetch: (checkpoint, signal) => fetchAgain(source, checkpoint, signal, deps, options),
    acknowledge: (page) => source.acknowledge(page),
    close: () => source.close(),
  };
}

/** A page is handled by the time the next is asked for, so its checkpoint is the place to go on from. A page resets the count of failures. */
async function* fetchAgain(source: Source, from: JsonValue | null, signal: AbortSignal, deps: RetryDeps, options: RetryOptions): AsyncGenerator<Page> {
  let checkpoint = from;
  for (let failures = 0; ; ) {
    try {
      for await (const page of source.fetch(checkpoint, signal)) {
        yield page;
        checkpoint = page.checkpoint;
        if (page.records.length > 0) failures = 0;
      }
      return;
    } catch (error) {
      failures++;
      await pauseOrThrow(error, failures, deps, options, signal);
    }
  }
}
