// Compatibility: a table of pairs written from published kinds of change, and the laws that every comparison keeps.
import { plainAjv } from './dialect';
import { PAIRS, type Pair } from './pairs.fixture';
import { compareSchemas, type CompatibilityMode, type JsonSchema } from '.';

/** The verdicts must not hang on how busy the machine is: deadlines count in a fortieth of real time. */
const unhurried = (): number => performance.now() / 40;

const title = ({ name, mode, expect: wanted }: Pair) => `${mode} ${wanted}: ${name}`;

describe('the table of pairs', () => {
  const outcomes: { pair: Pair; verdict: string; took: number }[] = [];

  it.each(PAIRS.map((pair) => [title(pair), pair] as const))('%s', (_, pair) => {
    const started = performance.now();
    const found = compareSchemas(pair.old, pair.next, { mode: pair.mode, lenient: pair.lenient, formats: pair.formats, now: unhurried });
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

describe('a comparison', () => {
  const compare = (old: JsonSchema | readonly JsonSchema[], next: JsonSchema, mode: CompatibilityMode = 'BACKWARD') => compareSchemas(old, next, { mode, now: unhurried });

  it('refuses another dialect, a reference outside the document and what the meta-schema refuses', () => {
    expect(() => compare({ $schema: 'http://json-schema.org/draft-04/schema#' }, {})).toThrow(expect.objectContaining({ code: 'COMPAT_DIALECT' }));
    expect(() => compare({}, { $ref: 'https://example.org/else.json' })).toThrow(expect.objectContaining({ code: 'COMPAT_SCHEMA' }));
    expect(() => compare({}, { type: 'strin' }, 'NONE')).toThrow(expect.objectContaining({ code: 'COMPAT_SCHEMA' }));
  });

  it('holds against every old version in a transitive mode, against the last one otherwise', () => {
    const versions = [{ type: 'number' }, { type: 'integer' }];
    expect(compare(versions, { type: 'integer' }).verdict).toBe('safe');
    expect(compare(versions, { type: 'integer' }, 'BACKWARD_TRANSITIVE')).toMatchObject({ verdict: 'breaks', broken: { promise: 'BACKWARD', against: 0 } });
  });

  it('names each change with its place, its kind, a sentence in both languages and, where it breaks, a fix', () => {
    const { changes, witness } = compare({ properties: { a: { type: 'number', maximum: 9 } } }, { properties: { a: { type: 'integer', maximum: 10 } }, required: ['a'] });
    expect(changes.map(({ path, kind, breaking }) => [path, kind, breaking])).toEqual([
      ['/properties/a/type', 'TYPE_NARROWED', true],
      ['/properties/a/maximum', 'RANGE_WIDENED', false],
      ['/required', 'REQUIRED_ADDED', true],
    ]);
    expect(changes.every(({ breaking, fix, text }) => (fix !== undefined) === breaking && text.zh !== '' && text.en !== '')).toBe(true);
    expect(witness).toBeDefined();
  });

  it('promises nothing under NONE and still lists the changes', () => {
    expect(compare({ type: 'string' }, { type: 'integer' }, 'NONE')).toMatchObject({ compatible: true, verdict: 'safe', changes: [{ kind: 'TYPE_CHANGED', breaking: false }] });
  });
});
