// One page's bytes to its elements: pure. A page that cannot be split says why.
import type { Reason } from '@lianshu/schemas';
import { readReason } from '../read-reasons';
import type { Element } from '../record';
import { memberScalar, splitItems } from '../split/json-split';
import { fieldOfXml } from '../split/xml-field';
import { createXmlSplitter } from '../split/xml-split';
import { decodeText } from '../text-encoding';
import type { RestSourceOptions } from './rest-options';

export type SplitPage = { readonly ok: true; readonly elements: readonly Element[]; readonly text: string } | { readonly ok: false; readonly reason: Reason };

/** `place` names the page in the key of what has none. */
export function splitPage(body: Buffer, options: RestSourceOptions, place: string): SplitPage {
  const text = decodeText(body, options.encoding);
  if (text === undefined) return { ok: false, reason: readReason('READ_ENCODING', options.encoding, 'other bytes') };
  return options.format === 'json' ? splitJson(text, options.items, place) : splitXml(text, options.element ?? '', place, options.maxBytes);
}

function splitJson(text: string, path: string, place: string): SplitPage {
  try {
    JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, reason: readReason('READ_MALFORMED', 'JSON', text.trim() === '' ? 'nothing' : 'broken JSON') };
    throw error;
  }
  const items = splitItems(text, path);
  if (!items) return { ok: false, reason: readReason('READ_MALFORMED', `an array at ${path || 'the root'}`, 'no array') };
  return { ok: true, text, elements: items.map((item, index) => jsonElement(item, `${place}#${index + 1}`)) };
}

function splitXml(text: string, element: string, place: string, limit: number): SplitPage {
  const splitter = createXmlSplitter(element, limit);
  const items = [...splitter.write(text), ...splitter.end()];
  const reason = splitter.failure();
  if (reason) return { ok: false, reason };
  return { ok: true, text, elements: items.map((item, index) => xmlElement(item, `${place}#${index + 1}`)) };
}

export function jsonElement(text: string, place: string): Element {
  return { value: Buffer.from(text), place, field: (path) => memberScalar(text, path) };
}

export function xmlElement(text: string, place: string): Element {
  return { value: Buffer.from(text), place, field: fieldOfXml(text) };
}
