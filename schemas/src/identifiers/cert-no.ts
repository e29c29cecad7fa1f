// Number of a factory certificate (dataset concreteCert): division 6, plant 3, day yyyymmdd, serial 6.
import { isProvince } from './division-code';
import { accepted, foldCode, isDayText, refused, textKind, type IdentifierCheck } from './identifier';

/** The parts of a certificate number; `day` is yyyymmdd. */
export interface CertNoParts {
  readonly division: string;
  readonly plantNo: string;
  readonly day: string;
  readonly serial: string;
}

export function certNoParts(text: string): CertNoParts | undefined {
  if (!/^\d{23}$/.test(text) || !isProvince(text) || !isDayText(text.slice(9, 17))) return undefined;
  return { division: text.slice(0, 6), plantNo: text.slice(6, 9), day: text.slice(9, 17), serial: text.slice(17) };
}

export function checkCertNo(text: string): IdentifierCheck {
  const folded = foldCode(text).replace(/-/g, '');
  if (certNoParts(folded)) return accepted(folded);
  return refused(folded, {
    code: 'FORMAT_CERT_NO',
    expected: '23 digits: division, plant, day and serial',
    got: /^\d{23}$/.test(folded) ? '23 digits with a region or day that does not exist' : textKind(text),
    hint: { zh: '请核对合格证编号（23 位）。', en: 'Compare the certificate number with the certificate (23 digits).' },
  });
}
