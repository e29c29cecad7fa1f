// Secrets by reference: `secret:NAME` stands for LIANSHU_SECRET_NAME or a file NAME in the secrets folder. Never printed.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { JsonValue } from '@lianshu/schemas';
import { fail } from './errors';

const REFERENCE = /^secret:([A-Za-z0-9_-]+)$/;

export interface Secrets {
  /** The text, or the secret that it refers to. Throws SECRET_MISSING naming the reference. */
  resolve(text: string): string;
  /** The same for every string inside a value. */
  resolveAll<T extends JsonValue>(value: T): T;
}

export function createSecrets(environment: Readonly<Record<string, string | undefined>>, folder: string | null): Secrets {
  const resolve = (text: string): string => {
    const name = REFERENCE.exec(text)?.[1];
    if (!name) return text;
    const value = environment[`LIANSHU_SECRET_${name}`] ?? fromFolder(folder, name);
    if (value === undefined) throw fail('SECRET_MISSING', { name });
    return value;
  };
  const resolveAll = (value: JsonValue): JsonValue => {
    if (typeof value === 'string') return resolve(value);
    if (Array.isArray(value)) return value.map(resolveAll);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, resolveAll(item)]));
  };
  return { resolve, resolveAll: resolveAll as Secrets['resolveAll'] };
}

function fromFolder(folder: string | null, name: string): string | undefined {
  if (!folder) return undefined;
  const file = path.join(folder, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trimEnd() : undefined;
}
