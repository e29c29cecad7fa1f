// One XML element as a plain object: all values text, attributes `@_name`, text beside them `#text`, repeated elements as arrays.
import { SaxesParser } from 'saxes';
import type { JsonObject, JsonValue, SchemaNode } from '@lianshu/schemas';

interface Open {
  readonly node: SchemaNode | undefined;
  readonly content: JsonObject;
  text: string;
}

const MAX_DEPTH = 100;

/** The content of the root element. The five predefined entities and numeric references are decoded, none other exists.
 *  `schema`: a property of `type: array` is an array even when the element comes once. Throws XmlError on malformed text. */
export function xmlToObject(text: string, schema?: SchemaNode): JsonObject {
  const parser = new SaxesParser({ xmlns: false, position: true });
  const stack: Open[] = [];
  let root: JsonObject = {};
  parser.on('error', (error) => {
    throw new XmlError(error.message);
  });
  parser.on('doctype', () => {
    throw new XmlError('DOCTYPE is not accepted');
  });
  parser.on('opentag', (tag) => {
    if (stack.length >= MAX_DEPTH) throw new XmlError(`more than ${MAX_DEPTH} levels`);
    const parent = stack.at(-1);
    const content = emptyObject();
    for (const [name, value] of Object.entries(tag.attributes)) content[`@_${name}`] = value;
    stack.push({ node: parent ? childNode(parent.node, tag.name) : schema, content, text: '' });
  });
  const addText = (part: string): void => {
    const open = stack.at(-1);
    if (open) open.text += part;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', (tag) => {
    const closed = stack.pop();
    if (!closed) return;
    const parent = stack.at(-1);
    if (parent) put(parent, tag.name, valueOf(closed));
    else root = rootOf(closed);
  });
  parser.write(text).close();
  return root;
}

export class XmlError extends Error {
  override readonly name = 'XmlError';
}

/** No prototype on the way in, so that an element named `__proto__` is data like any other. */
function emptyObject(): JsonObject {
  return Object.create(null) as JsonObject;
}

function valueOf(open: Open): JsonValue {
  const hasMembers = Object.keys(open.content).length > 0;
  if (!hasMembers) return open.text;
  if (open.text.trim() !== '') open.content['#text'] = open.text;
  return open.content;
}

function rootOf(open: Open): JsonObject {
  const value = valueOf(open);
  return typeof value === 'string' ? (value.trim() === '' ? emptyObject() : Object.assign(emptyObject(), { '#text': value })) : (value as JsonObject);
}

function put(parent: Open, name: string, value: JsonValue): void {
  const present = parent.content[name];
  if (Array.isArray(present)) present.push(value);
  else if (present !== undefined) parent.content[name] = [present, value];
  else parent.content[name] = isArrayNode(property(parent.node, name)) ? [value] : value;
}

function property(node: SchemaNode | undefined, name: string): SchemaNode | undefined {
  const properties = node?.properties;
  return properties && Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function childNode(node: SchemaNode | undefined, name: string): SchemaNode | undefined {
  const child = property(node, name);
  return isArrayNode(child) ? child?.items : child;
}

function isArrayNode(node: SchemaNode | undefined): boolean {
  return Array.isArray(node?.type) ? node.type.includes('array') : node?.type === 'array';
}
