// A reader's two terminals: one bash that keeps its variables from block to block and stops at the first command that fails, and one for what goes on running.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../until';

export interface Terminal {
  /** Everything that the block printed. Throws with it when a command failed. */
  run(script: string): Promise<string>;
  close(): Promise<void>;
}

export interface Running {
  readonly output: () => string;
  readonly ended: () => boolean;
  /** Ctrl-C; answers when all of it has ended. */
  stop(): Promise<void>;
}

const SHELL = ['--noprofile', '--norc'];

export function openTerminal(folder: string): Terminal {
  const shell = spawn('bash', [...SHELL, '-e'], { cwd: folder, env: cleanEnvironment(), detached: true });
  const printed = gather(shell);
  const ended = (): boolean => shell.exitCode !== null || shell.signalCode !== null;
  const blocks = mkdtempSync(path.join(folder, 'node_modules', '.blocks-'));
  let count = 0;
  shell.stdin?.write('exec 2>&1\n');
  return {
    async run(script) {
      const start = printed().length;
      const done = `--- block ${(count += 1)} done ---`;
      const file = path.join(blocks, `${count}.sh`);
      writeFileSync(file, `${script}\n`);
      shell.stdin?.write(`source '${file}' </dev/null\necho '${done}'\n`);
      await until('the commands', async () => printed().slice(start), (text) => text.includes(done) || ended(), 240_000);
      const text = printed().slice(start);
      if (!text.includes(done)) throw new Error(`A command failed:\n${script}\n\nIt printed:\n${text}`);
      return text.replace(done, '');
    },
    async close() {
      shell.stdin?.end();
      if (!ended()) await once(shell, 'exit');
    },
  };
}

export function startRunning(folder: string, script: string): Running {
  const child = spawn('bash', [...SHELL, '-ec', script], { cwd: folder, env: cleanEnvironment(), detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const { pid } = child;
  if (pid === undefined) throw new Error('bash could not be started');
  const ended = (): boolean => child.exitCode !== null || child.signalCode !== null;
  const closed = once(child, 'close');
  return {
    output: gather(child),
    ended,
    async stop() {
      if (ended()) return;
      process.kill(-pid, 'SIGINT');
      const patience = setTimeout(() => process.kill(-pid, 'SIGKILL'), 30_000);
      await closed;
      clearTimeout(patience);
    },
  };
}

function gather(child: ChildProcess): () => string {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
  return () => text;
}

/** A newcomer's: nothing of this hub, of this test run, or of the npm that runs it. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(LIANSHU_|npm_|JEST_|NODE_|INIT_CWD)/.test(name)));
}
