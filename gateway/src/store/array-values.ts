// The values that a document contributes to an index table: the elements of an array, or what stands deeper, by a dot path.
import type { JsonObject, JsonValue } from '@lianshu/schemas';

/** `field`: an array of the document (answered as it is), or a dot path through objects and lists: then every value there that is not null. */
export function listAt(document: JsonObject, field: string): JsonValue | undefined {
  const path = field.split('.');
  return path.length === 1 ? document[field] : valuesAt(document, path);
}

export function stringsAt(document: JsonObject, field: string): readonly string[] {
  const list = listAt(document, field);
  return Array.isArray(list) ? list.filter((one): one is string => typeof one === 'string') : [];
}

function valuesAt(value: JsonValue | undefined, path: readonly string[]): JsonValue[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return [value];
  return typeof value === 'object' && Object.hasOwn(value, name) ? valuesAt(value[name], rest) : [];
}
