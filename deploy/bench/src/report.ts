// The figures as a table: value, budget, verdict, CPU, wall and n.
import { type Figure, meets } from './bench';
import type { Machine } from './machine';

export interface BenchResult {
  readonly bench: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Why it did not run, or what it said while it ran. */
  readonly notes: readonly string[];
  readonly failed?: string;
}

export interface Report {
  readonly at: string;
  readonly machine: Machine;
  readonly backends: readonly string[];
  readonly results: readonly BenchResult[];
}

const HEADERS = ['', 'value', 'budget', '', 'CPU µs/item', 'wall µs/item', 'n', 'rounds'];

export function formatReport({ at, machine, backends, results }: Report): string {
  const { cores, cpu, memoryGiB, node, platform, load } = machine;
  const head = [`${at}  ${cores} cores (${cpu}), ${memoryGiB} GiB, Node ${node}, ${platform}, load ${load}`, ...backends];
  return [...head, ...results.flatMap((result) => ['', ...formatResult(result)]), ''].join('\n');
}

function formatResult({ bench, title, figures, notes, failed }: BenchResult): string[] {
  const rows = figures.map(rowOf);
  const widths = HEADERS.map((header, column) => Math.max(header.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string => `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`.trimEnd();
  const table = rows.length > 0 ? [line(HEADERS), ...rows.map(line)] : [];
  return [`${bench}: ${title}`, ...table, ...notes.map((note) => `  ${note}`), ...(failed === undefined ? [] : [`  FAILED: ${failed}`])];
}

function rowOf(figure: Figure): string[] {
  const { what, value, unit, budget, cpuUs, wallUs, n, rounds } = figure;
  const met = meets(figure);
  const verdict = met === null ? '' : met ? 'met' : 'MISSED';
  return [what, `${number(value)} ${unit}`.trim(), budget ? `${budget.at === 'most' ? '≤' : '≥'} ${number(budget.value)}` : '', verdict, optional(cpuUs), optional(wallUs), number(n), String(rounds)];
}

function optional(value: number | undefined): string {
  return value === undefined ? '' : number(value);
}

function number(value: number): string {
  return value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
