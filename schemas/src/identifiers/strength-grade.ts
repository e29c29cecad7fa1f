// Strength grades (C30, LC40, M10) and the everyday text in which plants and sites write them.
import { accepted, foldCode, foldWidth, refused, textKind, type IdentifierCheck } from './identifier';

/** C10 … C100 in steps of 5 (GB/T 50107); lightweight LC5 … LC60; mortar M2.5 … M30. */
const GRADES = new Set([
  ...steps('C', 10, 100),
  ...steps('LC', 5, 60),
  'LC7.5',
  ...['2.5', '5', '7.5', '10', '15', '20', '25', '30'].map((mpa) => `M${mpa}`),
]);

/** Strict: a grade of the lists above. */
export function isStrengthGrade(text: string): boolean {
  return GRADES.has(text);
}

export function checkStrengthGrade(text: string): IdentifierCheck {
  const grade = foldCode(text);
  if (isStrengthGrade(grade)) return accepted(grade);
  return refused(grade, {
    code: 'FORMAT_STRENGTH_GRADE',
    expected: 'C10 to C100 in steps of 5, LC5 to LC60, or M2.5 to M30',
    got: textKind(text),
    hint: {
      zh: '只填强度等级，如 C30；抗渗、抗冻等级另有字段。',
      en: 'Give the strength grade alone, e.g. C30; impermeability and frost have fields of their own.',
    },
  });
}

/** What an everyday text says. Impermeability as written (`P6` of GB/T 14902, `W6` of water works), frost as `F100`. */
export interface GradeText {
  /** Grade in normal form, e.g. `C30`. */
  readonly grade: string;
  readonly strengthMPa: number;
  /** Age in days at which the strength is proved, when written (C9025: 90). */
  readonly ageDays?: number;
  readonly impermeability?: string;
  readonly frost?: string;
  /** Aggregate gradation of water works: 1-4 (`（二）`: two sizes of stone). */
  readonly gradation?: number;
  readonly traits: readonly GradeTrait[];
}

export type GradeTrait =
  | 'pumped' | 'fineStone' | 'underwater' | 'selfCompacting' | 'shrinkageCompensating' | 'earlyStrength' | 'antifreeze' | 'mass' | 'pervious' | 'fibre';

const TRAITS: readonly (readonly [RegExp, GradeTrait])[] = [
  [/(?<!非)泵送/, 'pumped'],
  [/细石/, 'fineStone'],
  [/水下/, 'underwater'],
  [/自密实/, 'selfCompacting'],
  [/膨胀|补偿收缩/, 'shrinkageCompensating'],
  [/早强/, 'earlyStrength'],
  [/防冻/, 'antifreeze'],
  [/大体积/, 'mass'],
  [/透水/, 'pervious'],
  [/纤维/, 'fibre'],
];
const AGED = /^(28|60|90|180|360|365)(\d{2})$/;

/** Reads `C30P6`, `C30 P6 泵送`, `C35（抗渗P8）`, `细石C25`, `水下C30`, `C9025W6F100`, `C25W4（二）`, and designations.
 *  Undefined when no grade of the lists is in the text, or more than one. */
export function parseGradeText(text: string): GradeText | undefined {
  const folded = text.length <= 200 ? subscriptsDown(foldWidth(text)).toUpperCase() : '';
  const [grade, ...others] = gradesIn(folded);
  if (!grade || others.some((other) => other?.grade !== grade.grade)) return undefined;
  return {
    ...grade,
    impermeability: impermeabilityOf(folded),
    frost: /(?<![A-Z])[FD](?:50|[1-4]\d0|75)(?!\d)/.exec(folded)?.[0],
    gradation: gradationOf(folded),
    traits: TRAITS.filter(([sign]) => sign.test(folded)).map(([, trait]) => trait),
  };
}

/** Every grade written in the text; undefined stands for something that looks like one but is none (C33). `100m3` is no mortar. */
function gradesIn(text: string): readonly (Pick<GradeText, 'grade' | 'strengthMPa' | 'ageDays'> | undefined)[] {
  const found = [...text.matchAll(/(?<![A-Z])(LC|C)(\d+(?:\.\d+)?)|(?<![A-Z\d])(M)(\d+(?:\.\d+)?)/g)];
  return found.map((match) => gradeOf(match[1] ?? match[3] ?? '', match[2] ?? match[4] ?? ''));
}

function gradeOf(family: string, digits: string): { grade: string; strengthMPa: number; ageDays?: number } | undefined {
  if (GRADES.has(family + digits)) return { grade: family + digits, strengthMPa: Number(digits) };
  const aged = family === 'C' ? AGED.exec(digits) : null;
  if (!aged || !GRADES.has(`C${aged[2]}`)) return undefined;
  return { grade: `C${aged[2]}`, strengthMPa: Number(aged[2]), ageDays: Number(aged[1]) };
}

function impermeabilityOf(text: string): string | undefined {
  const found = /(?<![A-Z])([PW])(4|6|8|10|12|14|16|2)(?!\d)/.exec(text);
  return found?.[0];
}

function gradationOf(text: string): number | undefined {
  const found = /\(([一二三四])(?:级配)?\)|([一二三四])级配/.exec(text);
  const sign = found?.[1] ?? found?.[2];
  return sign ? '一二三四'.indexOf(sign) + 1 : undefined;
}

function subscriptsDown(text: string): string {
  return text.replace(/[₀-₉]/g, (sign) => String(sign.charCodeAt(0) - 0x2080));
}

function steps(prefix: string, from: number, to: number): string[] {
  const grades: string[] = [];
  for (let mpa = from; mpa <= to; mpa += 5) grades.push(`${prefix}${mpa}`);
  return grades;
}
