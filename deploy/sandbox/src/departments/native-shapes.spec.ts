// The departments' pages say what the simulators write: every native field of every kind of record stands on its page.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { createCity } from '../city/city';
import { instant } from '../city/calendar';
import { csv } from './csv';
import { encode } from './drop-folder';
import { element } from './xml';

const PAGES = join(__dirname, '../../departments');
const pageOf = (record: string) => readFileSync(join(PAGES, record.split('.')[0] ?? '', 'README.md'), 'utf8');
const story = [...createCity({ seed: 2, start: '2022-02-21', live: '2022-04-04', historyShare: 0.02 }).advanceTo(instant('2022-03-25'))];

describe('native shapes', () => {
  it('are described field by field', () => {
    const unknown = new Set<string>();
    for (const { record, native } of story.filter((emission) => emission.record !== 'procurement.bid')) {
      const page = pageOf(record);
      for (const field of Object.keys(native)) {
        const described = page.includes(field) || /^(SN|FMH|KF|SHA|SHI|SHUI|WJJ)\d?_(LL|SJ)$/.test(field) || field === '$torn' || field.startsWith(record === 'credit.penalty' ? 'CF_' : '行政');
        if (!described) unknown.add(`${record} ${field}`);
      }
    }
    expect([...unknown]).toEqual([]);
  });

  it('hold text, integers named on the page, lists and elements, nothing else', () => {
    const kinds = new Map<string, Set<string>>();
    for (const { record, native } of story) for (const [field, value] of Object.entries(native)) if (typeof value === 'number') kinds.set(record, (kinds.get(record) ?? new Set()).add(field));
    const integers = new Set(['RowVer', 'bbh', 'BBH', 'ver', 'lon', 'lat']);
    expect([...kinds.values()].flatMap((fields) => [...fields]).filter((field) => !integers.has(field))).toEqual([]);
  });
});

describe('encodings', () => {
  it('give every text of the city back: GB18030 for all, GBK for plants and civil defence', () => {
    for (const { record, native } of story.slice(0, 4000)) {
      const text = JSON.stringify(native);
      expect(iconv.decode(encode(text, 'gb18030'), 'gb18030')).toBe(text);
      if (record === 'plant.batch' || record === 'civil-defence.works') expect(iconv.decode(encode(text, 'gbk'), 'gbk')).toBe(text);
    }
    for (const rare of ['砼', '甬', '堃喆镕㎡', '䶮³㎥ø']) expect(iconv.decode(encode(rare, 'gb18030'), 'gb18030')).toBe(rare);
    expect(encode('砼甬', 'gbk')).toEqual(Buffer.from('edc5f0ae', 'hex'));
    expect(encode('a', 'utf8-bom')).toEqual(Buffer.from([0xef, 0xbb, 0xbf, 0x61]));
  });

  it('quote CSV cells and escape XML text, and leave a torn row as it is', () => {
    expect(csv(['a', 'b', 'c'], [{ a: '1,5', b: 'x"y' }, { $torn: 'p,q,r' }])).toBe('a,b\r\n"1,5","x""y"\r\np,q,r\r\n');
    expect(element('A', { B: '<&>', C: ['1', '2'], D: '' })).toBe('<A><B>&lt;&amp;&gt;</B><C>1</C><C>2</C></A>');
  });
});
