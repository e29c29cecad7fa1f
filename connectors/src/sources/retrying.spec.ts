import { fail } from '../errors';
import { createSink, sinkKinds } from '../sinks/kinds';
import { retryingSink } from '../sinks/retrying-sink';
import type { Sink } from '../sinks/sink';
import { delivery } from '../sinks/sink.contract';
import { createSource, sourceKinds } from './kinds';
import { retryingSource } from './retrying-source';
import type { Page, Source } from './source';
import { drain, keysOf, testDeps } from './source.contract';

const OPTIONS = { attempts: 4, firstPauseMs: 100, longestPauseMs: 1000 };
const down = (): Error => fail('SOURCE_UNAVAILABLE', { where: 'x', problem: 'down' });

/** Yields pages 0…last, and throws before the pages named in `faults`, once for each mention. */
function flaky(last: number, faults: number[], fault: () => Error): Source & { readonly asked: unknown[] } {
  const asked: unknown[] = [];
  return {
    asked,
    async *fetch(checkpoint) {
      asked.push(checkpoint);
      for (let number = checkpoint === null ? 0 : Number(checkpoint) + 1; number <= last; number++) {
        const at = faults.indexOf(number);
        if (at >= 0) {
          faults.splice(at, 1);
          throw fault();
        }
        const page: Page = { records: [{ key: String(number), version: 0, value: Buffer.from('{}') }], unreadable: [], checkpoint: number };
        yield page;
      }
    },
    acknowledge: async () => undefined,
    close: async () => undefined,
  };
}

describe('a retried source', () => {
  it('goes on from its last page after passing faults, with growing, jittered pauses', async () => {
    const deps = testDeps();
    const inner = flaky(3, [2, 2, 3], down);
    expect(keysOf(await drain(retryingSource(inner, { ...deps, random: () => 0.5 }, OPTIONS), null))).toEqual(['0', '1', '2', '3']);
    expect(inner.asked).toEqual([null, 1, 1, 2]);
    expect(deps.slept).toEqual([50, 100, 50]);
  });

  it('gives up after its tries, at once on a fault that will not pass, and after an abort', async () => {
    const deps = testDeps();
    const run = (source: Source) => drain(retryingSource(source, { ...deps, random: () => 0.5 }, OPTIONS), null);
    await expect(run(flaky(1, [0, 0, 0, 0], down))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(deps.slept).toHaveLength(3);
    await expect(run(flaky(1, [0], () => fail('SOURCE_REFUSED', { where: 'x', problem: '401' })))).rejects.toMatchObject({ code: 'SOURCE_REFUSED' });
    await expect(run(flaky(1, [0], () => new Error('a bug')))).rejects.toThrow('a bug');
    expect(deps.slept).toHaveLength(3);
    const abort = new AbortController();
    abort.abort();
    const aborted = retryingSource(flaky(1, [0], down), { ...deps, random: () => 0.5 }, OPTIONS).fetch(null, abort.signal);
    await expect(aborted[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it('waits as long as the far system asks', async () => {
    const deps = testDeps();
    await drain(retryingSource(flaky(0, [0], () => fail('SOURCE_UNAVAILABLE', { where: 'x', problem: '429', retryAfterMs: 700 })), { ...deps, random: () => 0 }, OPTIONS), null);
    expect(deps.slept).toEqual([700]);
  });
});

describe('a retried sink', () => {
  it('delivers the same events again until they are taken', async () => {
    const deps = testDeps();
    const seen: string[][] = [];
    const sink: Sink = {
      async deliver(deliveries) {
        seen.push(deliveries.map((one) => one.idempotencyKey));
        if (seen.length < 3) throw fail('SINK_UNAVAILABLE', { where: 'x', problem: 'down' });
        return deliveries.map(() => ({ status: 'receipted' }));
      },
      close: async () => undefined,
    };
    expect(await retryingSink(sink, { ...deps, random: () => 0.5 }, OPTIONS).deliver([delivery('A', 1)])).toEqual([{ status: 'receipted' }]);
    expect(seen).toEqual([['e-A-1'], ['e-A-1'], ['e-A-1']]);
  });

  it('stops trying when it is closed', async () => {
    const deps = testDeps();
    const sink: Sink = { deliver: () => Promise.reject(fail('SINK_UNAVAILABLE', { where: 'x', problem: 'down' })), close: async () => undefined };
    const retried = retryingSink(sink, { ...deps, random: () => 0.5 }, OPTIONS);
    await retried.close();
    await expect(retried.deliver([delivery('A', 1)])).rejects.toMatchObject({ code: 'SINK_UNAVAILABLE' });
    expect(deps.slept).toEqual([]);
  });
});

describe('the registries', () => {
  it('hold every kind once, and say which there are when asked for another', () => {
    const sources = sourceKinds.map((kind) => kind.kind);
    const sinks = sinkKinds.map((kind) => kind.kind);
    expect(sources).toEqual(expect.arrayContaining(['rest', 'sql', 'file', 'kafka']));
    expect(sinks).toEqual(expect.arrayContaining(['rest', 'sql', 'kafka']));
    expect([new Set(sources).size, new Set(sinks).size]).toEqual([sources.length, sinks.length]);
    expect(() => createSource('ftp', {}, testDeps())).toThrow(sources.join(', '));
    expect(() => createSink('ftp', {}, testDeps())).toThrow(sinks.join(', '));
  });

  it('refuse wrong options naming kind and key', () => {
    expect(() => createSource('file', { folder: '/x', format: 'csv', quotes: 1 }, testDeps())).toThrow(expect.objectContaining({ code: 'OPTIONS_INVALID', details: expect.objectContaining({ keys: ['quotes'] }) as object }) as Error);
    expect(() => createSink('sql', { driver: 'sqlite', table: 't', columns: { a: 'a' }, key: ['a'] }, testDeps())).toThrow(/file is missing/);
  });
});
