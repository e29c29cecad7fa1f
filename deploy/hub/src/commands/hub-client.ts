// Asks a running hub over GraphQL: its address and key from options, environment, or the data folder of a hub on this machine.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fail } from '../errors';

/** What a hub leaves in its data folder for commands on the same machine; readable by its owner only. */
export interface HubFile {
  readonly url: string;
  readonly operatorKey?: string;
}

export interface Target {
  readonly url?: string;
  readonly key?: string;
  readonly data: string;
}

/** Where `npm start` keeps its hub. */
export const DEMO_DATA = path.join('var', 'demo');

export function writeHubFile(dataDir: string, file: HubFile): () => void {
  const name = path.join(dataDir, 'hub.json');
  writeFileSync(name, JSON.stringify(file), { mode: 0o600 });
  return () => rmSync(name, { force: true });
}

export interface HubClient {
  /** The answer's data. Throws HUB_UNREACHABLE, HUB_REFUSED with the hub's own sentence. */
  ask<T>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<T>;
}

export function createHubClient(target: Target, environment: Readonly<Record<string, string | undefined>>): HubClient {
  const local = readHubFile(target.data) ?? readHubFile(DEMO_DATA);
  const url = target.url ?? environment.LIANSHU_URL ?? local?.url ?? 'http://127.0.0.1:4000';
  const key = target.key ?? environment.LIANSHU_KEY ?? local?.operatorKey;
  return {
    async ask<T>(query: string, variables = {}): Promise<T> {
      const answer = await post(`${url}/graphql`, key, { query, variables });
      const [error] = answer.errors ?? [];
      if (error) throw fail('HUB_REFUSED', { why: sentenceOf(error) });
      return answer.data as T;
    },
  };
}

interface GraphqlError {
  readonly message: string;
  readonly extensions?: { readonly code?: string; readonly next?: string; readonly correlationId?: string };
}

async function post(url: string, key: string | undefined, body: object): Promise<{ data?: unknown; errors?: readonly GraphqlError[] }> {
  const headers = { 'content-type': 'application/json', ...(key ? { authorization: `Bearer ${key}` } : {}) };
  try {
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return (await response.json()) as { data?: unknown; errors?: readonly GraphqlError[] };
  } catch (error) {
    throw fail('HUB_UNREACHABLE', { url, why: error instanceof Error ? error.message : String(error) }, error);
  }
}

function sentenceOf({ message, extensions }: GraphqlError): string {
  return [extensions?.code, message, extensions?.next, extensions?.correlationId && `(correlation id ${extensions.correlationId})`].filter(Boolean).join(' ');
}

/** The running demo's data folder, unless a hub runs in `data`: what commands mean that were given neither. */
export function runningDemo(data: string): string | null {
  return !readHubFile(data) && readHubFile(DEMO_DATA) ? DEMO_DATA : null;
}

function readHubFile(dataDir: string): HubFile | null {
  const name = path.join(dataDir, 'hub.json');
  return existsSync(name) ? (JSON.parse(readFileSync(name, 'utf8')) as HubFile) : null;
}
