// Records that must never enter the hub (command works of civil defence): found before anything of their page is published.
import type { JsonValue } from '@lianshu/schemas';
import { fail } from '../errors';
import { parseNative } from '../sources/parse-record';
import type { Page } from '../sources/source';
import type { SourceDefinition } from './connection';
import { formatOf } from './record-format';

/** Throws RECORD_FORBIDDEN, naming the connection, the field and the place of the record, never its content. */
export function refuseForbidden(definition: SourceDefinition, page: Page): void {
  const rules = definition.forbid ?? [];
  if (rules.length === 0) return;
  for (const [index, { value }] of page.records.entries()) refuse(definition, index + 1, (field) => textAt(value, field));
  for (const [index, { value }] of page.unreadable.entries()) refuse(definition, page.records.length + index + 1, () => value.toString('utf8'));
}

function refuse(definition: SourceDefinition, place: number, read: (field: string) => string): void {
  for (const { field, contains } of definition.forbid ?? []) {
    if (fold(read(field)).includes(fold(contains))) throw fail('RECORD_FORBIDDEN', { connection: definition.id, field, place });
  }
}

/** What cannot be parsed is searched whole: better stopped once too often. */
function textAt(value: Buffer, field: string): string {
  const parsed = parseNative(formatOf(value), value, {});
  if (!parsed.ok) return value.toString('utf8');
  let node: JsonValue | undefined = parsed.value;
  for (const name of field.split('.')) {
    if (typeof node !== 'object' || node === null || Array.isArray(node) || !Object.hasOwn(node, name)) return '';
    node = node[name];
  }
  return typeof node === 'string' ? node : JSON.stringify(node ?? '');
}

function fold(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '');
}
