// CloudEvents 1.0.2 as the hub uses it: binary mode with few headers on raw topics, structured mode on canonical and feed topics.
import { hash } from 'node:crypto';
import type { JsonObject } from './catalogue-types';

/** (declared version field or 0, fetch instant in epoch ms): compared within one source, first part first. */
export interface SourceVersion {
  readonly declared: number;
  readonly fetchedAt: number;
}

/** A canonical or feed event, as it stands in a structured-mode message. Extension names are lower-case alphanumerics. */
export interface HubEvent {
  readonly specversion: '1.0';
  readonly id: string;
  /** Department + system, e.g. `/construction/materials-platform`. */
  readonly source: string;
  /** `lianshu.<dataset>.upsert` or `lianshu.<dataset>.void`. */
  readonly type: string;
  /** Business key: the key fields joined by `|`. */
  readonly subject: string;
  /** Fetch instant, RFC 3339. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  /** `<declared>.<fetchedAt>`. */
  readonly sourceversion: string;
  /** `<department>.<record>`. */
  readonly sourcerecord: string;
  readonly sourcekey: string;
  /** Mapping table and version, `<table>@<version>`. */
  readonly mapping: string;
  readonly traceparent?: string;
  readonly purpose?: string;
  /** Set on feed events: 1, 2, 3 … without a gap. */
  readonly sequence?: string;
  /** Set when the event comes of a replay: the quarantine item that it repairs. */
  readonly quarantineitem?: string;
  readonly data: JsonObject;
}

/** The few headers of a raw message. `ce_sourceversion` only where the source declares a version. */
export interface RawHeaders {
  readonly ce_specversion: '1.0';
  readonly ce_id: string;
  readonly ce_source: string;
  /** `lianshu.raw.<department>.<record>`. */
  readonly ce_type: string;
  readonly ce_sourceversion?: string;
  readonly ce_quarantineitem?: string;
}

export function formatVersion(version: SourceVersion): string {
  return `${version.declared}.${version.fetchedAt}`;
}

/** The declared part may have decimals of its own: the last dot divides. */
export function parseVersion(text: string): SourceVersion {
  const dot = text.lastIndexOf('.');
  return { declared: Number(text.slice(0, dot)), fetchedAt: Number(text.slice(dot + 1)) };
}

/** Negative when a is older than b. */
export function compareVersions(a: SourceVersion, b: SourceVersion): number {
  return a.declared - b.declared || a.fetchedAt - b.fetchedAt;
}

/** A stable id: 32 hex characters of SHA-256 over the parts, separated unambiguously. */
export function eventId(...parts: readonly (string | number)[]): string {
  let text = '';
  for (const part of parts) text += `${String(part).length}:${part};`;
  return hash('sha256', text, 'hex').slice(0, 32);
}

/** The business key of a document: key field values joined by `|`, with `\` and `|` escaped by `\`. */
export function businessKey(key: readonly string[], document: Readonly<Record<string, unknown>>): string {
  return key.map((field) => String(document[field]).replace(/[\\|]/g, '\\$&')).join('|');
}
