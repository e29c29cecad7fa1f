// Source kind `rest`: GETs pages of JSON or XML records from one host.
// A page that cannot be read becomes one unreadable part and is reported once per content. Numbered pages (and cursors named in a header) go on
// with the next page, and the incremental mark stays where it was, so that the lost page comes again; every other style tries the same place at the next run.
import type { JsonValue, Reason } from '@lianshu/schemas';
import { fail } from '../errors';
import { createRecent, type Recent } from './recent';
import { contentHash, type Element, toRecord, unreadable } from './record';
import { createHttpClient, type HttpAnswer, type HttpClient } from './rest/http-client';
import { joinUrl } from './rest/http-options';
import { advance, highest, requestUrl, type RestState, skipUnreadable } from './rest/paging';
import { REST_SOURCE_OPTIONS, type RestSourceOptions } from './rest/rest-options';
import { splitPage } from './rest/split-page';
import { readReason } from './read-reasons';
import type { Page, Source, SourceDeps, SourceKind } from './source';
import { rootAttribute } from './split/xml-field';
import { memberScalar } from './split/json-split';

export const restSource: SourceKind = {
  kind: 'rest',
  optionsSchema: REST_SOURCE_OPTIONS,
  create: (options, deps) => createRestSource(options as unknown as RestSourceOptions, deps),
};

const MAX_BAD_PAGES_IN_A_ROW = 3;

interface Run {
  readonly options: RestSourceOptions;
  readonly client: HttpClient;
  readonly recent: Recent;
  readonly deps: SourceDeps;
  validators: Validators | undefined;
}

/** What a conditional request needs; kept only for answers whose records are safe. */
interface Validators {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function createRestSource(options: RestSourceOptions, deps: SourceDeps): Source {
  const client = createHttpClient(joinUrl(options.url, options.path), options);
  const forget = (): void => {
    run.validators = undefined;
  };
  const run: Run = { options, client, deps, recent: createRecent(100_000, forget), validators: undefined };
  return {
    fetch(checkpoint, signal) {
      run.recent.begin(checkpoint);
      return walk(run, (checkpoint ?? {}) as RestState, signal);
    },
    acknowledge: async (page) => run.recent.acknowledge(page),
    close: () => client.close(),
  };
}

async function* walk(run: Run, start: RestState, signal: AbortSignal): AsyncGenerator<Page> {
  const { options } = run;
  let state = start;
  let before: string | undefined;
  const bad: RestState[] = [];
  for (let count = 0; count < options.maxPages && !signal.aborted; count++) {
    const answer = await get(run, requestUrl(options, state), signal);
    if (!answer) return;
    const split = answer.cut ? tooLong(options) : splitPage(answer.body, options, placeOf(answer));
    if (!split.ok) {
      bad.push(state);
      const next = bad.length < MAX_BAD_PAGES_IN_A_ROW ? skipUnreadable(options, state, headerCursor(options, answer)) : undefined;
      yield* reportBad(run, answer, split.reason, state, next, bad[0] ?? state);
      if (!next) throw fail('SOURCE_MALFORMED', { where: run.client.where, problem: split.reason.code });
      state = next;
      continue;
    }
    bad.length = 0;
    const hash = contentHash(answer.body);
    const after = stateAfter(run, state, answer, split, hash === before);
    before = hash;
    yield* handOver(run, answer, split.elements, state, after.state);
    state = after.state;
    if (after.done) return;
  }
}

/** A page of records; nothing when all were handed over before and the place has not moved. */
function* handOver(run: Run, answer: HttpAnswer, elements: readonly Element[], from: RestState, to: RestState): Generator<Page> {
  const { records, unreadable: parts } = run.recent.fresh(elements.map((element) => toRecord(element, run.options)));
  const validate = (): void => {
    run.validators = validatorsOf(answer);
  };
  if (records.length === 0 && parts.length === 0 && JSON.stringify(from) === JSON.stringify(to)) return validate();
  yield run.recent.attach({ records, unreadable: parts, checkpoint: to as JsonValue }, validate);
}

function* reportBad(run: Run, answer: HttpAnswer, reason: Reason, state: RestState, next: RestState | undefined, first: RestState): Generator<Page> {
  const hash = contentHash(answer.body);
  if (!next && state.reported === hash) return;
  const checkpoint = next ?? { ...first, incomplete: true, reported: hash };
  const part = unreadable(placeOf(answer), answer.body, [reason]);
  yield run.recent.attach({ records: [], unreadable: [part], checkpoint: checkpoint as JsonValue });
}

function stateAfter(run: Run, state: RestState, answer: HttpAnswer, split: { elements: readonly Element[]; text: string }, repeated: boolean) {
  const { incremental, paging } = run.options;
  const fieldsOf = (path: string) => split.elements.map((element) => element.field(path));
  const top = incremental ? highest(incremental, fieldsOf(incremental.field), state.pending, run.deps.clock.now()) : undefined;
  return advance(run.options, top === undefined ? state : { ...state, pending: top }, {
    count: split.elements.length,
    next: headerCursor(run.options, answer) ?? bodyCursor(run.options, split.text),
    sequences: paging.style === 'after' ? fieldsOf(paging.at).filter((text) => text !== undefined) : [],
    repeated,
  });
}

/** Undefined when nothing has changed there (304). */
async function get(run: Run, url: URL, signal: AbortSignal): Promise<HttpAnswer | undefined> {
  const conditional = run.validators?.url === url.href ? run.validators.headers : {};
  const accept = run.options.format === 'json' ? 'application/json' : 'application/xml, text/xml';
  const answer = await run.client.send({ method: 'GET', url, headers: { accept, ...conditional } }, signal);
  if (answer.status >= 200 && answer.status < 300) return answer;
  if (answer.status === 304) return undefined;
  throw statusFault(run, answer);
}

function statusFault(run: Run, answer: HttpAnswer): Error {
  const retryAfterMs = Number(answer.headers.get('retry-after')) * 1000 || undefined;
  const details = { where: run.client.where, problem: `HTTP ${answer.status}`, status: answer.status, retryAfterMs };
  const passing = answer.status >= 500 || answer.status === 408 || answer.status === 429;
  return fail(passing ? 'SOURCE_UNAVAILABLE' : 'SOURCE_REFUSED', details);
}

function validatorsOf(answer: HttpAnswer): Validators | undefined {
  const etag = answer.headers.get('etag');
  const modified = answer.headers.get('last-modified');
  if (!etag && !modified) return undefined;
  return { url: answer.url.href, headers: { ...(etag ? { 'if-none-match': etag } : {}), ...(modified ? { 'if-modified-since': modified } : {}) } };
}

function headerCursor({ paging }: RestSourceOptions, answer: HttpAnswer): string | undefined {
  if (paging.style !== 'cursor') return undefined;
  if (paging.from === 'header') return answer.headers.get(paging.at) || undefined;
  if (paging.from !== 'link') return undefined;
  const target = /<([^>]*)>\s*;[^,]*\brel="?next"?/i.exec(answer.headers.get('link') ?? '')?.[1];
  return target === undefined ? undefined : new URL(target, answer.url).href;
}

function bodyCursor({ paging, format }: RestSourceOptions, text: string): string | undefined {
  if (paging.style !== 'cursor' || paging.from !== 'body') return undefined;
  return (format === 'json' ? memberScalar(text, paging.at) : rootAttribute(text, paging.at)) || undefined;
}

/** Path and query without credentials: the query parameter of `auth` is added later. */
function placeOf(answer: HttpAnswer): string {
  return `${answer.url.pathname}${answer.url.search}`;
}

function tooLong(options: RestSourceOptions): { ok: false; reason: Reason } {
  return { ok: false, reason: readReason('READ_TOO_LARGE', `at most ${options.maxBytes} bytes`, 'more') };
}

