// A reader that takes nothing is dropped, and what it was not sent is not queued for it.
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { LiveItem } from './live';
import { writeSse } from './sse';

class StuckResponse extends EventEmitter {
  destroyed = false;
  readonly written: string[] = [];
  constructor(private readonly takes: number) { super(); }
  write(text: string): boolean {
    this.written.push(text);
    return this.written.length < this.takes;
  }
  destroy(): void { this.destroyed = true; }
}

const event = (sequence: number): LiveItem => ({ kind: 'event', event: { sequence: String(sequence) } as never });

async function* endless(pulled: { count: number }): AsyncGenerator<LiveItem, void, void> {
  for (;;) yield event((pulled.count += 1));
}

const parts = { heartbeatMs: 1000, stallMs: 20, describe: () => ({}), elapsed: () => 0 };

it('drops a stalled reader after the stall time and pulls no further events for it', async () => {
  const response = new StuckResponse(4);
  const pulled = { count: 0 };
  await writeSse(response as unknown as ServerResponse, endless(pulled), new AbortController().signal, parts);
  expect(response.destroyed).toBe(true);
  expect(pulled.count).toBe(3);
});

it('goes on when a slow reader drains in time', async () => {
  const response = new StuckResponse(2);
  const left = new AbortController();
  const running = writeSse(response as unknown as ServerResponse, endless({ count: 0 }), left.signal, { ...parts, stallMs: 5000 });
  const drained = 5;
  while (response.written.length < drained) {
    await new Promise((resolve) => setImmediate(resolve));
    response.emit('drain');
  }
  left.abort();
  await running;
  expect(response.written.slice(1, drained)).toEqual([1, 2, 3, 4].map((sequence) => expect.stringContaining(`id: ${sequence}\n`)));
});
