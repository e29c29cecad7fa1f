// Generated code being built: its constants, its functions, and how a condition is written.
import type { Condition } from '../expression/condition';

export interface Code {
  readonly constants: unknown[];
  readonly functions: string[];
  /** The name under which a value is known in the code. */
  constant(value: unknown): string;
  /** A fresh name that nothing else has. */
  name(stem: 'level' | 'row'): string;
  /** An expression over `scope`: true, false or a fault. */
  condition(condition: Condition): string;
  constantLines(): string;
}

export function createCode(): Code {
  const constants: unknown[] = [];
  const functions: string[] = [];
  let names = 0;
  const constant = (value: unknown): string => `k${constants.push(value) - 1}`;
  return {
    constants,
    functions,
    constant,
    name: (stem) => `${stem}${names++}`,
    condition: (condition) => condition.script ?? `holds(${constant(condition)}, scope)`,
    constantLines: () => (constants.length === 0 ? '' : `const ${constants.map((_value, index) => `k${index} = k[${index}]`).join(', ')};`),
  };
}
