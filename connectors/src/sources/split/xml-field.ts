// A field of an XML element by dot path, parsed once when first asked for.
import type { JsonObject, JsonValue } from '@lianshu/schemas';
import { SaxesParser } from 'saxes';
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

/** An attribute of a document's root element, where XML lists name their next cursor. */
export function rootAttribute(text: string, name: string): string | undefined {
  const parser = new SaxesParser({ xmlns: false });
  let found: string | undefined;
  let depth = 0;
  parser.on('error', () => undefined);
  parser.on('opentag', ({ attributes }) => {
    depth += 1;
    if (depth === 1) found = attributes[name];
  });
  const end = text.indexOf('>', text.search(/<[^?!]/)) + 1;
  parser.write(text.slice(0, end));
  return found;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
