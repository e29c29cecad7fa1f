// What a command prints: aligned tables or JSON on standard output; errors with code and what to do on standard error.
import { HubError } from '@lianshu/schemas';

export interface Output {
  table(rows: readonly Readonly<Record<string, string | number | null>>[]): void;
  json(value: unknown): void;
  line(text: string): void;
}

export function createOutput(write: (text: string) => void): Output {
  return {
    line: (text) => write(`${text}\n`),
    json: (value) => write(`${JSON.stringify(value, null, 2)}\n`),
    table(rows) {
      const [first] = rows;
      if (!first) return write('(none)\n');
      const columns = Object.keys(first);
      const cells = [columns, ...rows.map((row) => columns.map((column) => String(row[column] ?? '')))];
      const widths = columns.map((_, index) => Math.max(...cells.map((line) => widthOf(line[index] ?? ''))));
      for (const line of cells) write(`${line.map((cell, index) => pad(cell, widths[index] ?? 0)).join('  ').trimEnd()}\n`);
    },
  };
}

/** Exit codes: 1 a refusal or fault that the message explains; 2 an unexpected error. */
export function reportError(error: unknown, write: (text: string) => void): number {
  if (error instanceof HubError) {
    write(`${error.code}: ${error.message}\n${error.zh}\n`);
    return 1;
  }
  write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  return 2;
}

/** Chinese characters take two columns. */
function widthOf(text: string): number {
  let width = 0;
  for (const sign of text) width += /[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹯＀-｠￠-￦]/.test(sign) ? 2 : 1;
  return width;
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}
