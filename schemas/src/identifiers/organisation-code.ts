// Organisation code (GB 11714): eight characters and a check character, also characters 9-17 of the unified social credit code.
import { accepted, foldCode, refused, textKind, type IdentifierCheck } from './identifier';

const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** Check character of GB 11714: C9 = 11 − Σ mod 11, 10 → X, 11 → 0; A = 10 … Z = 35.
 *  `body` holds upper-case letters and digits; eight are read from `from` on. */
export function organisationCheckCharacter(body: string, from = 0): string {
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const unit = body.charCodeAt(from + i);
    sum += (unit <= 57 ? unit - 48 : unit - 55) * (WEIGHTS[i] ?? 0);
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Checks a nine-character organisation code; a hyphen before the check character is dropped. */
export function checkOrganisationCode(text: string): IdentifierCheck {
  const code = foldCode(text).replace(/^([0-9A-Z]{8})-([0-9X])$/, '$1$2');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) {
    return refused(code, fault('8 letters or digits and a check character (0-9 or X)', textKind(text)));
  }
  if (organisationCheckCharacter(code) !== code.charAt(8)) return refused(code, fault('a matching check character (GB 11714)', 'wrong check character'));
  return accepted(code);
}

function fault(expected: string, got: string) {
  return {
    code: 'FORMAT_ORGANISATION_CODE',
    expected,
    got,
    hint: { zh: '请核对组织机构代码（9 位，含校验码）。', en: 'Compare the organisation code with the certificate: 9 characters with the check character.' },
  };
}
