// npm run bench: each bench in its own process, then the table on standard output and, with --json FILE, the figures in a file.
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Backends, Bench } from './bench';
import { BENCHES } from './benches';
import { describeMachine } from './machine';
import { type BenchResult, formatReport, type Report } from './report';
import type { BenchAnswer, BenchMessage } from './run-bench';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { json: { type: 'string' }, only: { type: 'string', multiple: true }, how: { type: 'string', multiple: true } } });
  const chosen = choose(values.only ?? []);
  const machine = describeMachine();
  const backends: Backends = { kafka: process.env['LIANSHU_TEST_KAFKA'] ?? null, mariadb: process.env['LIANSHU_TEST_MARIADB'] ?? null };
  const results: BenchResult[] = [];
  for (const bench of chosen) results.push(await runBench(bench, backends));
  const report: Report = { at: new Date().toISOString(), machine, backends: values.how ?? [], results };
  process.stdout.write(`${formatReport(report)}\n`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  if (results.some(({ failed }) => failed !== undefined)) process.exitCode = 1;
}

function choose(names: readonly string[]): readonly Bench[] {
  const unknown = names.filter((name) => !BENCHES.some((bench) => bench.name === name));
  if (unknown.length > 0) throw new Error(`no bench ${unknown.join(', ')}; there are ${BENCHES.map(({ name }) => name).join(', ')}`);
  return names.length === 0 ? BENCHES : BENCHES.filter(({ name }) => names.includes(name));
}

async function runBench(bench: Bench, backends: Backends): Promise<BenchResult> {
  const missing = bench.needs.filter((need) => !backends[need]);
  const base = { bench: bench.name, title: bench.title };
  if (missing.length > 0) return { ...base, figures: [], notes: [`did not run: no ${missing.join(' and no ')} (see above)`] };
  process.stderr.write(`${bench.name} …\n`);
  const notes: string[] = [];
  const answer = await runInChild(bench, backends, (note) => {
    notes.push(note);
    process.stderr.write(`  ${note}\n`);
  });
  return { ...base, notes, ...answer };
}

function runInChild(bench: Bench, backends: Backends, onNote: (note: string) => void): Promise<BenchAnswer> {
  const child = fork(path.join(__dirname, 'run-bench.js'), [bench.name, JSON.stringify(backends)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  let answer: BenchAnswer = { figures: [], failed: 'the process ended without an answer' };
  child.on('message', (message: BenchMessage) => {
    if ('note' in message) onNote(message.note);
    else answer = message.answer;
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve(code === 0 || answer.failed ? answer : { ...answer, failed: `exit code ${code}` })));
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
