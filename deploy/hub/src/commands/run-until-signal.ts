// Runs something closable until the process is asked to stop; a second signal while it drains changes nothing.
export async function runUntilSignal(running: { close(): Promise<void> }): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  await running.close();
}
