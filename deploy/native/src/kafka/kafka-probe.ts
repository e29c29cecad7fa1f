// Asks a broker for its metadata: a broker that is up but still fenced (after a crash) does not name itself yet.
import { exchangeBytes } from '../exchange-bytes';

const METADATA = 3;
const CORRELATION = 1;

/** Metadata request v1 for no topics, with its length prefix (Kafka protocol guide, request header v1). */
export function metadataRequest(): Buffer {
  const client = Buffer.from('probe');
  const body = Buffer.alloc(2 + 2 + 4 + 2 + client.length + 4);
  body.writeInt16BE(METADATA, 0);
  body.writeInt16BE(1, 2);
  body.writeInt32BE(CORRELATION, 4);
  body.writeInt16BE(client.length, 8);
  client.copy(body, 10);
  body.writeInt32BE(0, 10 + client.length);
  const size = Buffer.alloc(4);
  size.writeInt32BE(body.length);
  return Buffer.concat([size, body]);
}

/** How many brokers a complete Metadata v1 response names; 0 while it is incomplete. */
export function brokersIn(response: Buffer): number {
  if (response.length < 12 || response.length < 4 + response.readInt32BE(0)) return 0;
  return response.readInt32BE(8);
}

export async function kafkaServes(port: number): Promise<boolean> {
  const whole = (answer: Buffer) => answer.length >= 4 && answer.length >= 4 + answer.readInt32BE(0);
  const answer = await exchangeBytes(port, metadataRequest(), whole);
  return answer !== null && brokersIn(answer) > 0;
}
