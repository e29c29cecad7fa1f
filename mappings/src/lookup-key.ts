// The key of a lookup entry: its parts joined by `|`.

/** Parts joined by `|`; `\` and `|` within a part are escaped by `\`, as in a business key. */
export function lookupKey(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[\\|]/g, '\\$&')).join('|');
}
