// Follows the steps of a recipe to the letter: writes the files, makes the edits, runs the commands, compares what they print.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../until';
import { missingFrom, type Step } from './contributing';
import { openTerminal, type Running, startRunning, type Terminal } from './terminal';

export interface Reader {
  /** Throws, naming the step's line, when it does not come out as written. */
  follow(step: Step): Promise<void>;
  /** Ends both terminals. */
  leave(): Promise<void>;
}

type Run = Extract<Step, { kind: 'run' }>;
type Edit = Extract<Step, { kind: 'edit' }>;

export function createReader(folder: string): Reader {
  const terminal = openTerminal(folder);
  let hub: Running | null = null;
  const stopHub = async (): Promise<void> => {
    const running = hub;
    hub = null;
    if (!running) return;
    await running.stop();
    if (!running.output().includes('hub stopped')) throw new Error(`The hub did not stop in order:\n${running.output()}`);
  };
  const run = async (step: Run): Promise<void> => {
    if (step.mode === 'hub') {
      await stopHub();
      hub = startRunning(folder, step.script);
      return awaitRunning(hub, step);
    }
    return step.mode === 'again' ? runAgain(terminal, step) : runOnce(terminal, step);
  };
  return {
    async follow(step) {
      try {
        if (step.kind === 'file') write(folder, step.path, step.text);
        else if (step.kind === 'edit') edit(folder, step);
        else await run(step);
      } catch (error) {
        throw new Error(`line ${step.line}: ${error instanceof Error ? error.message : String(error)}${hub ? `\n\nThe second terminal:\n${hub.output().slice(-4000)}` : ''}`, { cause: error });
      }
    },
    async leave() {
      await terminal.close();
      await stopHub();
    },
  };
}

function write(folder: string, file: string, text: string): void {
  const target = path.join(folder, file);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, text);
}

function edit(folder: string, { path: file, before, after }: Edit): void {
  const target = path.join(folder, file);
  const parts = readFileSync(target, 'utf8').split(before);
  if (parts.length !== 2) throw new Error(`${file} holds these lines ${parts.length - 1} times, not once:\n${before}`);
  writeFileSync(target, parts.join(after));
}

async function runOnce(terminal: Terminal, { script, expected }: Run): Promise<void> {
  const output = await terminal.run(script);
  refuseMissing(output, expected);
}

/** For what comes by itself a little later: the reader asks again. */
async function runAgain(terminal: Terminal, { script, expected }: Run): Promise<void> {
  await until(`the expected output of ${script}`, () => terminal.run(script), (output) => missingFrom(output, expected).length === 0, 30_000);
}

async function awaitRunning(running: Running, { expected }: Run): Promise<void> {
  await until('the second terminal', async () => running.output(), (output) => missingFrom(output, expected).length === 0 || running.ended(), 60_000);
  refuseMissing(running.output(), expected);
  if (running.ended()) throw new Error(`It ended by itself:\n${running.output()}`);
}

function refuseMissing(output: string, expected: readonly string[]): void {
  const missing = missingFrom(output, expected);
  if (missing.length > 0) throw new Error(`Expected but not printed:\n${missing.join('\n')}\n\nPrinted:\n${output}`);
}
