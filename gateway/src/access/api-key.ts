// API keys: 256 random bits, shown once, stored as a SHA-256 hash (no slow hash is needed for a secret nobody chose).
import { createHash } from 'node:crypto';

export interface NewApiKey {
  /** Shown once to the partner. */
  readonly secret: string;
  /** Stored. */
  readonly hash: string;
  /** First characters, to tell keys apart in lists. */
  readonly hint: string;
}

const PREFIX = 'lsk_';

/** `randomBytes` is node:crypto's, passed in. */
export function newApiKey(randomBytes: (size: number) => Buffer): NewApiKey {
  const secret = PREFIX + randomBytes(32).toString('base64url');
  return { secret, hash: hashApiKey(secret), hint: secret.slice(0, PREFIX.length + 4) };
}

export function hashApiKey(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex');
}

export type HeaderBag = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The key of a request: `Authorization: Bearer …` or `x-api-key`. Never from the address, which lands in logs. */
export function keyFromHeaders(headers: HeaderBag): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(text(headers.authorization) ?? '')?.[1];
  return bearer ?? text(headers['x-api-key']);
}

function text(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
