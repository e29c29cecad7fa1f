// Proves days and instants of RFC 3339 against the calendar of the runtime.
import fc from 'fast-check';
import { isDate, isDateTime } from '..';

describe('days and instants', () => {
  it('accept every day of the calendar and no other', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 9999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 32 }), (year, month, day) => {
        const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const parsed = new Date(Date.UTC(year, month - 1, day));
        const real = month >= 1 && parsed.getUTCMonth() === month - 1 && parsed.getUTCDate() === day && parsed.getUTCFullYear() === year;
        return isDate(text) === real && isDateTime(`${text}T00:00:00Z`) === real;
      }),
    );
  });

  it.each(['2022-02-28T08:55:00+08:00', '2022-02-28T08:55:00.123456Z', '2022-02-28t08:55:00z', '1998-12-31T23:59:60Z', '1998-12-31T15:59:60-08:00', '2024-02-29T00:00:00-00:00'])('accept %s', (text) =>
    expect(isDateTime(text)).toBe(true),
  );

  it.each([
    '2022-02-28 08:55:00+08:00', '2022-02-28T08:55:00', '2022-02-28T24:00:00Z', '2022-02-28T08:60:00Z', '2022-02-28T08:55:61Z', '2022-02-28T08:55:60Z', '1998-12-31T23:59:60-08:00', '2022-02-28T08:55:00+24:00',
    '2022-02-28T08:55:00+08:60', '2022-02-28T08:55+08:00', '2022-02-28T08:55:00.Z', '2022-02-28T08:55:00+0800', '', `2022-02-28T08:55:00.${'1'.repeat(60)}Z`,
  ])('refuse %s', (text) => expect(isDateTime(text)).toBe(false));
});
