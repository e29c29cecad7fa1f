// Compatibility: a table of pairs written from published kinds of change, and the laws that every comparison keeps.
import { plainAjv } from './dialect';
import { PAIRS, type Pair } from './pairs.fixture';
import { compareSchemas } from '.';

const title = ({ name, mode, expect: wanted }: Pair) => `${mode} ${wanted}: ${name}`;

describe('the table of pairs', () => {
  const outcomes: { pair: Pair; verdict: string; took: number }[] = [];

  it.each(PAIRS.map((pair) => [title(pair), pair] as const))('%s', (_, pair) => {
    const started = performance.now();
    const found = compareSchemas(pair.old, pair.next, { mode: pair.mode, lenient: pair.lenient, formats: pair.formats });
    outcomes.push({ pair, verdict: found.verdict, took: performance.now() - started });
    if (found.verdict === 'breaks') {
      const [writer, reader] = found.broken?.promise === 'FORWARD' ? [pair.next, pair.old] : [pair.old, pair.next];
      const dialect = JSON.stringify(pair).includes('2020-12') ? '2020-12' : JSON.stringify(pair).includes('2019-09') ? '2019-09' : 'draft-07';
      expect([plainAjv(dialect, pair.formats === true).validate(writer, found.witness), plainAjv(dialect, pair.formats === true).validate(reader, found.witness)]).toEqual([true, false]);
    }
    expect(found.verdict).toBe(pair.expect);
  });

  it('holds at least 150 pairs, and at least 96 % of those that break have a witness', () => {
    const breaking = outcomes.filter(({ pair }) => pair.expect === 'breaks');
    const broken = breaking.filter(({ verdict }) => verdict === 'breaks').length;
    expect(outcomes.length).toBeGreaterThanOrEqual(150);
    expect(broken / breaking.length).toBeGreaterThanOrEqual(0.96);
    const times = outcomes.map(({ took }) => took).sort((a, b) => a - b);
    if (process.env.LIANSHU_FIGURES) process.stderr.write(`${JSON.stringify({ pairs: outcomes.length, breaking: breaking.length, broken, undecided: outcomes.filter(({ verdict }) => verdict === 'undecided').length, p50: times[Math.floor(times.length / 2)], p95: times[Math.floor(times.length * 0.95)], worst: outcomes.sort((a, b) => b.took - a.took).slice(0, 12).map(({ pair, took }) => [title(pair), Math.round(took)]) })}\n`);
    expect(Math.max(...times)).toBeLessThan(2000);
  });
});
