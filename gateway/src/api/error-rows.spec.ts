// Proves that docs/errors.md says of the API's refusals what the table says.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GATEWAY_ERRORS } from '../errors';
import { API_ERROR_ROWS, type ApiErrorSpec } from './error-rows';

const page = readFileSync(resolve(__dirname, '../../../docs/errors.md'), 'utf8');
const section = page.split(/^#{2,3} /m).find((part) => part.startsWith('gateway: access, requests, limits, feeds\n')) ?? '';
const documented = section.split('\n').filter((line) => /^\| [A-Z]/.test(line)).map((line) => line.slice(2, -2).split(' | '));
const rows = Object.entries(API_ERROR_ROWS as Readonly<Record<string, ApiErrorSpec>>);

describe('the documented refusals of the API', () => {
  it('are the codes, status, messages and next steps of the table', () => {
    expect(documented).toEqual(rows.map(([code, { status, message, next }]) => [code, String(status), message.en, next.en]));
  });

  it('stand in the table of the package, each in both languages', () => {
    for (const [code, { message, next }] of rows) {
      expect(GATEWAY_ERRORS).toHaveProperty(code);
      for (const text of [message.zh, next.zh]) expect(text).toMatch(/[一-鿿]|^\{problem\}$/);
    }
  });
});
