// Investment project code (GB/T 40058-2021): YYMM-RRRRRR-DD-TT-NNNNNC. Its check digit is not modelled.
import { accepted, foldCode, refused, textKind, type IdentifierCheck } from './identifier';

const PATTERN = /^(\d{4})-(\d{6})-(\d{2})-(\d{2})-(\d{6})$/;

/** The parts of a project code, as written. */
export interface ProjectCodeParts {
  readonly time: string;
  /** Region of six digits; 000000 for projects of the centre. */
  readonly region: string;
  readonly department: string;
  readonly type: string;
  readonly serial: string;
}

export function isProjectCode(text: string): boolean {
  return text.length === 24 && PATTERN.test(text);
}

export function projectCodeParts(code: string): ProjectCodeParts | undefined {
  const found = PATTERN.exec(code);
  if (!found) return undefined;
  const [, time = '', region = '', department = '', type = '', serial = ''] = found;
  return { time, region, department, type, serial };
}

/** Checks and normalises: width, dashes of any kind; 20 digits without hyphens get them. */
export function checkProjectCode(text: string): IdentifierCheck {
  const folded = foldCode(text).replace(/[‐‑‒–—―−]/g, '-');
  const code = folded.replace(/^(\d{4})(\d{6})(\d{2})(\d{2})(\d{6})$/, '$1-$2-$3-$4-$5');
  if (isProjectCode(code)) return accepted(code);
  return refused(code, {
    code: 'FORMAT_PROJECT_CODE',
    expected: 'YYMM-RRRRRR-DD-TT-NNNNNN (24 characters with hyphens)',
    got: textKind(text),
    hint: {
      zh: '请填写投资项目统一代码，如 2104-330212-04-01-123456；本部门项目编号请放入 nativeIds。',
      en: "Give the investment project code, e.g. 2104-330212-04-01-123456; a department's own number belongs in nativeIds.",
    },
  });
}
