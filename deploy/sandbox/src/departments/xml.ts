// Writing XML as the departments do: elements only, lists as repeated elements, blanks left out.
import type { Json, JsonRecord } from '../city/emission';

export function element(name: string, value: Json): string {
  if (value === null || value === '') return '';
  if (Array.isArray(value)) return value.map((one) => element(name, one)).join('');
  if (typeof value === 'object') return `<${name}>${elements(value)}</${name}>`;
  return `<${name}>${escape(String(value))}</${name}>`;
}

function elements(record: JsonRecord): string {
  let text = '';
  for (const name in record) text += element(name, record[name] ?? '');
  return text;
}

function escape(text: string): string {
  return text.replace(/[&<>]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : '&gt;'));
}
