// Unified social credit code (GB 32100-2015): 18 characters, the last one a check over the rest modulo 31.
import { accepted, foldCode, refused, textKind, type IdentifierCheck, type IdentifierFault, type IdentifierWarning } from './identifier';
import { organisationCheckCharacter } from './organisation-code';

/** The 31 symbols of GB 32100 in order of value: no I, O, S, V, Z. */
export const USCC_SYMBOLS = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Wᵢ = 3^(i−1) mod 31. */
const WEIGHTS = Int32Array.of(1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28);
const VALUES = new Int8Array(128).fill(-1);
for (let i = 0; i < USCC_SYMBOLS.length; i++) VALUES[USCC_SYMBOLS.charCodeAt(i)] = i;

const ORGANISATION_WARNING: readonly IdentifierWarning[] = Object.freeze([
  {
    code: 'USCC_ORGANISATION_CHECK',
    hint: {
      zh: '第 9-17 位（组织机构代码）的校验码不符，代码仍被接受；请核对登记证。',
      en: 'Characters 9-17 (organisation code) fail their own check; the code is accepted, compare it with the licence.',
    },
  },
]);

/** Check character for the first 17 characters: C18 = (31 − ΣCᵢWᵢ mod 31) mod 31. Undefined when a character is not one of the 31. */
export function usccCheckCharacter(body: string): string | undefined {
  const sum = weightedSum(body);
  return body.length < 17 || sum < 0 ? undefined : USCC_SYMBOLS.charAt((31 - (sum % 31)) % 31);
}

/** Strict and fast: exactly the normal form, with the right check character. The organisation part is not judged. */
export function isUscc(text: string): boolean {
  if (text.length !== 18 || !hasRegisterHead(text)) return false;
  const sum = weightedSum(text);
  return sum >= 0 && VALUES[text.charCodeAt(17)] === (31 - (sum % 31)) % 31;
}

/** Checks and normalises (width, case, spaces). A wrong C18 is an error; a wrong organisation check is a warning. */
export function checkUscc(text: string): IdentifierCheck {
  let code = text;
  if (!isUscc(text)) {
    code = foldCode(text);
    if (!isUscc(code)) return refused(code, faultOf(code));
  }
  const sound = organisationCheckCharacter(code, 8) === code.charAt(16);
  return sound ? accepted(code) : accepted(code, ORGANISATION_WARNING);
}

/** Registering body 1-9, A, N or Y, one digit of type, six digits of division. */
function hasRegisterHead(code: string): boolean {
  const body = code.charCodeAt(0);
  if (!isDigit(body) && body !== 65 && body !== 78 && body !== 89) return false;
  for (let i = 1; i < 8; i++) if (!isDigit(code.charCodeAt(i))) return false;
  return true;
}

function isDigit(unit: number): boolean {
  return unit >= 48 && unit <= 57;
}

/** Σ CᵢWᵢ of the first 17 characters, or −1 when one is not a symbol. */
function weightedSum(code: string): number {
  let sum = 0;
  for (let i = 0; i < 17; i++) {
    const unit = code.charCodeAt(i);
    const value = unit < 128 ? (VALUES[unit] ?? -1) : -1;
    if (value < 0) return -1;
    sum += value * (WEIGHTS[i] ?? 0);
  }
  return sum;
}

function faultOf(code: string): IdentifierFault {
  const fault = { code: 'FORMAT_USCC', hint: HINT };
  if (code.length !== 18) return { ...fault, expected: '18 characters', got: textKind(code) };
  const at = [...code].findIndex((sign) => !USCC_SYMBOLS.includes(sign));
  if (at >= 0) return { ...fault, expected: 'digits and capital letters without I, O, S, V, Z', got: `another character at position ${at + 1}` };
  if (!hasRegisterHead(code)) return { ...fault, expected: 'registering body, type digit and six division digits in front', got: 'a letter in the first eight characters' };
  return { ...fault, expected: 'a matching check character (GB 32100-2015)', got: 'wrong check character' };
}

const HINT = {
  zh: '请按营业执照核对统一社会信用代码（18 位，末位为校验码）后重新报送。',
  en: 'Compare the unified social credit code with the licence (18 characters, the last one a check) and send it again.',
};
