// The options that every HTTP connection shares, source and sink alike.
import type { JsonObject } from '@lianshu/schemas';

export type Auth =
  | { readonly type: 'none' }
  | { readonly type: 'header' | 'query'; readonly name: string; readonly value: string }
  | { readonly type: 'bearer'; readonly token: string }
  | { readonly type: 'basic'; readonly user: string; readonly password: string };

export interface HttpOptions {
  readonly auth: Auth;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly maxBytes: number;
  readonly maxRedirects: number;
  readonly allowPrivate: boolean;
}

const secret = (description: string): JsonObject => ({ type: 'string', minLength: 1, sensitive: true, description });

const needs = (type: string | string[], required: string[]): JsonObject => ({
  if: { required: ['type'], properties: { type: { enum: Array.isArray(type) ? type : [type] } } },
  then: { required },
});

const AUTH_SCHEMA: JsonObject = {
  type: 'object',
  additionalProperties: false,
  default: { type: 'none' },
  description: 'How the hub proves who it is.',
  properties: {
    type: { enum: ['none', 'header', 'query', 'bearer', 'basic'], default: 'none', description: 'Way of authentication.' },
    name: { type: 'string', minLength: 1, description: 'Header or query parameter that carries `value`.' },
    value: secret('Key sent in the named header or query parameter.'),
    token: secret('Bearer token.'),
    user: { type: 'string', description: 'User of basic authentication.' },
    password: secret('Password of basic authentication.'),
  },
  allOf: [needs(['header', 'query'], ['name', 'value']), needs('bearer', ['token']), needs('basic', ['user', 'password'])],
};

export function httpProperties(maxBytes: number): JsonObject {
  return {
    url: { type: 'string', pattern: '^https?://[^@\\s]+$', description: 'Base URL. Its host is the only one ever contacted.' },
    path: { type: 'string', default: '', description: 'Path below the base URL.' },
    auth: AUTH_SCHEMA,
    headers: {
      type: 'object', default: {}, additionalProperties: { type: 'string', sensitive: true }, description: 'Further request headers.',
    },
    timeoutMs: { type: 'integer', minimum: 10, maximum: 600_000, default: 30_000, description: 'Longest wait for one answer, milliseconds.' },
    maxBytes: { type: 'integer', minimum: 1024, default: maxBytes, description: 'Longest answer that is read, in bytes after decompression.' },
    maxRedirects: { type: 'integer', minimum: 0, maximum: 10, default: 3, description: 'Redirects followed, on the same host only.' },
    allowPrivate: {
      type: 'boolean', default: false,
      description: 'Let the host be a loopback, link-local or private address. Needed for systems inside your own network.',
    },
  };
}

/** Joins base URL and path without losing either's own path or query. */
export function joinUrl(base: string, path: string): URL {
  const url = new URL(base);
  const [pathname = '', query = ''] = path.split(/\?(.*)/s);
  if (pathname) url.pathname = `${url.pathname.replace(/\/$/, '')}/${pathname.replace(/^\//, '')}`;
  for (const [name, value] of new URLSearchParams(query)) url.searchParams.append(name, value);
  return url;
}
