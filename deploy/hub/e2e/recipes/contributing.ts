// Reads a page of recipes: its numbered sections, each a list of steps in the order of the text. A block that is no step is refused.
export type Step =
  | { readonly kind: 'file'; readonly line: number; readonly path: string; readonly text: string }
  | { readonly kind: 'edit'; readonly line: number; readonly path: string; readonly before: string; readonly after: string }
  | { readonly kind: 'run'; readonly line: number; readonly mode: Mode; readonly script: string; readonly expected: string[] };

/** `once` in the first terminal; `again` until it prints what is expected; `hub` in the second terminal, left running. */
export type Mode = 'once' | 'again' | 'hub';

export interface Recipe {
  readonly title: string;
  readonly steps: readonly Step[];
}

export interface Page {
  /** What stands before the first section: done once. */
  readonly before: readonly Step[];
  /** Sections whose heading begins with a number. */
  readonly recipes: readonly Recipe[];
}

interface Block {
  readonly line: number;
  readonly info: string;
  readonly text: string;
  /** The nearest line above that is not blank. */
  readonly above: string;
}

/** Throws with the line of a block that cannot be followed. */
export function readPage(markdown: string): Page {
  const before: Step[] = [];
  const recipes: { title: string; steps: Step[] }[] = [];
  let steps = before;
  for (const part of partsOf(markdown)) {
    if ('heading' in part) {
      steps = [];
      if (/^\d+\. /.test(part.heading)) recipes.push({ title: part.heading, steps });
    } else {
      takeBlock(part, steps);
    }
  }
  return { before, recipes };
}

function* partsOf(markdown: string): Generator<Block | { readonly heading: string }> {
  const lines = markdown.split('\n');
  let above = '';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = /^```(.+)$/.exec(line)?.[1];
    if (fence !== undefined) {
      const end = lines.indexOf('```', at);
      if (end < 0) throw new Error(`line ${at + 1}: this block has no end`);
      yield { line: at + 1, info: fence, text: lines.slice(at + 1, end).join('\n'), above };
      at = end;
    } else if (line.startsWith('## ')) {
      yield { heading: line.slice(3) };
    }
    if (line.trim() !== '') above = line;
  }
}

const MODES: Readonly<Record<string, Mode>> = { sh: 'once', 'sh again': 'again', 'sh hub': 'hub' };

function takeBlock(block: Block, steps: Step[]): void {
  const { line, info, text } = block;
  const mode = MODES[info];
  if (mode) steps.push({ kind: 'run', line, mode, script: text, expected: [] });
  else if (info === 'text') takeOutput(block, steps.at(-1));
  else steps.push(fileStep(block));
}

function takeOutput({ line, text }: Block, after: Step | undefined): void {
  if (after?.kind !== 'run') throw new Error(`line ${line}: this output follows no command`);
  after.expected.push(...text.split('\n'));
}

function fileStep({ line, info, text, above }: Block): Step {
  const [, language = '', path = ''] = /^(\w+) file=(\S+)$/.exec(info) ?? [];
  if (path === '') throw new Error(`line ${line}: a block \`${info}\` is neither a file, nor a command, nor its output`);
  if (!above.startsWith(`\`${path}\``)) throw new Error(`line ${line}: the text above does not name ${path}, so a reader cannot know where this goes`);
  return language === 'diff' ? { kind: 'edit', line, path, ...sidesOf(text) } : { kind: 'file', line, path, text: `${text}\n` };
}

function sidesOf(diff: string): { before: string; after: string } {
  const side = (dropped: string): string => diff.split('\n').filter((line) => !line.startsWith(dropped)).map((line) => line.slice(1)).join('\n');
  return { before: side('+'), after: side('-') };
}

/** Expected lines that the output lacks. Runs of blanks count as one; `…` stands for anything within a line. */
export function missingFrom(output: string, expected: readonly string[]): string[] {
  const seen = squeeze(output);
  return expected.filter((line) => line.trim() !== '' && !new RegExp(squeeze(line).split('…').map(escape).join('.*')).test(seen));
}

function squeeze(text: string): string {
  return text.replace(/[^\S\n]+/g, ' ').trim();
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
