// The verdict on two schemas: proved safe, broken by a payload that plain ajv confirms, or undecided. docs/decisions/0007-compatibility.md
import { describeChanges } from './changes/describe';
import { readDocument, type SchemaDocument } from './document';
import { asLenientReader, asLenientWriter } from './lenient';
import { provesAll } from './prove/prover';
import type { Comparison, CompareOptions, CompatibilityVerdict, JsonSchema } from './types';
import { findWitness } from './witness/search';

type Promised = 'BACKWARD' | 'FORWARD';

/** Of one direction; milliseconds and steps. A comparison of two versions in both directions stays under two seconds. */
const LIMITS = { proof: 300, steps: 20_000, search: 350, net: 40, mixtures: 1500, netMixtures: 150 };

interface Finding {
  readonly verdict: CompatibilityVerdict;
  readonly witness: readonly unknown[];
  readonly promise: Promised;
  readonly against: number;
}

/** BACKWARD: every payload valid under `old` is valid under `next`. FORWARD: the reverse. FULL: both. Transitive: against every old version
 *  given (oldest first); otherwise against the last. NONE promises nothing, so nothing breaks it.
 *  Throws COMPAT_DIALECT, COMPAT_SCHEMA, PATTERN_REFUSED. */
export function compareSchemas(old: JsonSchema | readonly JsonSchema[], next: JsonSchema, options: CompareOptions): Comparison {
  const versions = isList(old) ? old : [old];
  const last = versions[versions.length - 1] ?? true;
  const from = options.mode.endsWith('_TRANSITIVE') ? 0 : Math.max(0, versions.length - 1);
  const findings = promisesOf(options).flatMap((promise) => versions.slice(from).map((version, at) => compareOne(version, next, promise, from + at, options)));
  if (findings.length === 0) readBoth(last, next);
  const broken = findings.find(({ verdict }) => verdict === 'breaks');
  const verdict = broken ? 'breaks' : findings.some((finding) => finding.verdict === 'undecided') ? 'undecided' : 'safe';
  const changes = describeChanges(last, next, { mode: options.mode, verdict, formats: options.formats !== false });
  const answer = { compatible: verdict === 'safe', verdict, changes } as const;
  return broken ? { ...answer, witness: broken.witness[0], broken: { promise: broken.promise, against: broken.against } } : answer;
}

function isList(old: JsonSchema | readonly JsonSchema[]): old is readonly JsonSchema[] {
  return Array.isArray(old);
}

/** Even when nothing is promised, both schemas must be readable. */
function readBoth(old: JsonSchema, next: JsonSchema): void {
  readDocument(old, 'old', false).accepts(null);
  readDocument(next, 'new', false).accepts(null);
}

function promisesOf({ mode }: CompareOptions): readonly Promised[] {
  if (mode === 'NONE') return [];
  if (mode.startsWith('FULL')) return ['BACKWARD', 'FORWARD'];
  return [mode.startsWith('BACKWARD') ? 'BACKWARD' : 'FORWARD'];
}

function compareOne(old: JsonSchema, next: JsonSchema, promise: Promised, against: number, options: CompareOptions): Finding {
  const pair = promise === 'BACKWARD' ? ([old, 'old', next, 'new'] as const) : ([next, 'new', old, 'old'] as const);
  const now = options.now ?? (() => performance.now());
  const sides = readSides(pair, options, options.formats === true);
  const late = lateAfter(now, LIMITS.proof);
  const proved = proves(pair, sides, options, late);
  const limits = { late: lateAfter(now, proved ? LIMITS.net : LIMITS.search), mixtures: proved ? LIMITS.netMixtures : LIMITS.mixtures };
  const witness = findWitness(sides.writer, sides.reader, sides.breaks, limits);
  return { verdict: witness.length > 0 ? 'breaks' : proved ? 'safe' : 'undecided', witness, promise, against };
}

type Pair = readonly [JsonSchema, 'old' | 'new', JsonSchema, 'old' | 'new'];

interface Sides {
  readonly writer: SchemaDocument;
  readonly reader: SchemaDocument;
  readonly breaks: (value: unknown) => boolean;
}

/** In lenient mode a witness must hold for the schemas as written too, so that anyone can check it with plain ajv. */
function readSides([writes, writesWhich, reads, readsWhich]: Pair, options: CompareOptions, formats: boolean): Sides {
  const writer = readDocument(writes, writesWhich, formats);
  const reader = readDocument(reads, readsWhich, formats);
  const plain = (value: unknown) => writer.accepts(value) && !reader.accepts(value);
  if (!options.lenient) return { writer, reader, breaks: plain };
  const lenientWriter = readDocument(asLenientWriter(writes), writesWhich, formats);
  const lenientReader = readDocument(asLenientReader(reads), readsWhich, formats);
  return { writer: lenientWriter, reader: lenientReader, breaks: (value) => plain(value) && lenientWriter.accepts(value) && !lenientReader.accepts(value) };
}

/** Where nobody said whether formats are asserted, safe must hold either way. */
function proves(pair: Pair, sides: Sides, options: CompareOptions, late: () => boolean): boolean {
  const limits = { steps: LIMITS.steps, late };
  if (!provesAll(sides.writer, sides.reader, { ...limits, formats: options.formats === true })) return false;
  if (options.formats !== undefined || !JSON.stringify([pair[0], pair[2]]).includes('"format"')) return true;
  const asserted = readSides(pair, options, true);
  return provesAll(asserted.writer, asserted.reader, { ...limits, formats: true });
}

function lateAfter(now: () => number, milliseconds: number): () => boolean {
  const end = now() + milliseconds;
  return () => now() > end;
}
