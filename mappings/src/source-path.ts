// Paths into a native record: `a.b`, `@_name`, `#text`, `["a name with . in it"]`, `$root.a`, `$const.x`, `$meta.key`, `$item`, `$index1`.
import type { OpScope } from './ops/op';

type PathRoot = 'element' | 'root' | 'const' | 'meta' | 'item' | 'index';

export interface SourceRef {
  readonly root: PathRoot;
  readonly segments: readonly string[];
  /** As written. */
  readonly text: string;
}

const MAX_SEGMENTS = 12;
const META = new Set(['key', 'fetchedAt', 'source']);

const ROOTED = /^\$(root|const|meta|item|element)\.(.+)$/s;

/** A parsed path, or a sentence that says what is wrong with it. */
export function parsePath(text: string): SourceRef | string {
  if (text === '$item') return { root: 'item', segments: [], text };
  if (text === '$index1') return { root: 'index', segments: [], text };
  const rooted = ROOTED.exec(text);
  if (text.startsWith('$') && !rooted) return `unknown root in ${text}: use $root., $const., $meta., $item or $index1`;
  return namedPath((rooted?.[1] ?? 'element') as PathRoot, rooted?.[2] ?? text, text);
}

function namedPath(root: PathRoot, names: string, text: string): SourceRef | string {
  const segments = segmentsOf(names);
  if (typeof segments === 'string') return segments;
  const bad = segments.find(isForbidden);
  if (bad !== undefined) return `the name ${JSON.stringify(bad)} may not be used in a path`;
  return rootProblem(root, segments) ?? { root, segments, text };
}

function rootProblem(root: PathRoot, segments: readonly string[]): string | undefined {
  if (root === 'meta' && !(segments.length === 1 && META.has(segments[0] ?? ''))) return '$meta has key, fetchedAt and source only';
  if (root === 'const' && segments.length !== 1) return 'a constant is one name: $const.plantUscc';
  return undefined;
}

/** Names that every object or function already has: reading or writing them is never data. */
export function isForbidden(name: string): boolean {
  return name === 'prototype' || name in Object.prototype;
}

/** One name: `["anything"]`, or signs other than dot, bracket and quote, after a dot if it is not the first. */
const SEGMENT = /(?:^|(?!^)\.|(?=\[))(?:\["((?:[^"\\]|\\.)*)"\]|([^.[\]"]+))/y;

function segmentsOf(text: string): string[] | string {
  const segments: string[] = [];
  let at = 0;
  while (at < text.length) {
    SEGMENT.lastIndex = at;
    const found = SEGMENT.exec(text);
    if (!found) return `the path ${JSON.stringify(text)} cannot be read at character ${at + 1}: names are joined by dots, odd names are written as ["name"]`;
    segments.push(found[1]?.replace(/\\(.)/g, '$1') ?? found[2] ?? '');
    at += found[0].length;
  }
  if (segments.length === 0 || segments.length > MAX_SEGMENTS) return `a path has 1 to ${MAX_SEGMENTS} names`;
  return segments;
}

/** Part of a lookup key: a literal, or a reference when it begins with `$`. Throws on a broken reference: `check` asks `parsePath` first. */
export function parseKeyPart(text: string): string | SourceRef {
  if (!text.startsWith('$')) return text;
  return readablePath(text);
}

/** A path that the check has already accepted. */
export function readablePath(text: string): SourceRef {
  const ref = parsePath(text);
  if (typeof ref === 'string') throw new TypeError(ref);
  return ref;
}

/** The native value at a path; undefined when anything on the way is missing, null, or no object. */
export function readSource(ref: SourceRef, scope: OpScope): unknown {
  if (ref.root === 'index') return scope.index;
  let value = rootValue(ref.root, scope);
  for (const segment of ref.segments) value = fieldOf(value, segment);
  return value ?? undefined;
}

function rootValue(root: PathRoot, scope: OpScope): unknown {
  if (root === 'root') return scope.record;
  if (root === 'const') return scope.context.constants;
  return root === 'meta' ? scope.context.meta : scope.element;
}

/** One field of an object; undefined for anything that is no object. `isForbidden` names never come here. */
export function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[name];
}

/** JSON pointer of a path below `prefix`; `$const`, `$meta` and `$index1` point at nothing in the record. */
export function pointerOf(ref: SourceRef | undefined, prefix: string): string {
  if (!ref || ref.root === 'const' || ref.root === 'meta') return '';
  if (ref.root === 'index') return prefix;
  const base = ref.root === 'root' ? '' : prefix;
  return base + ref.segments.map((segment) => `/${segment.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
