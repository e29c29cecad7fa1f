// The duties of every source, held against a real local system by each kind's spec.
import type { JsonValue } from '@lianshu/schemas';
import type { Clock, Log, Page, Source, SourceDeps } from './source';

export interface SourceWorld {
  /** A new source on the same system, as after a restart. */
  open(): Source | Promise<Source>;
  /** The keys that the system holds, each once. */
  readonly keys: readonly string[];
  /** Adds one more record and answers its key. */
  add(): Promise<string>;
  /** Adds something that cannot be read, then one good record; answers that record's key. */
  addGarbage(): Promise<string>;
  close(): Promise<void>;
}

export interface SourceSetup {
  /** A system with at least five records in at least two pages. */
  filled(): Promise<SourceWorld>;
  empty(): Promise<Source>;
}

const never = new AbortController().signal;

export function describeSourceContract(name: string, setup: SourceSetup): void {
  describe(`${name} keeps the contract of a source`, () => {
    let world: SourceWorld;
    beforeEach(async () => {
      world = await setup.filled();
    });
    afterEach(() => world.close());

    it('hands over every record once, and nothing more when nothing is new', async () => {
      const source = await world.open();
      const pages = await drain(source, null);
      expect(keysOf(pages).sort()).toEqual([...world.keys].sort());
      expect(pages.length).toBeGreaterThan(1);
      expect(keysOf(await drain(source, pages.at(-1)?.checkpoint ?? null))).toEqual([]);
      await source.close();
    });

    it('hands over what came later', async () => {
      const source = await world.open();
      const pages = await drain(source, null);
      const key = await world.add();
      expect(keysOf(await drain(source, pages.at(-1)?.checkpoint ?? null))).toContain(key);
      await source.close();
    });

    it('loses nothing when the process dies after any page, acknowledged or not', async () => {
      for (const acknowledged of [true, false]) {
        for (let stop = 1; ; stop++) {
          const fresh = await setup.filled();
          const before = await crashAfter(await fresh.open(), stop, acknowledged);
          const again = await fresh.open();
          const pages = await drain(again, throughJson(before.at(-1)?.checkpoint ?? null));
          expect(new Set([...keysOf(before), ...keysOf(pages)])).toEqual(new Set(fresh.keys));
          await again.close();
          await fresh.close();
          if (before.length < stop) break;
        }
      }
    });

    it('hands a page over again when it was never acknowledged and the checkpoint did not move', async () => {
      const source = await world.open();
      for await (const _page of source.fetch(null, never)) break;
      expect(new Set(keysOf(await drain(source, null)))).toEqual(new Set(world.keys));
      await source.close();
    });

    it('stops soon after an abort', async () => {
      const source = await world.open();
      const abort = new AbortController();
      let pages = 0;
      for await (const page of source.fetch(null, abort.signal)) {
        pages++;
        await source.acknowledge(page);
        abort.abort();
      }
      expect(pages).toBe(1);
      await source.close();
    });

    it('yields nothing at all from an empty system', async () => {
      const source = await setup.empty();
      expect(keysOf(await drain(source, null))).toEqual([]);
      await source.close();
    });

    it('reports what it cannot read with its bytes and reasons, and still hands over what follows', async () => {
      const source = await world.open();
      const key = await world.addGarbage();
      const pages = await drain(source, null);
      const parts = pages.flatMap((page) => page.unreadable);
      expect(parts.length).toBeGreaterThan(0);
      for (const part of parts) {
        expect(part.value.length).toBeGreaterThan(0);
        expect(part.reasons[0]).toMatchObject({ stage: 'read', code: expect.stringMatching(/^READ_/) as string });
      }
      expect(keysOf(pages)).toEqual(expect.arrayContaining([...world.keys, key]));
      await source.close();
    });
  });
}

/** Fetches to the end, acknowledging each page. */
export async function drain(source: Source, checkpoint: JsonValue | null): Promise<Page[]> {
  const pages: Page[] = [];
  for await (const page of source.fetch(checkpoint, never)) {
    await source.acknowledge(page);
    pages.push(page);
  }
  return pages;
}

export function keysOf(pages: readonly Page[]): string[] {
  return pages.flatMap((page) => page.records.map((record) => record.key));
}

export function unreadableOf(pages: readonly Page[]): { key: string; code: string | undefined; text: string }[] {
  return pages.flatMap((page) => page.unreadable.map((part) => ({ key: part.key, code: part.reasons[0]?.code, text: part.value.toString('utf8') })));
}

export function recordsOf(pages: readonly Page[]): Map<string, string> {
  return new Map(pages.flatMap((page) => page.records.map((record) => [record.key, record.value.toString('utf8')] as const)));
}

async function crashAfter(source: Source, pages: number, acknowledge: boolean): Promise<Page[]> {
  const seen: Page[] = [];
  for await (const page of source.fetch(null, never)) {
    seen.push(page);
    if (acknowledge) await source.acknowledge(page);
    if (seen.length === pages) break;
  }
  await source.close();
  return seen;
}

function throughJson(checkpoint: JsonValue): JsonValue {
  return JSON.parse(JSON.stringify(checkpoint)) as JsonValue;
}

/** A clock that never waits, and a log that remembers. */
export function testDeps(now = Date.UTC(2026, 0, 1)): SourceDeps & { readonly logged: string[]; readonly slept: number[] } {
  const logged: string[] = [];
  const slept: number[] = [];
  const write = (_details: object, message: string): void => {
    logged.push(message);
  };
  const log: Log = { error: write, warn: write, info: write, debug: write };
  const clock: Clock = {
    now: () => now,
    async sleep(ms) {
      slept.push(ms);
    },
  };
  return { clock, log, logged, slept };
}
