// The folding every textual op starts with: NFKC, trim, invisible characters, empty tokens (domain normalisation list).

/** Tokens that native systems write for "nothing". */
const EMPTY_TOKENS: readonly string[] = ['', '/', '-', '--', '---', '无', 'NULL', '0000-00-00'];

const EMPTY = new Set(EMPTY_TOKENS);
const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/g;
const LONGEST_TOKEN = 10;

/** Folded text, or undefined when there is nothing. Numbers and booleans become their JSON text; null for a list or object (not text). */
export function foldText(value: unknown): string | undefined | null {
  if (typeof value === 'string') return foldString(value);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return isDecimal(value) ? value.toFixed() : null;
}

function foldString(value: string): string | undefined {
  const text = isPlain(value) ? value : value.normalize('NFKC').replace(INVISIBLE, '').trim();
  return text.length <= LONGEST_TOKEN && EMPTY.has(text) ? undefined : text;
}

/** Printable ASCII and unified ideographs without outer blanks are their own folding: the cheap and usual case. */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  if (last < 0 || text.charCodeAt(0) === 32 || text.charCodeAt(last) === 32) return false;
  for (let i = 0; i <= last; i++) {
    const c = text.charCodeAt(i);
    if (!((c >= 32 && c < 127) || (c >= 0x4e00 && c <= 0x9fff))) return false;
  }
  return true;
}

function isDecimal(value: unknown): value is { toFixed(): string } {
  return typeof value === 'object' && value !== null && 'd' in value && 'toFixed' in value;
}
