// For specs: the documents of the small city.
import type { JsonObject } from '@lianshu/schemas';
import type { City } from './city';

export const SECRETS = ['330203197001011234', 'Zhang San', 'Li Si', '777.77', 'secret-recipe', '888888.88'];

/** Three plants, 30 certificates, 60 reports, five wage rows. */
export async function seedCity(city: City): Promise<void> {
  await city.put('plant', [1, 2, 3].map(plantAt));
  await city.put('cert', Array.from({ length: 30 }, (_, at) => certAt(at)));
  await city.put('report', Array.from({ length: 60 }, (_, at) => reportAt(at)));
  await city.put('wage', Array.from({ length: 5 }, (_, at) => ({ wageNo: `W${at}`, certNo: certNo(at), amount: 888888.88 })));
}

export const certNo = (at: number): string => `C${String(at).padStart(3, '0')}`;

function plantAt(at: number): JsonObject {
  return { uscc: `P${at}`, name: `Plant ${at}`, kind: at === 3 ? 'precast' : 'readyMix', lines: at, openedOn: `201${at}-05-01`, contactName: 'Li Si', profit: 777.77 };
}

export function certAt(at: number): JsonObject {
  return {
    certNo: certNo(at), plantUscc: `P${1 + (at % 3)}`, grade: at % 2 ? 'C30' : 'C40', volume: 8 + at / 4,
    issuedAt: `2022-02-${String(1 + (at % 28)).padStart(2, '0')}T08:55:00+08:00`, status: at % 5 ? 'issued' : 'accepted', defenceClass: '常6',
    reportNos: [`R${at * 2}`, `R${at * 2 + 1}`], materials: [{ material: 'cement', kg: 300.5, recipe: 'secret-recipe' }, { material: 'sand', kg: 700 }],
    driver: { ref: `D${at % 4}`, name: 'Zhang San' }, idNo: '330203197001011234', price: 777.77,
  };
}

function reportAt(at: number): JsonObject {
  return { reportNo: `R${at}`, certNo: certNo(Math.floor(at / 2)), ageDays: at % 2 ? 28 : 7, mpa: 30 + (at % 10), conclusion: at % 7 ? 'qualified' : 'unqualified' };
}
