// A MariaDB server that is ready greets first: packet header, protocol version 10, its version text.
import { exchangeBytes } from '../exchange-bytes';

const HEADER = 4;
const PROTOCOL = 10;

/** The server version in a complete initial handshake packet, or null. */
export function greetingVersion(packet: Buffer): string | null {
  if (packet.length < HEADER + 2 || packet[HEADER] !== PROTOCOL) return null;
  const end = packet.indexOf(0, HEADER + 1);
  return end < 0 ? null : packet.toString('latin1', HEADER + 1, end);
}

export async function mariadbServes(port: number): Promise<boolean> {
  const answer = await exchangeBytes(port, null, (bytes) => greetingVersion(bytes) !== null);
  return answer !== null;
}
