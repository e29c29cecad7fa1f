// Proves the identifiers of persons, vehicles, places, projects, permits and certificates on known examples and on their laws.
import fc from 'fast-check';
import {
  certNoParts, checkCertNo, checkDivisionCode, checkPermitNo, checkPlate, checkProjectCode, checkResidentId, isDivisionCode, isNationalProjectNumber, isPermitNo, isPlate,
  isProjectCode, isResidentId, permitNoParts, plateKind, projectCodeParts, residentIdCheckCharacter,
} from '.';

describe('resident identity number', () => {
  it.each(['11010519491231002X', '440524188001010014', '330203199001010014'])('accepts the example %s', (id) => {
    expect(checkResidentId(id)).toEqual({ valid: true, normalised: id, warnings: [] });
  });

  it('makes 15 digits into 18 and says so', () => {
    expect(checkResidentId('110105491231002')).toMatchObject({ valid: true, normalised: '11010519491231002X', warnings: [{ code: 'RESIDENT_ID_15' }] });
    expect(isResidentId('110105491231002')).toBe(false);
  });

  it('refuses every number with one digit changed', () => {
    const body = fc.tuple(fc.date({ min: new Date('1900-01-01'), max: new Date('2020-01-01'), noInvalidDate: true }), fc.stringMatching(/^\d{3}$/));
    fc.assert(
      fc.property(body, fc.nat(16), fc.integer({ min: 1, max: 9 }), ([day, serial], at, step) => {
        const digits = `330203${day.toISOString().slice(0, 10).replace(/-/g, '')}${serial}`;
        const id = digits + residentIdCheckCharacter(digits);
        const changed = id.slice(0, at) + String((Number(id[at]) + step) % 10) + id.slice(at + 1);
        return isResidentId(id) && !isResidentId(changed);
      }),
    );
  });

  it('never repeats the number in its reason', () => {
    for (const id of ['110105194912310021', '110105194913310021', '99', '000105194912310021']) expect(JSON.stringify(checkResidentId(id).reason)).not.toContain(id);
    expect(checkResidentId('110105194913310021').reason?.got).toBe('no such day');
  });
});

describe('plate', () => {
  it.each([
    ['浙B·12345', '浙B12345'], ['浙 b 12345', '浙B12345'], ['浙Ｂ１２３４５', '浙B12345'], ['浙B1O3I5', '浙B10315'], ['浙B1234挂', '浙B1234挂'],
    ['浙BD12345', '浙BD12345'], ['浙B12345D', '浙B12345D'], ['京A12345', '京A12345'],
  ])('reads %s as %s', (text, plate) => {
    expect(checkPlate(text)).toMatchObject({ valid: true, normalised: plate });
    expect(isPlate(plate)).toBe(true);
  });

  it('tells the new-energy kinds', () => {
    expect([plateKind('浙BD12345'), plateKind('浙B12345D'), plateKind('浙B12345'), plateKind('浙B123')]).toEqual(['newEnergySmall', 'newEnergyLarge', 'ordinary', undefined]);
  });

  it.each(['B12345', '浙12345', '浙B1234', '浙BZ12345', '浙B1234O', '浙B123456'])('does not accept %s as a normal form', (text) => expect(isPlate(text)).toBe(false));

  it('warns when it corrected a letter, and is stable on its own result', () => {
    expect(checkPlate('浙B1O345').warnings).toMatchObject([{ code: 'PLATE_LETTER_CORRECTED' }]);
    fc.assert(fc.property(fc.string(), (text) => checkPlate(checkPlate(text).normalised).normalised === checkPlate(text).normalised));
  });
});

describe('division code', () => {
  it.each([['330204', '330212'], ['330283', '330213'], ['330322', '330305'], ['110103', '110101'], ['110104', '110102'], ['110228', '110118'], ['110229', '110119'], ['520114', '520111']])(
    'maps the retired %s to %s',
    (retired, current) => expect(checkDivisionCode(retired)).toMatchObject({ valid: true, normalised: current, warnings: [{ code: 'DIVISION_RETIRED' }] }),
  );

  it('accepts by structure, and by a list where one is given', () => {
    expect(isDivisionCode('330371')).toBe(true);
    expect(isDivisionCode('990101')).toBe(false);
    expect(checkDivisionCode('330371', new Set(['330302']))).toMatchObject({ valid: false, reason: { code: 'FORMAT_DIVISION_CODE' } });
    expect(checkDivisionCode('330204', new Set(['330212'])).valid).toBe(true);
    expect(checkDivisionCode('3302').reason?.got).toBe('string of 4 characters');
  });
});

describe('project, permit and certificate numbers', () => {
  it('reads the project code of the worked chain and adds missing hyphens', () => {
    expect(isProjectCode('2104-330212-04-01-123456')).toBe(true);
    expect(checkProjectCode('21043302120401123456').normalised).toBe('2104-330212-04-01-123456');
    expect(checkProjectCode('２１０４－330212—04–01-123456').normalised).toBe('2104-330212-04-01-123456');
    expect(projectCodeParts('2104-330212-04-01-123456')).toEqual({ time: '2104', region: '330212', department: '04', type: '01', serial: '123456' });
    expect(checkProjectCode('3302122105180101').reason).toMatchObject({ code: 'FORMAT_PROJECT_CODE', got: 'string of 16 characters' });
  });

  it('accepts both forms of permit number and refuses a day that does not exist', () => {
    expect(permitNoParts('330212202105180101')).toEqual({ form: 'classic', region: '330212', day: '20210518', serial: '01', category: '01' });
    expect(permitNoParts('3302122105180101-SX-001')).toEqual({ form: 'national', region: '330212', day: '20210518', category: '01', serial: '001' });
    expect(checkPermitNo('3302122105180101-sx-001')).toMatchObject({ valid: true, normalised: '3302122105180101-SX-001' });
    expect(isPermitNo('330212202102300101')).toBe(false);
    expect(checkPermitNo('330212202102300101').reason?.got).toContain('does not exist');
    expect([isNationalProjectNumber('3302122105180101'), isNationalProjectNumber('3302122113180101')]).toEqual([true, false]);
  });

  it('takes a certificate number apart', () => {
    expect(certNoParts('33021200720220228000137')).toEqual({ division: '330212', plantNo: '007', day: '20220228', serial: '000137' });
    expect(checkCertNo('33021200720220230000137').valid).toBe(false);
    expect(checkCertNo('330212-007-20220228-000137').normalised).toBe('33021200720220228000137');
  });
});
