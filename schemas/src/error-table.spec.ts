// Proves that docs/errors.md says of this package what the tables say.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { EVENT_REASONS, READ_REASONS, RULE_REASONS, SCHEMAS_ERRORS, schemasError } from '.';

const page = readFileSync(resolve(__dirname, '../../docs/errors.md'), 'utf8');
const section = page.split(/^## /m).find((part) => part.startsWith('schemas\n')) ?? '';
const rows = section
  .split('\n')
  .filter((line) => /^\| [A-Z]/.test(line))
  .map((line) => line.slice(2, -2).split(' | '));

describe('the documented error codes of schemas', () => {
  it('are the codes, status and messages of the table', () => {
    const documented = rows.filter((row) => row.length === 4).map(([code, status, meaning, action]) => [code, Number(status), `${meaning} ${action}`]);
    expect(documented).toEqual(Object.entries(SCHEMAS_ERRORS).map(([code, spec]) => [code, spec.status, spec.message.en]));
  });

  it('are the reasons with their hints in both languages', () => {
    const documented = rows.filter((row) => row.length === 3);
    expect(documented).toEqual(Object.entries({ ...READ_REASONS, ...RULE_REASONS, ...EVENT_REASONS }).map(([code, hint]) => [code, hint.en, hint.zh]));
  });

  it('fill their placeholders in both languages', () => {
    const error = schemasError('CODE_SET_UNKNOWN', { id: 'material' });
    expect([error.message, error.zh]).toEqual([expect.stringContaining('codes/material.json'), expect.stringContaining('codes/material.json')]);
  });
});
