// What a catalogue is made of before it is verified, and what may be wrong with it.
import type { CatalogueEntry, SchemaNode } from '../catalogue-types';
import type { Bilingual } from '../reason';
import { parseEntryId } from './entry-id';

/** A schema to take into a catalogue; `text` (the file's own text) lets problems name their line. */
export interface CatalogueDefinition {
  readonly schema: SchemaNode;
  readonly file?: string;
  readonly text?: string;
}

/** One thing wrong in a catalogue file. `pointer` leads into that file. */
export interface CatalogueProblem {
  readonly file: string;
  readonly pointer: string;
  readonly line?: number;
  /** What is wrong and what to do. */
  readonly problem: Bilingual;
}

/** What the checks say before file and line are added. */
export interface Finding {
  readonly pointer: string;
  readonly problem: Bilingual;
}

export function finding(pointer: string, en: string, zh: string): Finding {
  return { pointer, problem: { en, zh } };
}

/** Undefined when the schema's `$id` is none of the catalogue's. */
export function entryOf(definition: CatalogueDefinition): CatalogueEntry | undefined {
  const id = definition.schema.$id;
  const parsed = typeof id === 'string' ? parseEntryId(id) : undefined;
  if (!id || !parsed) return undefined;
  const key = definition.schema['x-key'];
  return { id, ...parsed, schema: definition.schema, key: Array.isArray(key) ? key : [], file: definition.file };
}
