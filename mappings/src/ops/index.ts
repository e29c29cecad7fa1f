// The closed list of ops, in the order of the README. A new op is one file and one line here.
import { atOp } from './at';
import { booleanOp } from './boolean';
import { codesOp } from './codes';
import { concreteOp } from './concrete';
import { dateOp } from './date';
import { datetimeOp } from './datetime';
import { decimalOp } from './decimal';
import { designationOp } from './designation';
import { divisionOp } from './division';
import { eachOp } from './each';
import { emptyOp } from './empty';
import { extractOp } from './extract';
import { factorOp } from './factor';
import { idOp } from './id';
import { integerOp } from './integer';
import { joinOp } from './join';
import { lookupOp } from './lookup';
import { lowerOp } from './lower';
import { maskOp } from './mask';
import type { Op } from './op';
import { plateOp } from './plate';
import { pointOp } from './point';
import { pseudonymOp } from './pseudonym';
import { replaceOp } from './replace';
import { roundOp } from './round';
import { splitOp } from './split';
import { textOp } from './text';
import { upperOp } from './upper';
import { usccOp } from './uscc';

/** Arguments are checked against each op's own schema before `prepare` sees them. */
export const OPS: readonly Op<never>[] = [
  textOp, upperOp, lowerOp, replaceOp, extractOp, splitOp, joinOp, atOp,
  decimalOp, integerOp, factorOp, roundOp, dateOp, datetimeOp, booleanOp,
  codesOp, lookupOp, usccOp, plateOp, divisionOp, designationOp, concreteOp, pointOp,
  idOp, pseudonymOp, maskOp, emptyOp, eachOp,
];

const BY_NAME: ReadonlyMap<string, Op> = new Map(OPS.map((op) => [op.name, op as unknown as Op]));

export function findOp(name: string): Op | undefined {
  return BY_NAME.get(name);
}
