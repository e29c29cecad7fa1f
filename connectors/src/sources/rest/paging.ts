// Where a run over a paged list stands, and what to ask for next: pure.
import { formatInstant, parseInstant, parseVersion } from '../instant';
import { joinUrl } from './http-options';
import type { Incremental, RestSourceOptions } from './rest-options';

/** The checkpoint of the rest source. */
export interface RestState {
  readonly page?: number;
  readonly cursor?: string;
  readonly after?: string;
  /** Highest value of the incremental field of complete runs, and of the run under way. */
  readonly since?: number;
  readonly pending?: number;
  /** A page of this run was unreadable: `since` stays, so that its records come again. */
  readonly incomplete?: boolean;
  /** Hash of the unreadable page that was reported last at this place. */
  readonly reported?: string;
}

export interface PageSeen {
  readonly count: number;
  /** Cursor or link that the answer names. */
  readonly next?: string | undefined;
  /** Sequences of the items, for `after`. */
  readonly sequences: readonly string[];
  /** Same bytes as the page before: the system repeats its last page for ever. */
  readonly repeated: boolean;
}

export function requestUrl(options: RestSourceOptions, state: RestState): URL {
  const base = joinUrl(options.url, options.path);
  return linkOf(options, state, base) ?? queryUrl(options, state, base);
}

function linkOf({ paging }: RestSourceOptions, state: RestState, base: URL): URL | undefined {
  if (paging.style !== 'cursor' || state.cursor === undefined) return undefined;
  return isAddress(paging.from, state.cursor) ? new URL(state.cursor, base) : undefined;
}

function queryUrl(options: RestSourceOptions, state: RestState, base: URL): URL {
  const { paging } = options;
  for (const [name, value] of Object.entries(options.query)) base.searchParams.set(name, value);
  if (paging.sizeParam && paging.size) base.searchParams.set(paging.sizeParam, String(paging.size));
  const position = positionOf(options, state);
  if (position !== undefined) base.searchParams.set(paging.param, position);
  const since = options.incremental && sinceText(options.incremental, state);
  if (options.incremental && since !== undefined) base.searchParams.set(options.incremental.param, since);
  return base;
}

/** The state after a page that could be read, and whether the run is complete. */
export function advance(options: RestSourceOptions, state: RestState, seen: PageSeen): { state: RestState; done: boolean } {
  const { reported: _reported, ...rest } = state;
  const moved = move(options, rest, seen);
  return { state: moved.done ? settle(moved.state) : moved.state, done: moved.done };
}

/** Page style can leave an unreadable page behind and go on with the next number; the other styles cannot. */
export function skipUnreadable(options: RestSourceOptions, state: RestState, next: string | undefined): RestState | undefined {
  const { style } = options.paging;
  if (style === 'page') return { ...state, page: (state.page ?? options.paging.first) + 1, incomplete: true };
  if (style === 'cursor' && next !== undefined && next !== state.cursor) return { ...state, cursor: next, incomplete: true };
  return undefined;
}

/** Highest value of the incremental field; a time beyond `now` (a wrong clock there) does not count. */
export function highest(incremental: Incremental, values: readonly (string | undefined)[], before: number | undefined, now: number): number | undefined {
  let top = before;
  for (const text of values) {
    const value = text === undefined ? undefined : incremental.kind === 'number' ? parseVersion(text) : timeOf(text);
    if (value === undefined || (incremental.kind === 'time' && value > now)) continue;
    if (top === undefined || value > top) top = value;
  }
  return top;
}

function positionOf(options: RestSourceOptions, state: RestState): string | undefined {
  const { paging } = options;
  if (paging.style === 'page') return String(state.page ?? paging.first);
  if (paging.style === 'cursor') return state.cursor;
  return paging.style === 'after' ? (state.after ?? '0') : undefined;
}

function move(options: RestSourceOptions, state: RestState, seen: PageSeen): { state: RestState; done: boolean } {
  const { paging } = options;
  if (paging.style === 'page') return movePage(options, state, seen);
  if (paging.style === 'cursor') {
    if (seen.next !== undefined && seen.next !== state.cursor) return { state: { ...state, cursor: seen.next }, done: false };
    return { state: paging.resume === 'first' ? without(state, 'cursor') : state, done: true };
  }
  if (paging.style === 'after') {
    const last = seen.sequences.reduce(laterOf, state.after ?? '0');
    return { state: { ...state, after: last }, done: seen.count === 0 || last === (state.after ?? '0') };
  }
  return { state, done: true };
}

function movePage({ paging }: RestSourceOptions, state: RestState, seen: PageSeen): { state: RestState; done: boolean } {
  const page = state.page ?? paging.first;
  const over = seen.count === 0 || seen.repeated;
  const short = paging.end === 'short' && seen.count < (paging.size ?? 1);
  if (!over && !short) return { state: { ...state, page: page + 1 }, done: false };
  const last = over ? Math.max(paging.first, page - 1) : page;
  return { state: paging.resume === 'last' ? { ...state, page: last } : without(state, 'page'), done: true };
}

/** The run is complete: its highest value becomes the mark of the next, unless a page was lost on the way. */
function settle(state: RestState): RestState {
  const { pending, incomplete, ...rest } = state;
  return incomplete || pending === undefined ? rest : { ...rest, since: Math.max(pending, rest.since ?? pending) };
}

function sinceText(incremental: Incremental, state: RestState): string | undefined {
  if (state.since === undefined) return incremental.initial;
  const from = state.since - incremental.overlap;
  return incremental.kind === 'number' ? String(from) : formatInstant(from, incremental.style);
}

function timeOf(text: string): number | undefined {
  if (!/^\d{9,13}$/.test(text)) return parseInstant(text);
  return text.length > 11 ? Number(text) : Number(text) * 1000;
}

function laterOf(a: string, b: string): string {
  if (!/^\d+$/.test(a) || !/^\d+$/.test(b)) return b > a || a === '0' ? b : a;
  return BigInt(b) > BigInt(a) ? b : a;
}

function isAddress(from: string, cursor: string): boolean {
  return from === 'link' || /^https?:\/\//.test(cursor);
}

function without<K extends keyof RestState>(state: RestState, name: K): Omit<RestState, K> {
  const { [name]: _gone, ...rest } = state;
  return rest;
}
