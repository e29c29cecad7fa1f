// Works-permit numbers: the classic 18 digits, and the national platform's `<16 digits>-SX-001`.
import { isProvince } from './division-code';
import { accepted, foldCode, isDayText, refused, textKind, type IdentifierCheck } from './identifier';

const CLASSIC = /^(\d{6})(\d{8})(\d{2})(\d{2})$/;
const NATIONAL = /^(\d{6})(\d{6})(\d{2})(\d{2})-SX-(\d{3})$/;

/** The parts of a permit number. `day` is yyyymmdd in both forms (the national one says yymmdd of this century). */
export interface PermitNoParts {
  readonly form: 'classic' | 'national';
  readonly region: string;
  readonly day: string;
  /** Classic: category (01 general building, 10 water, 12 highway, 17 water supply and drainage, 18 municipal bridge). National: project type. */
  readonly category: string;
  readonly serial: string;
}

/** Parts of a permit number in normal form; undefined when it is none (also when region or day does not exist). */
export function permitNoParts(text: string): PermitNoParts | undefined {
  const parts = classicParts(text) ?? nationalParts(text);
  return parts && isProvince(parts.region) && isDayText(parts.day) ? parts : undefined;
}

export function isPermitNo(text: string): boolean {
  return permitNoParts(text) !== undefined;
}

/** True for a project number of the national construction platform: region 6, yymmdd 6, type 2, serial 2. */
export function isNationalProjectNumber(text: string): boolean {
  return text.length === 16 && nationalParts(`${text}-SX-001`) !== undefined && isPermitNo(`${text}-SX-001`);
}

export function checkPermitNo(text: string): IdentifierCheck {
  const folded = foldCode(text).replace(/[‐‑‒–—―−]/g, '-');
  if (isPermitNo(folded)) return accepted(folded);
  return refused(folded, {
    code: 'FORMAT_PERMIT_NO',
    expected: '18 digits (region, date, serial, category), or 16 digits and -SX-nnn',
    got: CLASSIC.test(folded) || NATIONAL.test(folded) ? 'the right form with a region or day that does not exist' : textKind(text),
    hint: { zh: '请核对施工许可证编号，如 330212202105180101。', en: 'Compare the works-permit number with the permit, e.g. 330212202105180101.' },
  });
}

function classicParts(text: string): PermitNoParts | undefined {
  const found = CLASSIC.exec(text);
  if (!found) return undefined;
  const [, region = '', day = '', serial = '', category = ''] = found;
  return { form: 'classic', region, day, category, serial };
}

function nationalParts(text: string): PermitNoParts | undefined {
  const found = NATIONAL.exec(text);
  if (!found) return undefined;
  const [, region = '', day = '', category = '', , serial = ''] = found;
  return { form: 'national', region, day: `20${day}`, category, serial };
}
