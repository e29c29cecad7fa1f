// Pseudonyms of personal values: HMAC-SM3 under the hub's key (GM/T 0004 SM3; RFC 2104 HMAC), never a plain hash.
import { createHmac, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Hex, 64 characters: the same text gives the same pseudonym under the same key. */
export function createPseudonym(key: string): (text: string) => string {
  return (text) => createHmac('sm3', key).update(text).digest('hex');
}

/** The configured key, or one made at the first start and kept in the data folder, readable by its owner only.
 *  Written whole or not at all: an empty key after a crash would be no key. */
export function pseudonymKey(configured: string, dataDir: string): string {
  if (configured) return configured;
  const file = path.join(dataDir, 'pseudonym.key');
  if (existsSync(file)) return readFileSync(file, 'utf8');
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(32).toString('hex');
  const half = `${file}.${process.pid}`;
  writeFileSync(half, key, { mode: 0o600, flush: true });
  renameSync(half, file);
  return key;
}
