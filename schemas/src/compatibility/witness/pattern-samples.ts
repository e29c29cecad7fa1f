// Strings that match a pattern of the usual kinds (classes, groups, alternatives, repetition); no claim to completeness, ajv has the last word.

type Part =
  | { readonly kind: 'set'; readonly chars: string }
  | { readonly kind: 'group'; readonly choices: readonly (readonly Part[])[] }
  | { readonly kind: 'repeat'; readonly part: Part; readonly min: number; readonly max: number };

const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const UPPER = LOWER.toUpperCase();
const ESCAPES: Readonly<Record<string, string>> = { d: DIGITS, D: LOWER, w: `${LOWER}${UPPER}${DIGITS}_`, W: '-. ', s: ' \t', S: LOWER, n: '\n', r: '\r', t: '\t' };
const ANY = `${LOWER}${DIGITS}`;

/** Up to `count` different strings, built in a fixed order. */
export function patternSamples(pattern: string, count: number): string[] {
  const state = { text: pattern, at: 0, nest: 0 };
  const tree: Part = { kind: 'group', choices: choicesOf(state) };
  const found = new Set<string>();
  for (let variant = 0; variant < count * 2 && found.size < count; variant += 1) found.add(write(tree, { variant, seen: 0 }).slice(0, 5000));
  return [...found];
}

interface Reading {
  readonly text: string;
  at: number;
  nest: number;
}

function choicesOf(state: Reading): Part[][] {
  const choices: Part[][] = [[]];
  state.nest += 1;
  while (state.at < state.text.length && state.text[state.at] !== ')') {
    if (state.text[state.at] === '|') {
      state.at += 1;
      choices.push([]);
      continue;
    }
    const part = partOf(state);
    if (part) choices[choices.length - 1]?.push(repeated(part, state));
  }
  state.nest -= 1;
  return choices;
}

function partOf(state: Reading): Part | undefined {
  const char = state.text[state.at] ?? '';
  state.at += 1;
  if (char === '^' || char === '$') return undefined;
  if (char === '(') return groupOf(state);
  if (char === '[') return { kind: 'set', chars: classOf(state) };
  if (char === '.') return { kind: 'set', chars: ANY };
  if (char === '\\') return escapeOf(state);
  return { kind: 'set', chars: char };
}

function groupOf(state: Reading): Part | undefined {
  const special = /^\?(?::|<[A-Za-z]\w*>|<?[=!])/.exec(state.text.slice(state.at))?.[0] ?? '';
  state.at += special.length;
  const choices = choicesOf(state);
  state.at += 1;
  return /[=!]$/.test(special) ? undefined : { kind: 'group', choices };
}

function escapeOf(state: Reading): Part | undefined {
  const code = state.text[state.at] ?? '';
  state.at += 1;
  if (code === 'b' || code === 'B') return undefined;
  return { kind: 'set', chars: code === 'u' || code === 'p' || code === 'P' || code === 'x' ? unicodeOf(state, code) : (ESCAPES[code] ?? code) };
}

function unicodeOf(state: Reading, code: string): string {
  const rest = state.text.slice(state.at);
  const found = /^\{([^}]*)\}/.exec(rest) ?? (code === 'x' ? /^([0-9a-fA-F]{2})/ : /^([0-9a-fA-F]{4})/).exec(rest);
  state.at += found?.[0].length ?? 0;
  const name = found?.[1] ?? '61';
  if (code === 'p' || code === 'P') return categoryOf(name);
  const point = parseInt(name, 16);
  return point <= 0x10ffff ? String.fromCodePoint(point) : 'a';
}

function categoryOf(name: string): string {
  if (name.includes('Han')) return '中文';
  if (name.startsWith('N')) return DIGITS;
  return name.startsWith('Lu') ? UPPER : LOWER;
}

function classOf(state: Reading): string {
  const negated = state.text[state.at] === '^';
  if (negated) state.at += 1;
  let chars = '';
  while (state.at < state.text.length && state.text[state.at] !== ']') chars += memberOf(state);
  state.at += 1;
  return negated ? ([...`${ANY}${UPPER}-_ .!`].filter((char) => !chars.includes(char)).join('') || '中') : chars || 'a';
}

function memberOf(state: Reading): string {
  const first = one(state);
  if (state.text[state.at] !== '-' || state.text[state.at + 1] === ']' || [...first].length !== 1) return first;
  state.at += 1;
  const [from, to] = [first.codePointAt(0) ?? 97, one(state).codePointAt(0) ?? 122];
  const length = Math.min(Math.max(to - from + 1, 1), 40);
  return Array.from({ length }, (_, step) => String.fromCodePoint(from + step)).join('') + (to > from ? String.fromCodePoint(to) : '');
}

function one(state: Reading): string {
  const char = String.fromCodePoint(state.text.codePointAt(state.at) ?? 97);
  state.at += char.length;
  if (char !== '\\') return char;
  const part = escapeOf(state);
  return part?.kind === 'set' ? part.chars : '';
}

function repeated(part: Part, state: Reading): Part {
  const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(state.text.slice(state.at));
  if (!found) return part;
  state.at += found[0].length;
  const [, sign, low, comma, high] = found;
  if (sign) return { kind: 'repeat', part, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
  const min = Number(low);
  return { kind: 'repeat', part, min, max: comma ? (high ? Number(high) : Infinity) : min };
}

/** Variant 0 is the shortest; later ones choose other alternatives, characters and lengths. */
function write(part: Part, state: { readonly variant: number; seen: number }): string {
  if (part.kind === 'set') {
    const chars = [...part.chars];
    return chars[(state.variant + (state.variant > 2 ? state.seen++ : 0)) % Math.max(chars.length, 1)] ?? '';
  }
  if (part.kind === 'group') return (part.choices[state.variant % part.choices.length] ?? []).map((each) => write(each, state)).join('');
  const times = [part.min, Math.min(part.max, part.min + 1), Math.min(part.max, part.min + 12), Math.min(part.max, part.min + 3), Math.min(part.max, part.min + 60)][state.variant % 5] ?? part.min;
  return Array.from({ length: Math.min(times, 1000) }, () => write(part.part, state)).join('');
}
