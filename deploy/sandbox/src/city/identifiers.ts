// Synthetic identifiers with right check digits: credit codes (GB 32100, GB 11714), resident ids (GB 11643), plates (GA 36).
import type { Random } from '../random';

const SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const ID_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** Check character 18 of GB 32100-2015 for 17 characters. */
export function usccCheck(body: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * SYMBOLS.indexOf(body.charAt(i)), 0);
  return SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** Check character of GB 11714 for 8 characters (A = 10 … Z = 35). */
export function organisationCheck(body: string): string {
  const sum = ORG_WEIGHTS.reduce((total, weight, i) => total + weight * parseInt(body.charAt(i), 36), 0);
  return ['0', 'X'][[11, 10].indexOf(11 - (sum % 11))] ?? String(11 - (sum % 11));
}

/** A credit code: `kind` 91 company, 11 authority, 12 public institution; `serial` makes it unique. */
export function uscc(kind: string, division: string, prefix: string, serial: number): string {
  const body = `${prefix}${String(serial).padStart(8 - prefix.length, '0')}`;
  const without = `${kind}${division}${body}${organisationCheck(body)}`;
  return without + usccCheck(without);
}

export function isUscc(text: string): boolean {
  return /^[0-9A-HJ-NP-RTUWXY]{18}$/.test(text) && usccCheck(text.slice(0, 17)) === text.charAt(17);
}

export function residentId(division: string, birth: string, sequence: number): string {
  const body = `${division}${birth}${String(sequence).padStart(3, '0')}`;
  const sum = ID_WEIGHTS.reduce((total, weight, i) => total + weight * Number(body.charAt(i)), 0);
  return body + '10X98765432'.charAt(sum % 11);
}

const PLATE_TAIL = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';

export function plate(random: Random, taken: Set<string>): string {
  for (;;) {
    const text = `浙B${random.pick([...'56789'])}${random.int(0, 9)}${random.int(0, 9)}${random.int(0, 9)}${random.pick([...PLATE_TAIL])}`;
    if (!taken.has(text)) {
      taken.add(text);
      return text;
    }
  }
}
