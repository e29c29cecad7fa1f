// Proves the designation of GB/T 14902 and the everyday grade texts.
import fc from 'fast-check';
import { checkDesignation, checkStrengthGrade, isDesignation, isStrengthGrade, parseDesignation, parseGradeText, slumpClassOf } from '.';

describe('designation', () => {
  it('takes the ordinary one apart', () => {
    expect(parseDesignation('A-C30-180(S4)-GB/T 14902')).toEqual({
      kind: 'A', special: undefined, grade: 'C30', strengthMPa: 30, slumpMm: 180, slumpClass: 'S4', impermeability: undefined, frost: undefined, sulphate: undefined, resistance: [],
      standard: 'GB/T 14902',
    });
  });

  it('takes the special one apart', () => {
    expect(parseDesignation('B-LF-LC40-210(S4)-P8F250-GB/T 14902')).toMatchObject({ kind: 'B', special: 'LF', grade: 'LC40', slumpMm: 210, impermeability: 'P8', frost: 'F250' });
  });

  it('keeps chloride, carbonation and cracking grades', () => {
    expect(parseDesignation('A-C40-180(S4)-Q-Ⅲ(1000)-GB/T 14902')?.resistance).toEqual(['Q-Ⅲ(1000)']);
    expect(parseDesignation('A-C40-180(S4)-P8RCM-Ⅲ(3.0)-GB/T14902-2012')).toMatchObject({ impermeability: 'P8', resistance: ['RCM-Ⅲ(3.0)'], standard: 'GB/T14902-2012' });
  });

  it('restores what an NFKC fold did to Roman grades, and full-width signs', () => {
    expect(checkDesignation('A-C40-180(S4)-P8RCM-Ⅲ(3.0)-GB/T14902-2012'.normalize('NFKC')).normalised).toBe('A-C40-180(S4)-P8RCM-Ⅲ(3.0)-GB/T 14902-2012');
    expect(checkDesignation('Ａ－C30－180（S4）－GB/T 14902')).toMatchObject({ valid: true, normalised: 'A-C30-180(S4)-GB/T 14902' });
  });

  it('warns of a slump outside its class', () => {
    expect(checkDesignation('A-C30-180(S3)-GB/T 14902').warnings).toMatchObject([{ code: 'DESIGNATION_SLUMP_CLASS' }]);
    expect([10, 50, 100, 160, 220].map((mm) => slumpClassOf(mm, 'S'))).toEqual(['S1', 'S2', 'S3', 'S4', 'S5']);
    expect([340, 350, 420, 490, 560, 630].map((mm) => slumpClassOf(mm, 'F'))).toEqual(['F1', 'F2', 'F3', 'F4', 'F5', 'F6']);
  });

  it('refuses everyday text and text of any length quickly', () => {
    expect(checkDesignation('C30P6')).toMatchObject({ valid: false, reason: { code: 'FORMAT_DESIGNATION' } });
    expect(isDesignation(`A-C30-180(S4)${'-P8'.repeat(100_000)}!`)).toBe(false);
  });
});

describe('strength grade', () => {
  it('knows the grades in steps of five', () => {
    expect(['C10', 'C80', 'C100', 'LC40', 'M7.5'].every(isStrengthGrade)).toBe(true);
    expect(['C33', 'C5', 'C105', 'c30', 'C030', '30'].some(isStrengthGrade)).toBe(false);
    expect(checkStrengthGrade(' ｃ30 ').normalised).toBe('C30');
    expect(checkStrengthGrade('C30P6').reason?.code).toBe('FORMAT_STRENGTH_GRADE');
  });
});

describe('everyday grade text', () => {
  it.each([
    ['C30P6', { grade: 'C30', impermeability: 'P6', traits: [] }],
    ['C30 P6 泵送', { grade: 'C30', impermeability: 'P6', traits: ['pumped'] }],
    ['C35（抗渗P8）', { grade: 'C35', impermeability: 'P8' }],
    ['C35 P12', { grade: 'C35', impermeability: 'P12' }],
    ['细石C25', { grade: 'C25', traits: ['fineStone'] }],
    ['水下C30', { grade: 'C30', traits: ['underwater'] }],
    ['C9025W6F100', { grade: 'C25', strengthMPa: 25, ageDays: 90, impermeability: 'W6', frost: 'F100' }],
    ['C₉₀25W6F100', { grade: 'C25', ageDays: 90 }],
    ['C18015W4F50', { grade: 'C15', ageDays: 180, impermeability: 'W4', frost: 'F50' }],
    ['C25W4（二）', { grade: 'C25', impermeability: 'W4', gradation: 2 }],
    ['C20 三级配', { grade: 'C20', gradation: 3 }],
    ['C30非泵送', { grade: 'C30', traits: [] }],
    ['C100', { grade: 'C100', strengthMPa: 100 }],
    ['C30 100m3', { grade: 'C30' }],
    ['B-LF-LC40-210(S4)-P8F250-GB/T 14902', { grade: 'LC40', impermeability: 'P8', frost: 'F250' }],
  ])('reads %s', (text, parts) => expect(parseGradeText(text)).toMatchObject(parts));

  it.each(['', '商品混凝土', 'C33', 'C30/C35', 'P6'])('finds no single grade in "%s"', (text) => expect(parseGradeText(text)).toBeUndefined());

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom(...'CLMPWFD0123456789.（）()二 泵送级配₉') }), (text) => {
      const parts = parseGradeText(text);
      return parts === undefined || isStrengthGrade(parts.grade);
    }));
  });
});
