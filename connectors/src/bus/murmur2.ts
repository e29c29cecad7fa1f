// Where a key lives: Kafka's own hash, so that Java, kafkajs and the embedded log agree on every key's partition.

const SEED = 0x9747b28c;
const M = 0x5bd1e995;

/** MurmurHash2, 32 bits, as in org.apache.kafka.common.utils.Utils.murmur2; a signed 32-bit integer. */
export function murmur2(data: Buffer): number {
  const length = data.length;
  const words = length >>> 2;
  let hash = SEED ^ length;
  for (let index = 0; index < words; index++) {
    let word = Math.imul(data.readInt32LE(index * 4), M);
    word ^= word >>> 24;
    hash = Math.imul(hash, M) ^ Math.imul(word, M);
  }
  hash = mixTail(hash, data, words * 4);
  hash = Math.imul(hash ^ (hash >>> 13), M);
  return hash ^ (hash >>> 15);
}

/** The partition of a key: toPositive(murmur2(utf8 bytes)) modulo the number of partitions. */
export function partitionOf(key: string, partitions: number): number {
  return partitions === 1 ? 0 : (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}

function mixTail(hash: number, data: Buffer, from: number): number {
  const rest = data.length - from;
  if (rest === 0) return hash;
  let mixed = hash;
  for (let index = rest - 1; index >= 0; index--) mixed ^= (data[from + index] ?? 0) << (8 * index);
  return Math.imul(mixed, M);
}
