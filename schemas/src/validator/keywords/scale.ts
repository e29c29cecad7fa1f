// `x-scale` and `x-precision`: a number has at most that many decimals, and fits DECIMAL(p, s). Exact, unlike `multipleOf`.
import type { AnySchemaObject, FuncKeywordDefinition } from 'ajv';

/** True when the number is a decimal of at most `scale` places: k / 10^scale for a whole k gives back the very same double.
 *  Division of two exactly represented numbers is correctly rounded (IEEE 754), so the test is exact below 2^51; above, by digits. */
export function hasScale(value: number, scale: number): boolean {
  const power = 10 ** scale;
  const scaled = value * power;
  if (Math.abs(scaled) < 2 ** 51) return Math.round(scaled) / power === value;
  return Number(value.toFixed(Math.min(scale, 100))) === value;
}

export const scaleKeyword: FuncKeywordDefinition = {
  keyword: 'x-scale',
  type: 'number',
  schemaType: 'number',
  errors: false,
  compile: (scale: number) => (value: number) => hasScale(value, scale),
};

export const precisionKeyword: FuncKeywordDefinition = {
  keyword: 'x-precision',
  type: 'number',
  schemaType: 'number',
  errors: false,
  compile: (precision: number, parent: AnySchemaObject) => {
    const limit = 10 ** (precision - Number(parent['x-scale'] ?? 0));
    return (value: number) => Math.abs(value) < limit;
  },
};
