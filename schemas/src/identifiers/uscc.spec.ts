// Proves the code of GB 32100 against public vectors, the standard's example and its algebra.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { checkOrganisationCode, checkUscc, isUscc, organisationCheckCharacter, USCC_SYMBOLS, usccCheckCharacter } from '.';

const VECTORS = resolve(__dirname, '../../../../shared/data/uscc/vectors.json');
const body = fc
  .tuple(fc.constantFrom('1', '5', '9', 'N', 'Y'), fc.stringMatching(/^\d{7}$/), fc.string({ unit: fc.constantFrom(...USCC_SYMBOLS), minLength: 9, maxLength: 9 }))
  .map((parts) => parts.join(''));
const valid = body.map((text) => text + (usccCheckCharacter(text) ?? ''));

describe('unified social credit code', () => {
  it("accepts the standard's example without a warning", () => {
    expect(checkUscc('91350100M000100Y43')).toEqual({ valid: true, normalised: '91350100M000100Y43', warnings: [] });
    expect(organisationCheckCharacter('M000100Y')).toBe('4');
  });

  it.each(['91330203MA2F000127', '91330212MA2G00021Q', '91330302MA2H00030Y', '91110108MA01A0010B', '91520115MA6D00018X'])('accepts the sandbox code %s', (code) => {
    expect(checkUscc(code)).toMatchObject({ valid: true, warnings: [] });
  });

  it('accepts every code that is made by the rule', () => {
    fc.assert(fc.property(valid, (code) => isUscc(code) && checkUscc(code).valid));
  });

  it('refuses every code with one character changed', () => {
    fc.assert(
      fc.property(valid, fc.nat(17), fc.constantFrom(...USCC_SYMBOLS, 'I', 'O', '砼', ' '), (code, at, sign) => {
        const changed = code.slice(0, at) + sign + code.slice(at + 1);
        return changed === code || !checkUscc(changed).valid;
      }),
    );
  });

  it('normalises width, case and spaces', () => {
    expect(checkUscc(' ９１330212 ma2g00021q ')).toMatchObject({ valid: true, normalised: '91330212MA2G00021Q' });
    expect(isUscc('91330212ma2g00021q')).toBe(false);
  });

  it('takes a wrong organisation check as a warning and a wrong C18 as an error', () => {
    const code = `91330212MA2G00022${usccCheckCharacter('91330212MA2G00022') ?? ''}`;
    expect(checkUscc(code)).toMatchObject({ valid: true, warnings: [{ code: 'USCC_ORGANISATION_CHECK' }] });
    expect(checkUscc('91330212MA2G00021R')).toMatchObject({ valid: false, reason: { code: 'FORMAT_USCC', got: 'wrong check character' } });
  });

  it('says what is wrong without repeating the code', () => {
    expect(checkUscc('9133021').reason?.got).toBe('string of 7 characters');
    expect(checkUscc('91330212MA2G0002IQ').reason?.got).toBe('another character at position 17');
    expect(checkUscc('9A330212MA2G00021Q').reason?.got).toBe('a letter in the first eight characters');
  });
});

describe('organisation code', () => {
  it('checks nine characters with or without a hyphen', () => {
    expect(checkOrganisationCode('MA2G0002-1')).toMatchObject({ valid: true, normalised: 'MA2G00021' });
    expect(checkOrganisationCode('MA2G00022')).toMatchObject({ valid: false, reason: { code: 'FORMAT_ORGANISATION_CODE' } });
    expect(checkOrganisationCode('MA2G').valid).toBe(false);
  });
});

const present = existsSync(VECTORS);
(present ? describe : describe.skip)(present ? 'public vectors' : 'public vectors (skipped: ../shared/data/uscc is not beside this repository)', () => {
  it('agree with the check, every one', () => {
    const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as { value: string; valid: boolean }[];
    expect(vectors.length).toBeGreaterThan(50);
    expect(vectors.filter((vector) => checkUscc(vector.value).valid !== vector.valid)).toEqual([]);
  });
});
