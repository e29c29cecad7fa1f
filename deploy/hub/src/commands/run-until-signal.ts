// Runs something closable until the process is asked to stop; a second signal while it drains changes nothing.

/** `ready`: what is still to be done once it runs. If that fails, it closes and throws; a signal does not wait for it. */
export async function runUntilSignal(running: { close(): Promise<void> }, ready: () => Promise<void> = async () => undefined): Promise<void> {
  const asked = new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve());
  });
  try {
    await Promise.race([asked, ready()]);
    await asked;
  } finally {
    await running.close();
  }
}
