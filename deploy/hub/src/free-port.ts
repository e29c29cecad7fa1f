// The first free port from a given one on: a port in use is said, and the next taken.
import { createServer } from 'node:net';
import { fail } from './errors';

const TRIES = 50;

/** Port 0 is left to the system. Throws PORT_IN_USE after 50 taken ports. */
export async function firstFreePort(host: string, port: number, taken: (port: number) => void): Promise<number> {
  if (port === 0) return 0;
  for (let candidate = port; candidate < port + TRIES; candidate += 1) {
    if (await isFree(host, candidate)) return candidate;
    taken(candidate);
  }
  throw fail('PORT_IN_USE', { port });
}

function isFree(host: string, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? resolve(false) : reject(error)));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
