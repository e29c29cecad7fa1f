// Proves that docs/errors.md says of the store's faults and persist reasons what the tables say.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ErrorSpec } from '@lianshu/schemas';
import { API_ERROR_ROWS } from './api/error-rows';
import { GATEWAY_ERRORS } from './errors';
import { PERSIST_REASONS } from './store/persist-prepare';

const page = readFileSync(resolve(__dirname, '../../docs/errors.md'), 'utf8');
const section = page.split(/^## /m).find((part) => part.startsWith('gateway: store and feed definitions\n')) ?? '';
const documented = section.split('\n').filter((line) => /^\| [A-Z]/.test(line)).map((line) => line.slice(2, -2).split(' | '));

describe('the documented faults of the store', () => {
  it('are the codes, status and messages of the tables', () => {
    const own = Object.entries(GATEWAY_ERRORS as Readonly<Record<string, ErrorSpec>>).filter(([code]) => !(code in API_ERROR_ROWS));
    const faults = own.map(([code, { status, retriable, message }]) => [code, String(status ?? 500), retriable ? 'yes' : 'no', message.en, message.zh]);
    const reasons = Object.entries(PERSIST_REASONS).map(([code, { en, zh }]) => [code, en, zh]);
    expect(documented).toEqual([...faults, ...reasons]);
  });
});
