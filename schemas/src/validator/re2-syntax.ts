// Rewrites an ECMA-262 (u flag) pattern into RE2 syntax with the same meaning. What RE2 cannot say is left for it to refuse.

/** Unicode names that RE2 knows only by their short form, or without `Script=`. */
const CATEGORIES: Readonly<Record<string, string>> = {
  Letter: 'L', Cased_Letter: 'LC', Uppercase_Letter: 'Lu', Lowercase_Letter: 'Ll', Titlecase_Letter: 'Lt', Modifier_Letter: 'Lm', Other_Letter: 'Lo',
  Mark: 'M', Nonspacing_Mark: 'Mn', Spacing_Mark: 'Mc', Enclosing_Mark: 'Me', Number: 'N', Decimal_Number: 'Nd', Letter_Number: 'Nl', Other_Number: 'No',
  Punctuation: 'P', Connector_Punctuation: 'Pc', Dash_Punctuation: 'Pd', Open_Punctuation: 'Ps', Close_Punctuation: 'Pe', Initial_Punctuation: 'Pi', Final_Punctuation: 'Pf',
  Other_Punctuation: 'Po', Symbol: 'S', Math_Symbol: 'Sm', Currency_Symbol: 'Sc', Modifier_Symbol: 'Sk', Other_Symbol: 'So', Separator: 'Z', Space_Separator: 'Zs',
  Line_Separator: 'Zl', Paragraph_Separator: 'Zp', Other: 'C', Control: 'Cc', Format: 'Cf', Private_Use: 'Co', Surrogate: 'Cs', digit: 'Nd', punct: 'P',
};
/** White space of ECMA-262; RE2's own `\s` is ASCII. */
const SPACE = String.raw`\t\n\x{b}\f\r \x{a0}\x{1680}\x{2000}-\x{200a}\x{2028}\x{2029}\x{202f}\x{205f}\x{3000}\x{feff}`;
const TOKEN = /\\u\{[0-9A-Fa-f]+\}|\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\[pP]\{[^}]*\}|\\c[A-Za-z]|\\[\s\S]|\[\^?|\]|\.|[\s\S]/g;

export function toRe2(pattern: string): string {
  let inClass = false;
  return pattern.replace(TOKEN, (token) => {
    const translated = translate(token, inClass);
    if (token.startsWith('[') && !inClass) inClass = true;
    else if (token === ']') inClass = false;
    return translated;
  });
}

function translate(token: string, inClass: boolean): string {
  if (token.startsWith('\\')) return translateEscape(token, inClass);
  if (token === '.' && !inClass) return String.raw`[^\n\r\x{2028}\x{2029}]`;
  return token.startsWith('[') && inClass ? `\\${token}` : token;
}

function translateEscape(token: string, inClass: boolean): string {
  if (/^\\u/.test(token)) return `\\x{${codePointOf(token).toString(16)}}`;
  if (/^\\[pP]\{/.test(token)) return translateProperty(token);
  if (/^\\c/.test(token)) return `\\x{${(token.charCodeAt(2) % 32).toString(16)}}`;
  if (token === '\\/') return '/';
  if (token === '\\0') return '\\x{0}';
  if (token === '\\s') return inClass ? SPACE : `[${SPACE}]`;
  return token === '\\S' && !inClass ? `[^${SPACE}]` : token;
}

function codePointOf(token: string): number {
  const units = token.match(/[0-9A-Fa-f]{2,}/g) ?? [];
  if (units.length < 2) return parseInt(units[0] ?? '0', 16);
  return String.fromCharCode(...units.map((unit) => parseInt(unit, 16))).codePointAt(0) ?? 0;
}

function translateProperty(token: string): string {
  const name = token.slice(3, -1).replace(/^(?:General_Category|gc|Script|sc|Script_Extensions|scx)=/, '');
  return `${token.slice(0, 2)}{${CATEGORIES[name] ?? name}}`;
}
