// How a record's bytes are written: channels of one system may bring the same record as XML and as JSON, and its first sign tells.
import type { RecordFormat } from '../sources/source';

const LESS_THAN = 0x3c;
const WHITE = new Set([0x09, 0x0a, 0x0d, 0x20]);

export function formatOf(value: Buffer): RecordFormat {
  let at = 0;
  while (at < value.length && WHITE.has(value[at] ?? 0)) at += 1;
  return value[at] === LESS_THAN ? 'xml' : 'json';
}
