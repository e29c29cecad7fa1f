// HTTP towards one department's host: that host only, bounded in time, size and redirects. Used by the rest source and sink.
import { Agent, fetch, type RequestInit, type Response } from 'undici';
import { HubError } from '@lianshu/schemas';
import { fail } from '../../errors';
import type { Auth, HttpOptions } from './http-options';
import { guardedLookup, refusePrivateLiteral } from './addresses';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** At most `maxBytes`, after decompression. */
  readonly body: Buffer;
  /** The answer was longer than `maxBytes`; the rest was not read. */
  readonly cut: boolean;
  /** Where it came from, after redirects. */
  readonly url: URL;
}

type Headers = Response['headers'];

export interface HttpClient {
  /** Resolves for every status. Throws SOURCE_TIMEOUT, SOURCE_UNAVAILABLE, ADDRESS_FORBIDDEN, REDIRECT_FORBIDDEN. */
  send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer>;
  /** Without credentials: for messages. */
  readonly where: string;
  close(): Promise<void>;
}

/** `base`: the only origin (scheme, host, port) that is ever contacted. */
export function createHttpClient(base: URL, options: HttpOptions): HttpClient {
  const where = `${base.origin}${base.pathname}`;
  if (!options.allowPrivate) refusePrivateLiteral(base);
  const connect = { timeout: options.timeoutMs, ...(options.allowPrivate ? {} : { lookup: guardedLookup }) };
  const agent = new Agent({ connect, headersTimeout: options.timeoutMs, bodyTimeout: options.timeoutMs });
  const once = async (request: HttpRequest, signal: AbortSignal): Promise<Response> => {
    const url = authorisedUrl(request.url, options.auth);
    const headers = { 'accept-encoding': 'gzip, deflate, br', ...options.headers, ...authHeaders(options.auth), ...request.headers };
    const init: RequestInit = { method: request.method, headers, redirect: 'manual', dispatcher: agent, signal };
    return fetch(url, request.body === undefined ? init : { ...init, body: request.body });
  };
  return {
    where,
    async send(request, signal) {
      const timeout = AbortSignal.timeout(options.timeoutMs);
      const both = signal ? AbortSignal.any([signal, timeout]) : timeout;
      try {
        let url = request.url;
        for (let hop = 0; ; hop++) {
          refuseOtherOrigin(url, base, where);
          const response = await once({ ...request, url }, both);
          const next = redirectOf(response, url, request.method);
          if (!next) return await answerOf(response, url, options.maxBytes);
          await response.body?.cancel();
          if (hop >= options.maxRedirects) throw fail('REDIRECT_FORBIDDEN', { where, problem: `more than ${options.maxRedirects} redirects` });
          url = next;
        }
      } catch (error) {
        throw faultOf(error, where, options.timeoutMs, timeout.aborted);
      }
    },
    close: () => agent.destroy(),
  };
}

function refuseOtherOrigin(url: URL, base: URL, where: string): void {
  if (url.origin !== base.origin) throw fail('REDIRECT_FORBIDDEN', { where, problem: `it leads to another host, ${url.origin}` });
}

function redirectOf(response: Response, from: URL, method: string): URL | undefined {
  const location = response.headers.get('location');
  const followed = method === 'GET' ? [301, 302, 303, 307, 308] : [307, 308];
  return location && followed.includes(response.status) ? new URL(location, from) : undefined;
}

async function answerOf(response: Response, url: URL, maxBytes: number): Promise<HttpAnswer> {
  const parts: Buffer[] = [];
  let size = 0;
  let cut = false;
  for await (const chunk of response.body ?? []) {
    const part = Buffer.from(chunk as Uint8Array);
    parts.push(part);
    size += part.length;
    cut = size > maxBytes;
    if (cut) break;
  }
  return { status: response.status, headers: response.headers, body: Buffer.concat(parts).subarray(0, maxBytes), cut, url };
}

function authHeaders(auth: Auth): Record<string, string> {
  if (auth.type === 'header') return { [auth.name]: auth.value };
  if (auth.type === 'bearer') return { authorization: `Bearer ${auth.token}` };
  if (auth.type === 'basic') return { authorization: `Basic ${Buffer.from(`${auth.user}:${auth.password}`).toString('base64')}` };
  return {};
}

function authorisedUrl(url: URL, auth: Auth): URL {
  if (auth.type !== 'query') return url;
  const copy = new URL(url);
  copy.searchParams.set(auth.name, auth.value);
  return copy;
}

/** Undici wraps the true cause; a HubError inside (a forbidden address) stays what it is. */
function faultOf(error: unknown, where: string, ms: number, timedOut: boolean): unknown {
  const causes = chainOf(error);
  const own = causes.find((cause) => cause instanceof HubError);
  if (own) return own;
  if (timedOut || causes.some((cause) => /TIMEOUT/i.test(codeOf(cause)))) return fail('SOURCE_TIMEOUT', { where, ms }, error);
  if (causes[0]?.name === 'AbortError') return error;
  const last = causes.at(-1);
  return fail('SOURCE_UNAVAILABLE', { where, problem: last ? codeOf(last) || last.message : 'no answer' }, error);
}

function chainOf(error: unknown): readonly Error[] {
  return error instanceof Error ? [error, ...chainOf(error.cause)] : [];
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}
