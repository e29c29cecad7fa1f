// A field of an XML element by dot path, parsed once when first asked for.
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { xmlToObject } from './xml-object';

export function fieldOfXml(text: string): (path: string) => string | undefined {
  let parsed: JsonValue | undefined;
  return (path) => {
    parsed ??= xmlToObject(text);
    return fieldOf(parsed, path);
  };
}

/** A scalar by dot path as text; the text of an element with attributes is its `#text`. */
export function fieldOf(value: JsonValue, path: string): string | undefined {
  let current: JsonValue | undefined = value;
  for (const name of path.split('.')) {
    if (!isObject(current) || !(name in current)) return undefined;
    current = current[name];
  }
  const scalar = isObject(current) ? current['#text'] : current;
  return typeof scalar === 'object' || scalar === undefined ? undefined : String(scalar);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
