// JSON as the hub reads, writes and hashes it.
export { canonicalJson, contentHash } from './canonical';
export { decimalsOf, kindOf } from './kind';
export { atPointer, pointerOf, segmentsOf } from './pointer';
export { DEFAULT_READ_LIMITS, parseRecord, type ReadLimits } from './parse-record';
export { READ_REASONS, readReason, type ReadReasonCode } from './read-reasons';
export { findRepeatedKey, lineOf } from './scan';
