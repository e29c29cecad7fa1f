// CONTRIBUTING.md works as written: each recipe is followed to the letter on a fresh copy of the checkout.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { readPage } from './contributing';
import { createReader } from './follow';
import { copyOf, freshCopy } from './fresh-copy';

const page = readPage(readFileSync(path.join(__dirname, '..', '..', '..', '..', 'CONTRIBUTING.md'), 'utf8'));

describe('CONTRIBUTING.md', () => {
  let prepared: string;

  beforeAll(async () => {
    prepared = freshCopy();
    const reader = createReader(prepared);
    for (const step of page.before) await reader.follow(step);
    await reader.leave();
  }, 240_000);

  afterAll(() => rmSync(prepared, { recursive: true, force: true }));

  it('tells how to add a source, a dataset, a source kind and an op', () => {
    expect(page.before.map(({ kind }) => kind)).toEqual(['run']);
    expect(page.recipes.map(({ title }) => title)).toEqual(expect.arrayContaining(['1. Add a source', '2. Add a dataset', '3. Add a source kind', '4. Add a mapping op']));
  });

  it.each(page.recipes.slice(0, 2))('adds without TypeScript: $title', ({ steps }) => {
    expect(steps.flatMap((step) => (step.kind !== 'run' && /\.[cm]?[jt]sx?$/.test(step.path) ? [step.path] : []))).toEqual([]);
  });

  it.each(page.recipes)('works when followed to the letter: $title', async ({ steps }) => {
    const folder = copyOf(prepared);
    const reader = createReader(folder);
    try {
      for (const step of steps) await reader.follow(step);
    } finally {
      await reader.leave();
      rmSync(folder, { recursive: true, force: true });
    }
  }, 240_000);
});
