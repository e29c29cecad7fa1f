// Runs one bench in a process of its own, so that no bench inherits another's heap or compiled code; answers over the parent's channel.
import type { Backends, Figure } from './bench';
import { BENCHES } from './benches';

export interface BenchAnswer {
  readonly figures: readonly Figure[];
  readonly failed?: string;
}

/** What the process says: notes while it runs, then one answer. */
export type BenchMessage = { readonly note: string } | { readonly answer: BenchAnswer };

async function main(): Promise<void> {
  const [name = '', backends = '{}'] = process.argv.slice(2);
  const bench = BENCHES.find((one) => one.name === name);
  if (!bench) throw new Error(`no bench ${name}`);
  say({ answer: { figures: await bench.run(JSON.parse(backends) as Backends, (note) => say({ note })) } });
  process.disconnect();
}

function say(message: BenchMessage): void {
  process.send?.(message);
}

main().catch((error: unknown) => {
  const failed = error instanceof Error ? (error.stack ?? error.message) : String(error);
  say({ answer: { figures: [], failed } });
  process.exitCode = 1;
  process.disconnect();
});
