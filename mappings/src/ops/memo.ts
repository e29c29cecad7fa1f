// Departments repeat themselves: the same designation, code or plate comes again and again. A bounded memory of a pure function.

const MAX_ENTRIES = 1000;
const MAX_LENGTH = 100;

/** `run` must be pure. Forgets everything when full, so memory stays flat; long texts are not kept. */
export function memo<T>(run: (text: string) => T): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return (text) => {
    const hit = known.get(text);
    if (hit) return hit.value;
    const value = run(text);
    if (text.length > MAX_LENGTH) return value;
    if (known.size >= MAX_ENTRIES) known.clear();
    known.set(text, { value });
    return value;
  };
}
