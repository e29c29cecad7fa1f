// One short talk over TCP: send bytes (or none), take the first `enough` bytes of the answer. For readiness probes.
import { connect } from 'node:net';

/** Resolves null when the port is closed, hangs up or stays silent for `timeoutMs`. */
export function exchangeBytes(port: number, request: Buffer | null, enough: (answer: Buffer) => boolean, timeoutMs = 2000): Promise<Buffer | null> {
  return new Promise((resolve) => {
    let answer = Buffer.alloc(0);
    const socket = connect({ host: '127.0.0.1', port });
    const finish = (result: Buffer | null) => { socket.destroy(); resolve(result); };
    socket.setTimeout(timeoutMs, () => finish(null));
    socket.once('error', () => finish(null));
    socket.once('close', () => finish(null));
    socket.once('connect', () => { if (request !== null) socket.write(request); });
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (enough(answer)) finish(answer);
    });
  });
}
