// Server-sent events (WHATWG HTML, 9.2): `id` is the sequence, `Last-Event-ID` resumes. A reader that stalls is dropped; it resumes by its cursor.
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { HubError } from '@lianshu/schemas';
import type { LiveItem } from './live';

export interface SseParts {
  /** A comment line at least this often keeps proxies from closing the connection. */
  readonly heartbeatMs: number;
  /** A reader that takes nothing for so long is dropped. */
  readonly stallMs: number;
  /** How the last message says why the stream ended. */
  readonly describe: (error: HubError) => unknown;
  /** Monotonic milliseconds. */
  readonly elapsed: () => number;
}

/** Writes the stream to its end. The signal fires when the client leaves. Rejects with what the stream throws. */
export async function writeSse(response: ServerResponse, items: AsyncGenerator<LiveItem, void, void>, signal: AbortSignal, parts: SseParts): Promise<void> {
  let spokenAt = parts.elapsed();
  const say = async (text: string): Promise<boolean> => {
    spokenAt = parts.elapsed();
    return write(response, text, signal, parts.stallMs);
  };
  if (!(await say('retry: 2000\n\n'))) return;
  for await (const item of items) {
    const text = frame(item, parts, parts.elapsed() - spokenAt);
    if (text !== '' && !(await say(text))) return;
  }
}

function frame(item: LiveItem, parts: SseParts, quietMs: number): string {
  switch (item.kind) {
    case 'event':
      return `id: ${item.event.sequence}\ndata: ${JSON.stringify(item.event)}\n\n`;
    case 'withdrawn':
      return `event: end\ndata: ${JSON.stringify(parts.describe(item.error))}\n\n`;
    case 'idle':
      return quietMs >= parts.heartbeatMs ? ': still here\n\n' : '';
  }
}

/** False when the reader left or stalled: the connection is then destroyed. */
async function write(response: ServerResponse, text: string, signal: AbortSignal, stallMs: number): Promise<boolean> {
  if (signal.aborted || response.destroyed) return false;
  if (response.write(text)) return true;
  const stalled = AbortSignal.timeout(stallMs);
  try {
    await once(response, 'drain', { signal: AbortSignal.any([signal, stalled]) });
    return true;
  } catch {
    // Left (nothing to do) or stalled: a destroyed connection frees its place, and the reader resumes by its cursor.
    response.destroy();
    return false;
  }
}
