// Vehicle plates (GA 36): ordinary with five, new-energy with six characters after province and letter.
import { accepted, foldCode, refused, textKind, type IdentifierCheck, type IdentifierWarning } from './identifier';

const PROVINCE = '[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]';
const ORDINARY = new RegExp(`^${PROVINCE}[A-HJ-Z][A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警]$`, 'u');
const SMALL = new RegExp(`^${PROVINCE}[A-HJ-Z][A-HJK][A-HJ-NP-Z0-9]\\d{4}$`, 'u');
const LARGE = new RegExp(`^${PROVINCE}[A-HJ-Z]\\d{5}[A-HJK]$`, 'u');

/** `newEnergySmall` and `newEnergyLarge` have one more character than `ordinary`. */
export type PlateKind = 'ordinary' | 'newEnergySmall' | 'newEnergyLarge';

const CORRECTED: readonly IdentifierWarning[] = Object.freeze([
  { code: 'PLATE_LETTER_CORRECTED', hint: { zh: '号牌中的字母 O、I 已改为数字 0、1。', en: 'The letters O and I in the plate were read as the digits 0 and 1.' } },
]);

/** The kind of a plate in normal form; undefined when it is none. */
export function plateKind(plate: string): PlateKind | undefined {
  if (plate.length === 7) return ORDINARY.test(plate) ? 'ordinary' : undefined;
  if (plate.length !== 8) return undefined;
  if (SMALL.test(plate)) return 'newEnergySmall';
  return LARGE.test(plate) ? 'newEnergyLarge' : undefined;
}

/** Strict: the normal form only. */
export function isPlate(text: string): boolean {
  return plateKind(text) !== undefined;
}

/** Checks and normalises: separators, spaces, width, case; O → 0 and I → 1 after position 2 (GA 36 knows neither letter there). */
export function checkPlate(text: string): IdentifierCheck {
  const folded = foldCode(text).replace(/[·•・‧∙.\-_]/g, '');
  const plate = folded.slice(0, 2) + folded.slice(2).replace(/O/g, '0').replace(/I/g, '1');
  if (plateKind(plate)) return plate === folded ? accepted(plate) : accepted(plate, CORRECTED);
  return refused(plate, {
    code: 'FORMAT_PLATE',
    expected: 'province, letter and five characters (six for new energy) of GA 36',
    got: textKind(text),
    hint: { zh: '请填写完整号牌，如 浙B12345；新能源为 8 位。', en: 'Give the whole plate, e.g. 浙B12345; new-energy plates have 8 characters.' },
  });
}
