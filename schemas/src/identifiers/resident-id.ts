// Resident identity number (GB 11643): division, birth date, sequence, check character. Sensitive: nothing here repeats the number.
import { isProvince } from './division-code';
import { accepted, foldCode, isDayText, refused, textKind, type IdentifierCheck, type IdentifierWarning } from './identifier';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = '10X98765432';

const OLD_FORM: readonly IdentifierWarning[] = Object.freeze([
  { code: 'RESIDENT_ID_15', hint: { zh: '15 位旧号码，已按 1900 年代升为 18 位。', en: 'An old 15-digit number; made into 18 digits with the century 19.' } },
]);

/** Check character over the first 17 digits. */
export function residentIdCheckCharacter(digits: string): string {
  let sum = 0;
  for (let i = 0; i < 17; i++) sum += (digits.charCodeAt(i) - 48) * (WEIGHTS[i] ?? 0);
  return CHECKS.charAt(sum % 11);
}

/** Strict: 18 characters, capital X, a province (or 83 and 9xx of residence permits), a real birth date and the right check. */
export function isResidentId(text: string): boolean {
  return text.length === 18 && /^\d{17}[\dX]$/.test(text) && hasSoundHead(text) && residentIdCheckCharacter(text) === text.charAt(17);
}

/** Checks and normalises; a 15-digit number is accepted with a warning: century 19 after digit 6, then the check. */
export function checkResidentId(text: string): IdentifierCheck {
  const folded = foldCode(text);
  const old = /^\d{15}$/.test(folded);
  const id = old ? upgrade(folded) : folded;
  if (isResidentId(id)) return old ? accepted(id, OLD_FORM) : accepted(id);
  return refused(id, { code: 'FORMAT_RESIDENT_ID', ...difference(id, text), hint: HINT });
}

function hasSoundHead(id: string): boolean {
  const region = isProvince(id) || id.startsWith('83') || id.startsWith('9');
  return region && isDayText(id.slice(6, 14)) && Number(id.slice(6, 10)) >= 1800;
}

function upgrade(old: string): string {
  const body = `${old.slice(0, 6)}19${old.slice(6)}`;
  return body + residentIdCheckCharacter(body);
}

function difference(id: string, text: string): { expected: string; got: string } {
  if (!/^\d{17}[\dX]$/.test(id)) return { expected: '17 digits and a check character (0-9 or X)', got: textKind(text) };
  if (!isDayText(id.slice(6, 14))) return { expected: 'a real birth date in characters 7-14', got: 'no such day' };
  if (!hasSoundHead(id)) return { expected: 'a division code in characters 1-6', got: 'an unknown province' };
  return { expected: 'a matching check character (GB 11643)', got: 'wrong check character' };
}

const HINT = {
  zh: '请按身份证件核对公民身份号码（18 位，末位为校验码）。',
  en: 'Compare the resident identity number with the card (18 characters, the last one a check).',
};
