// Cuts a JSON text into its own pieces without re-writing them: 1.10 stays 1.10, long numbers keep every digit.
// Works on text that JSON.parse has accepted; the scanners below only find where values begin and end.

/** Text of the elements of the array at `path` (dot path, '' = the root), exactly as written. Undefined: no array there. */
export function splitItems(text: string, path: string): readonly string[] | undefined {
  const at = memberText(text, path);
  if (at === undefined || at[0] !== '[') return undefined;
  const items: string[] = [];
  let index = skipSpace(at, 1);
  while (at[index] !== ']') {
    const end = valueEnd(at, index);
    items.push(at.slice(index, end));
    index = skipSpace(at, end);
    if (at[index] === ',') index = skipSpace(at, index + 1);
  }
  return items;
}

/** The raw text of a member by dot path; of a repeated name the last counts, as with JSON.parse. */
export function memberText(text: string, path: string): string | undefined {
  let current: string | undefined = text.trim();
  for (const name of path === '' ? [] : path.split('.')) {
    current = current === undefined ? undefined : member(current, name);
  }
  return current;
}

/** A member as text: strings unquoted, numbers with the digits they were written with; null and absent are undefined. */
export function memberScalar(text: string, path: string): string | undefined {
  const raw = memberText(text, path);
  if (raw === undefined || raw === 'null') return undefined;
  return raw[0] === '"' ? String(JSON.parse(raw)) : raw;
}

function member(text: string, name: string): string | undefined {
  if (text[0] !== '{') return undefined;
  let found: string | undefined;
  let index = skipSpace(text, 1);
  while (text[index] !== '}' && index < text.length) {
    const keyEnd = stringEnd(text, index);
    const key: unknown = JSON.parse(text.slice(index, keyEnd));
    const start = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = valueEnd(text, start);
    if (key === name) found = text.slice(start, end);
    index = skipSpace(text, end);
    if (text[index] === ',') index = skipSpace(text, index + 1);
  }
  return found;
}

function valueEnd(text: string, start: number): number {
  const first = text[start];
  if (first === '"') return stringEnd(text, start);
  if (first === '{' || first === '[') return nestedEnd(text, start);
  let index = start;
  while (index < text.length && !',]} \t\r\n'.includes(text.charAt(index))) index++;
  return index;
}

function nestedEnd(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index++) {
    const sign = text[index];
    if (sign === '"') index = stringEnd(text, index) - 1;
    else if (sign === '{' || sign === '[') depth++;
    else if ((sign === '}' || sign === ']') && --depth === 0) return index + 1;
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}

function skipSpace(text: string, start: number): number {
  let index = start;
  while (index < text.length && ' \t\r\n'.includes(text.charAt(index))) index++;
  return index;
}
