// docs/threats.md cannot name a test that does not exist.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const root = resolve(__dirname, '../..');
const rows = readFileSync(resolve(root, 'docs/threats.md'), 'utf8').split('\n').filter((line) => /^\| (?!id |---)/.test(line)).map((line) => line.slice(2, -2).split(' | '));

describe('the threats page', () => {
  it('covers the attacks that reach this version', () => {
    const ids = new Set(rows.map(([id]) => id));
    for (const id of ['A1', 'A2', 'A3', 'A4', 'A5', 'A6', 'A7', 'A10', 'A11', 'A12', 'A13', 'A14', 'A15', 'A16', 'A17']) expect(ids).toContain(id);
  });

  it.each(rows.map((row) => [row[0], row[3]]))('names a test that exists: %s %s', (_id, place = '') => {
    const [, file = '', title = ''] = /^(\S+\.(?:spec|contract|e2e)\.ts): (.+)$/.exec(place) ?? [];
    expect(existsSync(resolve(root, file)) && file !== '').toBe(true);
    const source = readFileSync(resolve(root, file), 'utf8').replace(/\\'/g, "'");
    const quoted = ["'", '"', '`'].map((quote) => `${quote}${title}${quote}`);
    expect(quoted.some((text) => source.includes(text))).toBe(true);
  });
});
