// YAML with line numbers: a definition file as plain data, and the line of any place in it.
import { isScalar, LineCounter, parseDocument, visit, type Document } from 'yaml';
import { mappingError } from './errors';

export interface YamlDocument {
  readonly file: string;
  readonly data: unknown;
  /** Line of the place at `path`, or of the nearest place above it that exists. */
  lineOf(path: readonly (string | number)[]): number;
}

const MAX_BYTES = 1_000_000;

/** Parses one document. Throws MAPPING_YAML: syntax, a repeated key, an alias bomb, a file past 1 MB, an integer that loses digits. */
export function readYaml(text: string, file: string): YamlDocument {
  if (text.length > MAX_BYTES) throw mappingError('MAPPING_YAML', { file, line: 1, problem: `the file is larger than ${MAX_BYTES} bytes` });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, strict: true, merge: false });
  const broken = document.errors[0];
  if (broken) throw mappingError('MAPPING_YAML', { file, line: lines.linePos(broken.pos[0]).line, problem: broken.message.split('\n')[0] });
  refuseLossyNumbers(document, file, lines);
  return { file, data: toData(document, file), lineOf: (path) => lineIn(document, lines, path) };
}

function toData(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 50 });
  } catch (error) {
    throw mappingError('MAPPING_YAML', { file, line: 1, problem: error instanceof Error ? error.message : String(error) }, error);
  }
}

/** 33021200720220228000137 without quotes would silently become another number. */
function refuseLossyNumbers(document: Document, file: string, lines: LineCounter): void {
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value !== 'number' || node.source === undefined || !/^[-+]?\d+$/.test(node.source) || Number.isSafeInteger(node.value)) return;
      const line = lines.linePos(node.range?.[0] ?? 0).line;
      throw mappingError('MAPPING_YAML', { file, line, problem: `the number ${node.source} is too long to be a number: put it in quotes` });
    },
  });
}

function lineIn(document: Document, lines: LineCounter, path: readonly (string | number)[]): number {
  for (let length = path.length; length > 0; length--) {
    const node: unknown = document.getIn(path.slice(0, length), true);
    const range = rangeOf(node);
    if (range !== undefined) return lines.linePos(range).line;
  }
  return lines.linePos(rangeOf(document.contents) ?? 0).line;
}

function rangeOf(node: unknown): number | undefined {
  if (isScalar(node)) return node.range?.[0];
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return undefined;
  return typeof node.range[0] === 'number' ? node.range[0] : undefined;
}
