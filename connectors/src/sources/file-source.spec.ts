import { mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { Workbook } from 'exceljs';
import iconv from 'iconv-lite';
import { compileOptions, type JsonObject } from '@lianshu/schemas';
import { fileSource } from './file-source';
import type { Page, Source } from './source';
import { describeSourceContract, drain, keysOf, recordsOf, testDeps, unreadableOf } from './source.contract';
import { zipOf } from './file/zip.fixture';

const options = compileOptions(fileSource.optionsSchema);
const folders: string[] = [];

function newFolder(files: Record<string, string | Buffer> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'lianshu-drop-'));
  folders.push(folder);
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  return folder;
}

function open(folder: string, more: JsonObject, deps = testDeps()): Source {
  return fileSource.create(options.parse({ folder, format: 'csv', ready: { by: 'rename' }, ...more }, 'file'), deps);
}

async function readAll(files: Record<string, string | Buffer>, more: JsonObject): Promise<{ pages: Page[]; folder: string }> {
  const folder = newFolder(files);
  return { folder, pages: await drain(open(folder, more), null) };
}

const at = (folder: string, sub: string): string[] => readdirSync(join(folder, sub)).map((name) => name.replace(/^[0-9a-f]{64}/, '<sha>'));

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

describeSourceContract('the file source', {
  async filled() {
    const folder = newFolder({ 'a.csv': 'id,v\n1,x\n2,y\n3,z\n', 'b.csv': 'id,v\n4,x\n5,y\n' });
    return {
      keys: ['1', '2', '3', '4', '5'],
      open: () => open(folder, { key: ['id'], pageSize: 2 }),
      async add() {
        await writeFile(join(folder, 'c.csv'), 'id,v\n6,x\n');
        return '6';
      },
      async addGarbage() {
        await writeFile(join(folder, 'c.csv'), 'id,v\n6,x,too many\n7,y\n');
        return '7';
      },
      close: async () => undefined,
    };
  },
  empty: async () => open(newFolder(), {}),
});

describe('the file source and CSV', () => {
  const civilDefence = '工程名称,工程代号,建筑面积\n某广场地下室,RF330212-0045,"3,256.5㎡"\n';

  it.each([
    ['GBK', iconv.encode(civilDefence, 'gbk'), 'gbk'], ['GB18030 by itself', iconv.encode(civilDefence, 'gb18030'), 'auto'],
    ['UTF-8', Buffer.from(civilDefence), 'auto'], ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${civilDefence}`), 'utf-8'],
  ])('reads %s into column → original text', async (_name, bytes, encoding) => {
    const { pages } = await readAll({ 'rf.csv': bytes }, { key: ['工程代号'], encoding });
    expect(recordsOf(pages)).toEqual(new Map([['RF330212-0045', '{"工程名称":"某广场地下室","工程代号":"RF330212-0045","建筑面积":"3,256.5㎡"}']]));
  });

  it('sends a file in a wrong encoding to the reject folder, with its bytes reported', async () => {
    for (const [encoding, bytes] of [['utf-8', iconv.encode(civilDefence, 'gbk')], ['gbk', Buffer.from([0x61, 0x0a, 0xff, 0xff, 0x0a])]] as const) {
      const { pages, folder } = await readAll({ 'rf.csv': bytes }, { encoding });
      expect(pages[0]?.unreadable[0]).toMatchObject({ key: 'rf.csv', value: bytes, reasons: [{ code: 'READ_ENCODING' }] });
      expect(at(folder, 'reject')).toEqual(['<sha>.rf.csv']);
    }
  });

  it('skips titles and totals, keeps repeats apart by row, and keeps multi-line cells whole', async () => {
    const text = '某市人防工程表\n制表：办公室,,\nname,area,\nA,"1\n2",\n\nA,"1\n2",\n合计,99,\n';
    const { pages } = await readAll({ 't.csv': text }, { headerRow: 3, skipRowsWhere: [{ column: 'name', startsWith: '合计' }] });
    expect(recordsOf(pages)).toEqual(new Map([['t.csv#4', '{"name":"A","area":"1\\n2"}'], ['t.csv#6', '{"name":"A","area":"1\\n2"}']]));
  });

  it('quarantines a row with too many or too few columns, or a broken quote, and reads on', async () => {
    const { pages, folder } = await readAll({ 'x.csv': 'a,b\n1,2,3\n4\n"5"x,6\n7,8\n9,"open\n10,11\n' }, { key: ['a'] });
    expect(unreadableOf(pages)).toEqual([
      { key: 'x.csv#2', code: 'READ_COLUMNS', text: '1,2,3' }, { key: 'x.csv#3', code: 'READ_COLUMNS', text: '4' },
      { key: 'x.csv#4', code: 'READ_MALFORMED', text: '"5"x,6' }, { key: 'x.csv#6', code: 'READ_MALFORMED', text: '9,"open' },
    ]);
    expect(keysOf(pages)).toEqual(['7', '10']);
    expect(at(folder, 'archive')).toEqual(['<sha>.x.csv']);
  });

  it('rejects a file without a usable header', async () => {
    const { pages, folder } = await readAll({ 'x.csv': 'a,a\n1,2\n' }, {});
    expect(unreadableOf(pages)).toMatchObject([{ code: 'READ_HEADER' }]);
    expect(at(folder, 'reject')).toHaveLength(1);
  });

  it('hands over a big file in pages, each with a place to resume', async () => {
    const rows = Array.from({ length: 5000 }, (_unused, index) => `${index},"text ${index}"`).join('\n');
    const { pages } = await readAll({ 'big.csv': `id,t\n${rows}` }, { key: ['id'] });
    expect(pages).toHaveLength(10);
    expect(keysOf(pages)).toHaveLength(5000);
    expect(pages[3]?.checkpoint).toMatchObject({ file: 'big.csv', row: 2001 });
  });
});

describe('the file source and whole files', () => {
  it('never reads a file that is still written', async () => {
    const folder = newFolder({ 'a.csv.part': 'id\n1\n', '.b.csv': 'id\n2\n', 'c.tmp': 'id\n3\n', 'd.csv': 'id\n4\n', 'd.csv.done': '', 'e.csv': 'id\n5' });
    expect(keysOf(await drain(open(folder, { key: ['id'], ready: { by: 'marker' } }), null))).toEqual(['4']);
    expect(readdirSync(folder).sort()).toEqual(['.b.csv', 'a.csv.part', 'archive', 'c.tmp', 'e.csv']);
  });

  it('waits until size and time are the same over two looks', async () => {
    const folder = newFolder({ 'a.csv': 'id\n1\n' });
    const deps = testDeps();
    let growing = true;
    const clock = { ...deps.clock, sleep: async () => (growing ? writeFile(join(folder, 'a.csv'), 'id\n1\n2\n') : undefined) };
    const source = open(folder, { key: ['id'], ready: { by: 'stable' } }, { ...deps, clock });
    expect(await drain(source, null)).toEqual([]);
    growing = false;
    expect(keysOf(await drain(source, null))).toEqual(['1', '2']);
  });

  it('starts a file over when it changed while it was read', async () => {
    const folder = newFolder({ 'a.csv': 'id\n1\n2\n3\n' });
    const run = (async () => {
      for await (const _page of open(folder, { key: ['id'], pageSize: 1 }).fetch(null, new AbortController().signal)) {
        writeFileSync(join(folder, 'a.csv'), 'id\n9\n8\n7\n6\n');
      }
    })();
    await expect(run).rejects.toMatchObject({ code: 'FILE_CHANGED', retriable: true });
    expect(keysOf(await drain(open(folder, { key: ['id'] }), null))).toEqual(['9', '8', '7', '6']);
  });

  it('reads the same file again harmlessly: same keys, one copy in the archive', async () => {
    const folder = newFolder({ 'a.csv': 'x\n1\n' });
    const first = await drain(open(folder, {}), null);
    writeFileSync(join(folder, 'a.csv'), 'x\n1\n');
    const second = await drain(open(folder, {}), null);
    expect(recordsOf(second)).toEqual(recordsOf(first));
    expect(at(folder, 'archive')).toEqual(['<sha>.a.csv']);
  });

  it('only moves a file whose last page was already safe when the process died', async () => {
    const folder = newFolder({ 'a.csv': 'x\n1\n' });
    let checkpoint: Page['checkpoint'] = null;
    for await (const page of open(folder, {}).fetch(null, new AbortController().signal)) checkpoint = page.checkpoint;
    expect(await drain(open(folder, {}), checkpoint)).toEqual([]);
    expect(at(folder, 'archive')).toEqual(['<sha>.a.csv']);
  });

  it('leaves a file that another connection reads too, and reads it again only when it changes', async () => {
    const folder = newFolder({ 'a.csv': 'id\n1\n' });
    const pages = await drain(open(folder, { key: ['id'], after: 'keep' }), null);
    const checkpoint = pages.at(-1)?.checkpoint ?? null;
    expect(await drain(open(folder, { key: ['id'], after: 'keep' }), checkpoint)).toEqual([]);
    writeFileSync(join(folder, 'a.csv'), 'id\n1\n2\n');
    utimesSync(join(folder, 'a.csv'), new Date(), new Date(Date.now() + 5000));
    expect(keysOf(await drain(open(folder, { key: ['id'], after: 'keep' }), checkpoint))).toEqual(['1', '2']);
  });

  it('refuses symbolic links, and says so', async () => {
    const folder = newFolder();
    const outside = newFolder({ 'secret.csv': 'id\n1\n' });
    symlinkSync(join(outside, 'secret.csv'), join(folder, 'a.csv'));
    const deps = testDeps();
    expect(await drain(open(folder, {}, deps), null)).toEqual([]);
    expect(deps.logged.join()).toContain('symbolic link');
  });

  it('says which folder is missing', async () => {
    await expect(drain(open('/does/not/exist', {}), null)).rejects.toMatchObject({ code: 'FOLDER_UNUSABLE', details: { folder: '/does/not/exist' } });
  });
});

describe('the file source and other formats', () => {
  it('splits XML in GB18030 and keeps what was whole before a break', async () => {
    const text = '<?xml version="1.0" encoding="GB18030"?><R><JCBG><BGBH>HNT-1</BGBH><JL>合格</JL></JCBG><JCBG><BGBH>HNT-2</BGBH></JCBG><JCBG><BGBH>HN';
    const { pages, folder } = await readAll({ 'l.xml': iconv.encode(text, 'gb18030') }, { format: 'xml', element: 'JCBG', key: ['BGBH'] });
    expect(recordsOf(pages).get('HNT-1')).toBe('<JCBG><BGBH>HNT-1</BGBH><JL>合格</JL></JCBG>');
    expect(keysOf(pages)).toEqual(['HNT-1', 'HNT-2']);
    expect(unreadableOf(pages)).toMatchObject([{ code: 'READ_MALFORMED', text: '<JCBG><BGBH>HN' }]);
    expect(at(folder, 'reject')).toEqual(['<sha>.l.xml']);
  });

  it('reads no external entity and expands none', async () => {
    const secret = join(newFolder({ secret: 'geheim' }), 'secret');
    const text = `<!DOCTYPE r [<!ENTITY x SYSTEM "file://${secret}">]><r><e><id>&x;</id></e></r>`;
    const { pages } = await readAll({ 'x.xml': text }, { format: 'xml', element: 'e', key: ['id'] });
    expect(unreadableOf(pages)).toMatchObject([{ code: 'READ_DOCTYPE' }]);
    expect(JSON.stringify(recordsOf(pages))).not.toContain('geheim');
  });

  it('keeps the digits of JSON lines and JSON arrays', async () => {
    const lines = await readAll({ 'a.jsonl': '{"id":1,"v":1.10}\n\nnot json\n{"id":2}' }, { format: 'jsonl', key: ['id'] });
    expect(recordsOf(lines.pages)).toEqual(new Map([['1', '{"id":1,"v":1.10}'], ['2', '{"id":2}']]));
    expect(unreadableOf(lines.pages)).toEqual([{ key: 'a.jsonl#3', code: 'READ_MALFORMED', text: 'not json' }]);
    const array = await readAll({ 'a.json': '{"d":[{"v":1.10}]}' }, { format: 'json', items: 'd' });
    expect(recordsOf(array.pages)).toEqual(new Map([['a.json#1', '{"v":1.10}']]));
  });

  it('reads XLSX with a merged title, merged cells, dates, formulas and a totals row', async () => {
    const book = new Workbook();
    const sheet = book.addWorksheet('工程');
    sheet.addRows([['某市工程表'], ['区县', '名称', '面积', '日期'], ['鄞州区', 'A', 3256.5, new Date(Date.UTC(2022, 1, 28))], [null, 'B', { formula: 'C3*2', result: 6513 }, '2022.02.28'], ['合计', '', 9769.5, '']]);
    sheet.mergeCells('A1:D1');
    sheet.mergeCells('A3:A4');
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const { pages } = await readAll({ 'w.xlsx': bytes }, { format: 'xlsx', headerRow: 2, skipRowsWhere: [{ column: '区县', equals: '合计' }] });
    expect([...recordsOf(pages).values()].map((text) => JSON.parse(text) as unknown)).toEqual([
      { 区县: '鄞州区', 名称: 'A', 面积: '3256.5', 日期: '2022-02-28' }, { 区县: '鄞州区', 名称: 'B', 面积: '6513', 日期: '2022.02.28' },
    ]);
  });

  it('rejects a workbook that is none', async () => {
    const { pages, folder } = await readAll({ 'w.xlsx': 'not a zip' }, { format: 'xlsx' });
    expect(unreadableOf(pages)).toEqual([{ key: 'w.xlsx', code: 'READ_ARCHIVE', text: 'not a zip' }]);
    expect(at(folder, 'reject')).toHaveLength(1);
  });
});

describe('the file source and zip archives', () => {
  it('reads the chosen entries, named in GBK, and resumes in the middle of one', async () => {
    const zip = zipOf([[iconv.encode('处罚.csv', 'gbk'), iconv.encode('编号,v\n甲,1\n乙,2\n', 'gb18030')], ['list.xml', '<x/>'], ['处罚2.csv', '编号,v\n丙,3\n']]);
    const folder = newFolder({ 'credit.zip': zip });
    const settings = { key: ['编号'], entries: '*.csv', pageSize: 1 };
    const pages: Page[] = [];
    for await (const page of open(folder, settings).fetch(null, new AbortController().signal)) {
      pages.push(page);
      if (pages.length === 2) break;
    }
    const rest = await drain(open(folder, settings), pages.at(-1)?.checkpoint ?? null);
    expect([...keysOf(pages), ...keysOf(rest)].sort()).toEqual(['丙', '乙', '甲'].sort());
    expect(at(folder, 'archive')).toEqual(['<sha>.credit.zip']);
    expect(await readFile(join(folder, 'archive', readdirSync(join(folder, 'archive'))[0] ?? ''))).toEqual(zip);
  });

  it.each([
    ['a bomb', zipOf([['a.csv', Buffer.alloc(30_000_000, 0x31)]])],
    ['a lie about its size', zipOf([['a.csv', Buffer.alloc(3_000_000, 0x31)]], { declaredSize: 10 })],
    ['a name that leaves the archive', zipOf([['../../etc/evil.csv', 'a\n1\n']])],
    ['an absolute name', zipOf([['/etc/evil.csv', 'a\n1\n']])],
    ['too many files', zipOf(Array.from({ length: 50 }, (_unused, index) => [`${index}.csv`, 'a\n1\n'] as [string, string]))],
    ['a cut end', zipOf([['a.csv', 'a\n1\n']]).subarray(0, 40)],
  ])('rejects %s', async (_name, zip) => {
    const { pages, folder } = await readAll({ 'z.zip': zip }, { zip: { maxEntries: 20, maxBytes: 20_000_000 } });
    expect(unreadableOf(pages)).toMatchObject([{ key: 'z.zip', code: 'READ_ARCHIVE' }]);
    expect(keysOf(pages)).toEqual([]);
    expect(at(folder, 'reject')).toEqual(['<sha>.z.zip']);
  });

  it('finds a growth bomb inside a workbook before it is opened', async () => {
    const { pages } = await readAll({ 'w.xlsx': zipOf([['xl/worksheets/sheet1.xml', Buffer.alloc(30_000_000, 0x20)]]) }, { format: 'xlsx' });
    expect(unreadableOf(pages)).toMatchObject([{ code: 'READ_ARCHIVE' }]);
    expect(deflateRawSync(Buffer.alloc(30_000_000, 0x20)).length).toBeLessThan(100_000);
  });
});
