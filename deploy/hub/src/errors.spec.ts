// Proves that docs/errors.md says of the hub's faults what the table says.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ErrorSpec } from '@lianshu/schemas';
import { HUB_ERRORS } from './errors';

const rows = Object.entries(HUB_ERRORS as Readonly<Record<string, ErrorSpec>>);
const page = readFileSync(resolve(__dirname, '../../../docs/errors.md'), 'utf8');
const section = page.split(/^## /m).find((part) => part.startsWith('hub\n')) ?? '';

describe('the documented faults of the hub', () => {
  it('are the codes and messages of the table', () => {
    const documented = section.split('\n').filter((line) => /^\| [A-Z_]+ \|/.test(line));
    expect(documented).toEqual(rows.map(([code, { retriable, message }]) => `| ${code} | ${retriable ? 'yes' : 'no'} | ${message.en} | ${message.zh} |`.replaceAll('\n', ' ')));
  });

  it('have the same placeholders in both languages', () => {
    const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
    for (const [code, { message }] of rows) expect([code, holes(message.zh)]).toEqual([code, holes(message.en)]);
  });
});
