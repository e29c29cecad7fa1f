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
  await say({ answer: { figures: await bench.run(JSON.parse(backends) as Backends, (note) => void say({ note })) } });
}

function say(message: BenchMessage): Promise<void> {
  return new Promise((resolve) => process.send?.(message, () => resolve()));
}

// A child never outlives whoever waits for it.
process.on('disconnect', () => process.exit());

main()
  .catch((error: unknown) => {
    process.exitCode = 1;
    return say({ answer: { figures: [], failed: error instanceof Error ? (error.stack ?? error.message) : String(error) } });
  })
  .finally(() => process.disconnect());
