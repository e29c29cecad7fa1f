// Faults throw: one error class, its codes in one table per package, each with what to do next.
import type { Bilingual } from './reason';

/** One row of a package's error table. `status` is the HTTP status where the error reaches a client. */
export interface ErrorSpec {
  readonly message: Bilingual;
  readonly retriable: boolean;
  readonly status?: number;
}

export interface HubErrorOptions {
  readonly details?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** A fault with a stable code. `{name}` in a message is filled from `details`. */
export class HubError extends Error {
  readonly code: string;
  readonly retriable: boolean;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly zh: string;

  constructor(code: string, spec: ErrorSpec, options: HubErrorOptions = {}) {
    const details = options.details ?? {};
    super(fill(spec.message.en, details), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HubError';
    this.code = code;
    this.retriable = spec.retriable;
    this.status = spec.status ?? 500;
    this.details = details;
    this.zh = fill(spec.message.zh, details);
  }
}

/** Makes the typed thrower of a package's error table: `const fail = errorsOf(TABLE); throw fail('CODE', {...})`. */
export function errorsOf<T extends Readonly<Record<string, ErrorSpec>>>(table: T) {
  return (code: keyof T & string, details?: Readonly<Record<string, unknown>>, cause?: unknown): HubError => {
    const spec = table[code];
    if (!spec) throw new Error(`No error code ${code} in the table`);
    return new HubError(code, spec, { details, cause });
  };
}

function fill(template: string, details: Readonly<Record<string, unknown>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => (name in details ? String(details[name]) : whole));
}
