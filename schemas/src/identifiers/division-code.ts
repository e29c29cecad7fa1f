// Administrative division codes (GB/T 2260): six digits; retired codes are mapped forward.
import { accepted, foldCode, refused, textKind, type IdentifierCheck, type IdentifierWarning } from './identifier';

const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(' '),
);

/** Codes still met in old records → the code that holds today. */
export const RETIRED_DIVISIONS: Readonly<Record<string, string>> = Object.freeze({
  330204: '330212', // 江东 → 鄞州
  330283: '330213', // 奉化市 → 奉化区
  330322: '330305', // 洞头县 → 洞头区
  110103: '110101', // 崇文 → 东城
  110104: '110102', // 宣武 → 西城
  110228: '110118', // 密云县 → 密云区
  110229: '110119', // 延庆县 → 延庆区
  520114: '520111', // 小河 → 花溪
});

const RETIRED_WARNING: readonly IdentifierWarning[] = Object.freeze([
  { code: 'DIVISION_RETIRED', hint: { zh: '该区划代码已撤销，已换为现行代码。', en: 'This division code is retired; the code in force replaces it.' } },
]);

/** True when the first two digits name a province-level division. */
export function isProvince(code: string): boolean {
  return PROVINCES.has(code.slice(0, 2));
}

/** Six digits beginning with a province. Zone codes such as 330371 pass: whether a code is in use is a question to a code set. */
export function isDivisionCode(text: string): boolean {
  return text.length === 6 && /^\d{6}$/.test(text) && isProvince(text);
}

/** Checks and maps retired codes forward. With `known`, the (mapped) code must be one of them. */
export function checkDivisionCode(text: string, known?: ReadonlySet<string>): IdentifierCheck {
  const code = foldCode(text);
  if (!isDivisionCode(code)) return refused(code, fault('six digits beginning with a province of GB/T 2260', /^\d{6}$/.test(code) ? 'six digits, unknown province' : textKind(text)));
  const successor = RETIRED_DIVISIONS[code];
  const current = successor ?? code;
  if (known && !known.has(current)) return refused(current, fault('a code of the division list', 'six digits that are not in the list'));
  return successor ? accepted(successor, RETIRED_WARNING) : accepted(code);
}

function fault(expected: string, got: string) {
  return {
    code: 'FORMAT_DIVISION_CODE',
    expected,
    got,
    hint: { zh: '请使用 GB/T 2260 的六位行政区划代码；开发区代码请填入 zoneCode。', en: 'Give the six-digit code of GB/T 2260; a development zone goes into zoneCode.' },
  };
}
