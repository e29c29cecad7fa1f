// Names the kind of a value in place of the value: reasons must never repeat what may be personal.

/** e.g. `string of 17 characters`, `integer`, `number with 3 decimals`, `list of 4`, `object`, `null`, `absent`. */
export function kindOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (value === null) return 'null';
  if (typeof value === 'string') return stringKind(value);
  if (typeof value === 'number') return numberKind(value);
  if (Array.isArray(value)) return `list of ${value.length}`;
  return typeof value;
}

function stringKind(value: string): string {
  if (value === '') return 'empty string';
  const length = value.length > 10_000 ? value.length : [...value].length;
  return `string of ${length} character${length === 1 ? '' : 's'}`;
}

function numberKind(value: number): string {
  if (Number.isInteger(value)) return 'integer';
  if (!Number.isFinite(value)) return 'number without a finite value';
  const decimals = decimalsOf(value);
  return `number with ${decimals} decimal${decimals === 1 ? '' : 's'}`;
}

/** Decimal places of the shortest text of a finite number: 0.29 → 2, 1e-7 → 7, 5 → 0. */
export function decimalsOf(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const fraction = mantissa.split('.')[1]?.length ?? 0;
  return Math.max(0, fraction - Number(exponent));
}
