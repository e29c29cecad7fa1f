// Two things never share one GraphQL name: the catalogue is refused, with both places named.
import { gatewayError } from '../../errors';

/** Throws API_SCHEMA_CONFLICT when a name is taken. `owner` says of what type. */
export function addAll<T>(into: Record<string, T>, more: Readonly<Record<string, T>>, owner: string): void {
  for (const [name, field] of Object.entries(more)) {
    if (Object.hasOwn(into, name)) throw gatewayError('API_SCHEMA_CONFLICT', { problem: `two fields of ${owner} are called ${name}` });
    into[name] = field;
  }
}
