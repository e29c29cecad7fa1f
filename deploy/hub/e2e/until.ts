// Waits for a condition, never for a time: asks again until it holds, and fails with what it last saw.
export async function until<T>(what: string, ask: () => Promise<T>, holds: (seen: T) => boolean, timeoutMs = 60_000): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  let seen = await ask();
  while (!holds(seen)) {
    if (Date.now() > deadline) throw new Error(`Still waiting for ${what}; last seen: ${JSON.stringify(seen).slice(0, 2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
    seen = await ask();
  }
  return seen;
}
