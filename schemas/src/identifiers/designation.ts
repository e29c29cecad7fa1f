// Concrete designation (GB/T 14902): `A-C30-180(S4)-GB/T 14902`, its parts and its normal form.
import { accepted, foldWidth, refused, textKind, type IdentifierCheck, type IdentifierWarning } from './identifier';

const DURABILITY = String.raw`P\d{1,2}|F\d{2,3}|D\d{2,3}|KS\d{2,3}|(?:RCM|Q|T|L)-[ⅠⅡⅢⅣⅤ](?:\(\d+(?:\.\d+)?\))?`;
const PATTERN = new RegExp(
  String.raw`^([AB])-(?:([HSFLW]{1,3})-)?(LC|C)(\d{2,3})-(\d{2,3})\((S[1-5]|F[1-6])\)((?:-?(?:${DURABILITY}))*)(?:-(GB\/T ?14902(?:-\d{4})?))?$`,
  'u',
);
const ROMAN: Readonly<Record<string, string>> = { I: 'Ⅰ', II: 'Ⅱ', III: 'Ⅲ', IV: 'Ⅳ', V: 'Ⅴ' };

/** Parts of a designation. Slump in mm; grades as written. */
export interface DesignationParts {
  readonly kind: 'A' | 'B';
  /** H high strength, S self-compacting, F fibre, L lightweight, W heavy; one to three letters. */
  readonly special?: string;
  /** e.g. `C30` or `LC40`. */
  readonly grade: string;
  readonly strengthMPa: number;
  readonly slumpMm: number;
  readonly slumpClass: string;
  readonly impermeability?: string;
  readonly frost?: string;
  readonly sulphate?: string;
  /** Chloride (Q, RCM), carbonation (T) and cracking (L) grades, e.g. `Q-Ⅲ(1000)`. */
  readonly resistance: readonly string[];
  readonly standard?: string;
}

/** Parses the normal form; undefined when the text is no designation. */
export function parseDesignation(text: string): DesignationParts | undefined {
  const found = text.length <= 80 ? PATTERN.exec(text) : null;
  if (!found) return undefined;
  const [, kind = '', special, family = '', mpa = '', slump = '', slumpClass = '', durability = '', standard] = found;
  return {
    kind: kind === 'A' ? 'A' : 'B',
    special,
    grade: family + mpa,
    strengthMPa: Number(mpa),
    slumpMm: Number(slump),
    slumpClass,
    ...durabilityParts(durability),
    standard,
  };
}

export function isDesignation(text: string): boolean {
  return text.length <= 80 && PATTERN.test(text);
}

/** Checks and normalises: width, spaces, dashes, and the Roman grades that an NFKC fold turns into letters (`Q-III` → `Q-Ⅲ`).
 *  A slump outside its class is a warning. */
export function checkDesignation(text: string): IdentifierCheck {
  const normal = normalise(text);
  const parts = parseDesignation(normal);
  if (parts) return parts.slumpClass === slumpClassOf(parts.slumpMm, parts.slumpClass) ? accepted(normal) : accepted(normal, SLUMP_WARNING);
  return refused(normal, {
    code: 'FORMAT_DESIGNATION',
    expected: 'a designation of GB/T 14902, e.g. A-C30-180(S4)-GB/T 14902',
    got: textKind(text),
    hint: {
      zh: '请按 GB/T 14902 书写标记；口语写法（如 C30P6 泵送）请用强度等级解析。',
      en: 'Write the designation of GB/T 14902; everyday text such as C30P6 is read by the grade parser.',
    },
  });
}

/** Slump class of GB/T 14902 for a slump (S) or a flow (F) in mm; gaps between classes go to the lower one. */
export function slumpClassOf(mm: number, like: string): string {
  const limits = like.startsWith('F') ? [350, 420, 490, 560, 630] : [50, 100, 160, 220];
  return `${like.charAt(0)}${1 + limits.filter((limit) => mm >= limit).length}`;
}

function normalise(text: string): string {
  return foldWidth(text)
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([-()]) ?/g, '$1')
    .replace(/GB\/T ?(?=14902)/, 'GB/T ')
    .replace(/(?<![A-Z])(RCM|Q|T|L)-(III|II|IV|I|V)(?![A-Za-z])/g, (_, mark: string, roman: string) => `${mark}-${ROMAN[roman] ?? roman}`);
}

function durabilityParts(text: string) {
  const marks = text.match(new RegExp(DURABILITY, 'gu')) ?? [];
  const first = (letter: RegExp) => marks.find((mark) => letter.test(mark));
  return {
    impermeability: first(/^P/),
    frost: first(/^[FD]/),
    sulphate: first(/^KS/),
    resistance: marks.filter((mark) => /^(RCM|Q|T|L)-/.test(mark)),
  };
}

const SLUMP_WARNING: readonly IdentifierWarning[] = Object.freeze([
  { code: 'DESIGNATION_SLUMP_CLASS', hint: { zh: '坍落度与其等级不一致，请核对。', en: 'Slump and slump class disagree; compare them with the order.' } },
]);
