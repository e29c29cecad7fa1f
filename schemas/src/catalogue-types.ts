// What a catalogue entry is. One JSON Schema file per version; from it come validator, types, table, GraphQL and docs.

export type JsonValue = null | boolean | number | string | JsonValue[] | { [name: string]: JsonValue };
export type JsonObject = { [name: string]: JsonValue };

export type Level = 'L1' | 'L2' | 'L3' | 'L4';

/** Link to another dataset. The target rows are those whose `to` equals this field's value, and whose
 *  fields named in `with` equal this record's own fields. If `to` + `with` cover the target's key, the link is to one record. */
export interface RefSpec {
  readonly dataset: string;
  /** Target field; the target's only key field by default. */
  readonly to?: string;
  readonly with?: Readonly<Record<string, string>>;
  /** GraphQL name of the link on this side, e.g. `plant`. */
  readonly as: string;
  /** GraphQL name of the list on the target's side, e.g. `certificates`. */
  readonly reverse: string;
}

/** A JSON Schema 2020-12 node with the catalogue's annotations. */
export interface SchemaNode {
  readonly $id?: string;
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
  readonly required?: readonly string[];
  readonly enum?: readonly JsonValue[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly title?: string;
  readonly 'x-key'?: readonly string[];
  readonly 'x-version-field'?: string;
  readonly 'x-ref'?: RefSpec;
  readonly 'x-level'?: Level;
  readonly 'x-personal'?: 'name' | 'idNo' | 'phone' | 'plate' | 'account' | 'text';
  readonly 'x-unit'?: string;
  /** Decimal places of a number; columns become DECIMAL(p,s). */
  readonly 'x-scale'?: number;
  readonly 'x-precision'?: number;
  readonly 'x-codes'?: string;
  readonly 'x-title-zh'?: string;
  readonly 'x-title-en'?: string;
  readonly [keyword: string]: unknown;
}

export interface CatalogueEntry {
  /** `urn:lianshu:canonical:<dataset>:<version>` or `urn:lianshu:source:<department>:<record>:<version>`. */
  readonly id: string;
  readonly kind: 'canonical' | 'source';
  /** Dataset name (canonical) or `<department>.<record>` (source). */
  readonly name: string;
  readonly version: number;
  readonly schema: SchemaNode;
  readonly key: readonly string[];
  readonly file?: string;
}

export interface CodeSet {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  /** `aliases` are native spellings that mean the same code; `successor` maps a retired code forward. */
  readonly codes: readonly { code: string; zh: string; en: string; aliases?: readonly string[]; successor?: string }[];
}

export interface Catalogue {
  /** Newest version by default. Throws CATALOGUE_UNKNOWN. */
  canonical(dataset: string, version?: number): CatalogueEntry;
  source(department: string, record: string, version?: number): CatalogueEntry;
  byId(id: string): CatalogueEntry;
  has(id: string): boolean;
  datasets(): readonly CatalogueEntry[];
  sources(): readonly CatalogueEntry[];
  codeSet(id: string): CodeSet;
  codeSets(): readonly CodeSet[];
}
