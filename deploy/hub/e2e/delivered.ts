// What every department should have received, by the city's truth, beside what it says it has and what the hub has receipts for.
import type { DeliverySummary, Store } from '@lianshu/gateway';
import type { Sandbox, TruthRow } from '@lianshu/sandbox';
import { canonicalJson } from '@lianshu/schemas';
import { createPseudonym } from '../src/pseudonym';
import { type CityHub, PSEUDONYM_KEY } from './city-hub';
import { withPseudonyms } from './truth';

export interface Delivered {
  readonly sink: string;
  readonly feed: string;
  /** Business keys that the department should know: its own projects' certificates, firms' list entries, receipts. */
  readonly expected: number;
  /** Of these, how many it got, the last of each with the content that the city knows to be true. */
  readonly right: number;
  /** Entries of the feed: one for each change of each of them. */
  readonly entries: number;
  readonly sent: number;
  readonly receipted: number;
  readonly refused: number;
  /** By the department's own count. */
  readonly received: number;
  /** Business keys that are missing, foreign, or wrong in content. */
  readonly wrong: readonly string[];
}

type Department = keyof Sandbox['receivers'];

/** The register that says which projects are a department's own. */
const REGISTERS: Readonly<Record<string, string>> = {
  'certificates-civil-defence': 'civilDefence', 'certificates-transport': 'transportProject', 'certificates-water': 'waterProject',
};

export async function deliveredTo(city: CityHub, store: Store): Promise<Delivered[]> {
  const summary = await store.deliveries.summary();
  const rows: Delivered[] = [];
  for (const { id, feed, options } of city.hub().definitions.connections.sinks) {
    const department = id.slice(0, id.indexOf('.')) as Department;
    const what = String(options['path']).replace('/receive/', '');
    const wanted = shouldGet(city.sandbox, feed);
    const wrong = differences(city.sandbox, department, what, wanted);
    const { sent, receipted, refused } = summary.find((row) => row.sink === id) ?? NOTHING;
    rows.push({
      sink: id, feed, expected: wanted.size, right: wanted.size - wrong.filter((key) => wanted.has(key)).length, entries: await store.feeds.latest(feed), sent, receipted, refused,
      received: city.sandbox.receivers[department].count(what), wrong,
    });
  }
  return rows;
}

const NOTHING: Pick<DeliverySummary, 'sent' | 'receipted' | 'refused'> = { sent: 0, receipted: 0, refused: 0 };

/** By business key: what stands in the truth and belongs into the feed. */
function shouldGet({ truth }: Sandbox, feed: string): Map<string, TruthRow> {
  if (feed === 'receipts') return truth.expected('restrictionReceipt');
  if (feed === 'blacklist') return only(truth.expected('blacklistEntry'), ({ doc, refs }) => doc?.subjectUscc !== undefined && refs?.personRef === undefined);
  const register = REGISTERS[feed];
  const certificates = truth.expected('concreteCert');
  if (register === undefined) return certificates;
  const own = new Set([...truth.expected(register).values()].flatMap(({ doc }) => doc?.projectCode ?? []));
  return only(certificates, ({ doc }) => doc?.projectCode !== undefined && own.has(doc.projectCode));
}

function only(rows: ReadonlyMap<string, TruthRow>, holds: (row: TruthRow) => boolean): Map<string, TruthRow> {
  return new Map([...rows].filter(([, row]) => holds(row)));
}

const KEYS: Readonly<Record<string, readonly string[]>> = { 'certificates': ['certNo'], 'list-entries': ['entryNo'], 'receipts': ['entryNo', 'measure', 'executorUscc'] };

/** Keys that the department lacks, should not have, or has last heard of with another content than the true one. */
function differences({ receivers }: Sandbox, department: Department, what: string, wanted: ReadonlyMap<string, TruthRow>): string[] {
  const pseudonym = createPseudonym(PSEUDONYM_KEY);
  const last = new Map<string, string>();
  for (const { body } of receivers[department].list(what)) last.set((KEYS[what] ?? []).map((field) => (body as Record<string, string>)[field]).join('|'), canonicalJson(body));
  const foreign = [...last.keys()].filter((key) => !wanted.has(key));
  const unlike = [...wanted].filter(([key, row]) => last.get(key) !== canonicalJson(withPseudonyms(row, pseudonym))).map(([key]) => key);
  return [...foreign, ...unlike];
}

/** A table for people: one line a sink. */
export function tableOf(rows: readonly Delivered[]): string {
  const names = ['sink', 'expected', 'right', 'entries', 'sent', 'receipted', 'refused', 'received'] as const;
  const line = (cells: readonly string[]): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(30) : cell.padStart(10))).join('');
  return [line(names), ...rows.map((row) => line(names.map((name) => String(row[name]))))].join('\n');
}
