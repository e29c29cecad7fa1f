// Runs a foreign tool to its end; says what to install when it is missing and what it said when it fails.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { NativeError } from './errors';

export interface ToolRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** Resolves with standard output; rejects with COMMAND_FAILED and the last 2,000 characters of both streams. */
export function runTool({ command, args, cwd, env }: ToolRun): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let all = '';
    child.stdout.on('data', (chunk: Buffer) => { out += chunk.toString(); all += chunk.toString(); });
    child.stderr.on('data', (chunk: Buffer) => { all += chunk.toString(); });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(out);
      const status = code === null ? `signal ${String(signal)}` : `status ${code}`;
      reject(new NativeError('COMMAND_FAILED', { command: [command, ...args].join(' '), status, output: all.slice(-2000) }));
    });
  });
}

/** The full path of a tool, searched on PATH and in `also` (the sbin folders are often missing from a user's PATH). */
export function findTool(tool: string, also: readonly string[] = []): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), ...also].filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, tool)).find(isExecutable) ?? null;
}

export function requireTool(tool: string, install: string, debian: string): string {
  const path = findTool(tool);
  if (path === null) throw new NativeError('TOOL_MISSING', { tool, install, package: debian });
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
