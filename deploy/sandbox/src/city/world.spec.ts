// The small arithmetic that the city rests on, against the numbers of the standards.
import fc from 'fast-check';
import { isUscc, organisationCheck, residentId, uscc, usccCheck } from './identifiers';
import { kilometres, toGcj02 } from './geometry';
import { assess, groupValue, halfEven } from './days/strength';
import { excelSerial } from './kinds/others';
import { createHeap } from './heap';

describe('identifiers', () => {
  it('agree with the example of GB 32100 and the synthetic codes', () => {
    expect(usccCheck('91350100M000100Y4')).toBe('3');
    expect(organisationCheck('M000100Y')).toBe('4');
    for (const code of ['91330203MA2F000127', '91330212MA2G00021Q', '91330302MA2H00030Y', '91110108MA01A0010B']) expect(isUscc(code)).toBe(true);
    expect(isUscc('91330203MA2F000128')).toBe(false);
    expect(residentId('330203', '19900101', 1)).toBe('330203199001010014');
  });

  it('are valid for every serial', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 9999 }), (serial) => isUscc(uscc('91', '330212', 'MA2J', serial))));
  });
});

describe('strength', () => {
  it('takes mean, median or nothing by the spread of the three readings', () => {
    expect(groupValue([34.2, 36.1, 35])).toBe(35.1);
    expect(groupValue([28, 35, 36.2])).toBe(35);
    expect(groupValue([28, 35, 41.5])).toBeUndefined();
  });

  it('fails the edge case because of the floor of S', () => {
    expect(assess([33.4, 31.2, 34, 33.1, 32.6, 33.2, 31.8, 33.9, 32.3, 32.6, 33.5, 32.1], 30)).toMatchObject({ sd: 0.86, result: 'fail' });
    expect(assess([41, 39.6, 42.3, 38.8, 40.9, 41.7], 35)).toMatchObject({ method: 'nonStat', min: 38.8, result: 'pass' });
    expect([halfEven(2.25, 1), halfEven(2.35, 1), halfEven(33.6455, 1)]).toEqual([2.2, 2.4, 33.6]);
  });
});

describe('places and dates', () => {
  it('shift to GCJ-02 as published', () => {
    const shifted = toGcj02({ lng: 121.544, lat: 29.8683 });
    expect(shifted.lng).toBeCloseTo(121.548174, 6);
    expect(shifted.lat).toBeCloseTo(29.86573, 6);
    expect(kilometres({ lng: 121.544, lat: 29.8683 }, shifted) * 1000).toBeCloseTo(494, -1);
  });

  it('number days as a spreadsheet does', () => {
    expect(excelSerial('2022/02/28')).toBe(44620);
  });
});

describe('the heap', () => {
  it('gives back everything, sorted', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), (numbers) => {
        const heap = createHeap<number>((a, b) => a < b);
        numbers.forEach((number) => heap.push(number));
        const out = numbers.map(() => heap.pop());
        expect(out).toEqual([...numbers].sort((a, b) => a - b));
        expect(heap.pop()).toBeUndefined();
      }),
    );
  });
});
