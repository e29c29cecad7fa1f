import { formatReport, type Report } from './report';

const machine = { cores: 2, cpu: 'some cpu', memoryGiB: 24, node: 'v20', platform: 'linux', load: 0.1 };
const report = (results: Report['results']): string => formatReport({ at: '2026-01-01', machine, backends: ['kafka: docker'], results });

describe('the report', () => {
  const text = report([
    {
      bench: 'ratio',
      title: 'a ratio',
      notes: ['a note'],
      figures: [
        { what: 'kept', value: 1.5, unit: '×', n: 20_000, rounds: 9, budget: { at: 'most', value: 2 }, cpuUs: 4.25 },
        { what: 'missed', value: 900, unit: 'rows/s', n: 10, rounds: 3, budget: { at: 'least', value: 1000 } },
        { what: 'for information', value: 12, unit: 'µs', n: 1, rounds: 1 },
      ],
    },
  ]);

  it('names the machine and the backends', () => expect(text).toMatch(/^2026-01-01 {2}2 cores \(some cpu\), 24 GiB, Node v20, linux, load 0.1\nkafka: docker\n/));

  it('says beside each budget whether it is met', () => {
    expect(text).toMatch(/kept +1\.50 × +≤ 2 +met +4\.25 +20,000 +9/);
    expect(text).toMatch(/missed +900 rows\/s +≥ 1,000 +MISSED +10 +3/);
    expect(text).toMatch(/for information +12 µs +1 +1\n/);
  });

  it('says why a bench failed', () => {
    expect(report([{ bench: 'x', title: 'y', figures: [], notes: [], failed: 'no broker' }])).toContain('x: y\n  FAILED: no broker');
  });
});
