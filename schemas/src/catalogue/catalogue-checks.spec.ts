// Proves that a broken catalogue is refused with file, line, pointer and what to do, and that fields and links are derived rightly.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createCatalogue, fieldsOf, HubError, levelOf, linksOf, listFieldsOf, loadCatalogue, type CatalogueProblem, type CodeSet, type SchemaNode } from '..';

const titles = { 'x-title-zh': '题', 'x-title-en': 'Title' };
const text = (more: SchemaNode = {}): SchemaNode => ({ type: 'string', maxLength: 40, ...titles, ...more });
const dataset = (name: string, properties: Record<string, SchemaNode>, more: SchemaNode = {}): SchemaNode => ({
  $id: `urn:lianshu:canonical:${name}:1`, ...titles, type: 'object', additionalProperties: false, 'x-provider': ['plant'], 'x-consumers': [], 'x-cadence': 'event', 'x-share': 'conditional',
  'x-level': 'L2', 'x-key': ['no'], required: ['no'], properties: { no: text(), ...properties }, ...more,
});
const ref = (target: string, as: string, reverse: string, more = {}): SchemaNode => ({ 'x-ref': { dataset: target, as, reverse, ...more } });
const colours: CodeSet = { id: 'colour', titleZh: '颜色', titleEn: 'Colour', codes: [{ code: 'red', zh: '红', en: 'red' }] };

function problems(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (!(error instanceof HubError)) throw error;
    return (error.details['list'] as CatalogueProblem[]).map((one) => `${one.pointer}: ${one.problem.en}`);
  }
  return [];
}
const problemsOf = (...schemas: SchemaNode[]) => problems(() => createCatalogue(schemas.map((schema) => ({ schema })), [colours]));

describe('a catalogue from memory', () => {
  it('takes sound definitions and answers by name, version and id', () => {
    const catalogue = createCatalogue([{ schema: dataset('cert', {}) }, { schema: { ...dataset('cert', {}), $id: 'urn:lianshu:canonical:cert:10' } }, { schema: { ...dataset('cert', {}), $id: 'urn:lianshu:canonical:cert:2' } }]);
    expect([catalogue.canonical('cert').version, catalogue.canonical('cert', 2).version, catalogue.byId('urn:lianshu:canonical:cert:1').key]).toEqual([10, 2, ['no']]);
    expect(catalogue.datasets()).toHaveLength(1);
    expect(() => catalogue.canonical('trip')).toThrow(expect.objectContaining({ code: 'CATALOGUE_UNKNOWN', status: 404 }));
    expect(() => catalogue.codeSet('x')).toThrow(expect.objectContaining({ code: 'CODE_SET_UNKNOWN' }));
  });

  it.each<[string, SchemaNode, RegExp]>([
    ['an unknown keyword', dataset('a', { x: text({ maxLenght: 3 }) }), /^\/properties\/x\/maxLenght: .*not supported/],
    ['multipleOf', dataset('a', { x: { type: 'number', multipleOf: 0.01, 'x-scale': 2, 'x-precision': 5, ...titles } }), /multipleOf: .*x-scale/],
    ['$data', dataset('a', { x: { type: 'integer', maximum: { $data: '1/y' }, ...titles } }), /maximum: /],
    ['an unknown format', dataset('a', { x: text({ format: 'usc' }) }), /format usc is unknown/],
    ['an invalid type', dataset('a', { x: text({ type: 'text' }) }), /^\/properties\/x\/type/],
    ['an invalid annotation', dataset('a', { x: text({ 'x-level': 'L9' as 'L4' }) }), /^\/properties\/x\/x-level: .*L1, L2/],
    ['a key field that does not exist', dataset('a', {}, { 'x-key': ['nr'] }), /^\/x-key\/0: key field nr is not under properties/],
    ['a key field that is not required', dataset('a', {}, { required: [] }), /must stand in required/],
    ['a missing key', dataset('a', {}, { 'x-key': undefined }), /x-key/],
    ['a missing title', dataset('a', { x: { type: 'string', maxLength: 3 } }), /^\/properties\/x: x-title-zh/],
    ['an unbounded string', dataset('a', { x: { type: 'string', ...titles } }), /needs maxLength/],
    ['a number without scale', dataset('a', { x: { type: 'number', ...titles } }), /needs x-scale/],
    ['an open root', dataset('a', {}, { additionalProperties: true }), /additionalProperties: false/],
    ['an unknown code set', dataset('a', { x: text({ 'x-codes': 'size' }) }), /there is no code set size/],
    ['an enum outside its code set', dataset('a', { x: text({ enum: ['red', 'blue'], 'x-codes': 'colour' }) }), /^\/properties\/x\/enum: code set colour has no blue/],
    ['a look-behind', dataset('a', { x: text({ pattern: '(?<=a)b' }) }), /PATTERN|pattern .* is refused/i],
    ['a link to nowhere', dataset('a', { x: text(ref('b', 'b', 'as')) }), /there is no dataset b/],
    ['a link in $defs', dataset('a', {}, { $defs: { x: text(ref('a', 'b', 'as')) } }), /not in \$defs/],
    ['uniqueItems over objects', dataset('a', { x: { type: 'array', uniqueItems: true, items: { type: 'object' }, ...titles } }), /maxItems/],
    ['an $id of another scheme', { ...dataset('a', {}), $id: 'https://example.org/a' }, /^\/\$id/],
  ])('refuses %s', (_what, schema, expected) => {
    const found = problemsOf(schema);
    expect(found.length).toBeGreaterThan(0);
    expect(found.join('\n')).toMatch(new RegExp(expected.source, 'm'));
  });

  it('refuses links that miss their target or collide in name', () => {
    const plant = dataset('plant', {});
    expect(problemsOf(plant, dataset('a', { x: text(ref('plant', 'plant', 'as', { to: 'uscc' })) }))).toEqual([expect.stringContaining('plant has no field uscc')]);
    expect(problemsOf(plant, dataset('a', { x: text(ref('plant', 'plant', 'as', { with: { no: 'y' } })) }))).toEqual([expect.stringContaining('a has no field y')]);
    expect(problemsOf(plant, dataset('a', { x: text(ref('plant', 'no', 'as')) }))).toEqual([expect.stringContaining('the name no is taken in a')]);
    expect(problemsOf(plant, dataset('a', { x: text(ref('plant', 'x1', 'as')), y: text(ref('plant', 'y1', 'as')) }))).toHaveLength(2);
    expect(problemsOf(dataset('two', { b: text() }, { 'x-key': ['no', 'b'], required: ['no', 'b'] }), dataset('a', { x: text(ref('two', 'two', 'as')) }))).toEqual([expect.stringContaining('several key fields')]);
  });

  it('refuses the same id twice and code sets that contradict themselves', () => {
    expect(problemsOf(dataset('a', {}), dataset('a', {}))).toEqual([expect.stringContaining('twice')]);
    const bad: CodeSet = { ...colours, codes: [{ code: 'a', zh: '甲', en: 'a', aliases: ['x'] }, { code: 'b', zh: '乙', en: 'b', aliases: ['x'], successor: 'c' }] };
    expect(problems(() => createCatalogue([], [bad]))).toEqual([expect.stringContaining('no code c'), expect.stringContaining('x already means a')]);
  });
});

describe('a catalogue from files', () => {
  let dir = '';
  const put = (place: string, content: unknown) => {
    mkdirSync(dirname(join(dir, place)), { recursive: true });
    writeFileSync(join(dir, place), typeof content === 'string' ? content : JSON.stringify(content, null, 2));
  };
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'catalogue-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it('reads canonical, sources and codes', () => {
    put('canonical/cert/v1.json', dataset('cert', { colour: text({ enum: ['red'], 'x-codes': 'colour' }) }));
    put('canonical/cert/v1.examples.json', { valid: [], bad: [] });
    put('sources/water/works/v1.json', { $id: 'urn:lianshu:source:water:works:1', type: 'object', properties: { id: { type: 'string' } }, required: ['id'], 'x-key': ['id'] });
    put('codes/colour.json', colours);
    const catalogue = loadCatalogue(dir);
    expect([catalogue.datasets().length, catalogue.source('water', 'works').file, catalogue.codeSet('colour')]).toEqual([1, join(dir, 'sources/water/works/v1.json'), colours]);
  });

  it('names file, line and pointer of every problem at once', () => {
    put('canonical/cert/v1.json', dataset('cert', { x: text({ maxLenght: 3 }) }));
    put('canonical/trip/v1.json', dataset('cart', {}));
    put('canonical/plant/v1.json', '{ "$id": "urn:lianshu:canonical:plant:1",\n "type": "object",\n "type": "object" }');
    put('canonical/broken/v1.json', '{\n "$id": 1,\n oops');
    put('canonical/cert/version1.json', {});
    put('codes/colour.json', { id: 'color', titleZh: '颜色', titleEn: 'Colour', codes: [{ code: 'a' }] });
    const lines = () => {
      try {
        return String(loadCatalogue(dir));
      } catch (error) {
        return error instanceof HubError ? `${error.message}\n${error.zh}` : String(error);
      }
    };
    const said = lines();
    expect(said).toContain(`${join(dir, 'canonical/trip/v1.json')}:2 /$id: $id belongs to canonical/cart/v1.json`);
    expect(said).toContain(`${join(dir, 'canonical/plant/v1.json')}:3 /type: this key stands twice`);
    expect(said).toMatch(/broken\/v1\.json:3 \/: this is no JSON/);
    expect(said).toContain('version1.json');
    expect(said).toContain(`${join(dir, 'codes/colour.json')}`);
    expect(said).toContain('目录被拒绝');
    rmSync(join(dir, 'canonical/trip'), { recursive: true });
    rmSync(join(dir, 'canonical/plant'), { recursive: true });
    rmSync(join(dir, 'canonical/broken'), { recursive: true });
    rmSync(join(dir, 'canonical/cert/version1.json'));
    rmSync(join(dir, 'codes'), { recursive: true });
    expect(lines()).toMatch(/cert\/v1\.json:\d+ \/properties\/x\/maxLenght/);
  });

  it('says that a folder cannot be read', () => expect(() => loadCatalogue(join(dir, 'none'))).toThrow(expect.objectContaining({ code: 'CATALOGUE_UNREADABLE' })));

  it('refuses the shipped catalogue once one file of it is spoiled', () => {
    cpSync(resolve(__dirname, '../../catalogue'), dir, { recursive: true });
    expect(() => loadCatalogue(dir)).not.toThrow();
    rmSync(join(dir, 'canonical/enterprise'), { recursive: true });
    expect(() => loadCatalogue(dir)).toThrow(/there is no dataset enterprise/);
  });
});

describe('fields and links', () => {
  const catalogue = createCatalogue([
    { schema: dataset('plant', { name: text({ 'x-personal': 'name', 'x-level': 'L3' }) }) },
    {
      schema: dataset('cert', {
        plantNo: text(ref('plant', 'plant', 'certs')), volume: { type: 'number', 'x-scale': 2, 'x-precision': 8, 'x-unit': 'm3', ...titles }, at: text({ format: 'date-time' }), flag: { $ref: '#/$defs/flag', ...titles },
        plants: { type: 'array', items: { type: 'string', ...ref('plant', 'suppliers', 'supplied') }, ...titles },
        units: { type: 'array', items: { type: 'object', properties: { no: text(), makerNo: text(ref('plant', 'maker', 'made')) } }, ...titles },
        mixNo: text(ref('mix', 'mix', 'certs', { to: 'no', with: { plantNo: 'plantNo' } })),
      }, { $defs: { flag: { type: 'boolean' } } }),
    },
    { schema: dataset('mix', { plantNo: text() }, { 'x-key': ['plantNo', 'no'], required: ['plantNo', 'no'] }) },
  ]);

  it('lists scalar fields with type, scale, level and personal kind', () => {
    const fields = fieldsOf(catalogue.canonical('cert'));
    expect(fields.map((field) => [field.name, field.type])).toEqual([['no', 'string'], ['plantNo', 'string'], ['volume', 'number'], ['at', 'date-time'], ['flag', 'boolean'], ['mixNo', 'string']]);
    expect(fields[2]).toMatchObject({ scale: 2, precision: 8, unit: 'm3', level: 'L2', key: false, required: false });
    expect(fields[0]).toMatchObject({ key: true, required: true, maxLength: 40 });
    expect(fieldsOf(catalogue.canonical('plant'))[1]).toMatchObject({ level: 'L3', personal: 'name' });
    expect([levelOf(catalogue.canonical('plant'), 'name'), levelOf(catalogue.canonical('plant'), 'no')]).toEqual(['L3', 'L2']);
    expect(listFieldsOf(catalogue.canonical('cert')).map((field) => [field.name, field.element.type, field.element.ref?.as])).toEqual([['plants', 'string', 'suppliers']]);
  });

  it('calls a link with part of the key a connection', () => {
    const two = dataset('two', { b: text() }, { 'x-key': ['no', 'b'], required: ['no', 'b'] });
    const loose = createCatalogue([{ schema: two }, { schema: dataset('a', { x: text(ref('two', 'twos', 'as', { to: 'no' })) }) }]);
    expect(linksOf(loose, 'a')).toMatchObject([{ name: 'twos', one: false }]);
  });

  it('gives links out and in', () => {
    expect(linksOf(catalogue, 'cert')).toEqual([
      { name: 'plant', direction: 'out', dataset: 'plant', field: 'plantNo', list: false, nested: false, pairs: [{ own: 'plantNo', other: 'no' }], one: true },
      { name: 'suppliers', direction: 'out', dataset: 'plant', field: 'plants', list: true, nested: false, pairs: [{ own: 'plants', other: 'no' }], one: true },
      { name: 'maker', direction: 'out', dataset: 'plant', field: 'units.makerNo', list: false, nested: true, pairs: [{ own: 'units.makerNo', other: 'no' }], one: true },
      { name: 'mix', direction: 'out', dataset: 'mix', field: 'mixNo', list: false, nested: false, pairs: [{ own: 'mixNo', other: 'no' }, { own: 'plantNo', other: 'plantNo' }], one: true },
    ]);
    expect(linksOf(catalogue, 'plant').map((link) => [link.name, link.direction, link.dataset, link.one])).toEqual([['certs', 'in', 'cert', false], ['supplied', 'in', 'cert', false], ['made', 'in', 'cert', false]]);
    expect(linksOf(catalogue, 'mix')).toEqual([{ name: 'certs', direction: 'in', dataset: 'cert', field: 'mixNo', list: false, nested: false, pairs: [{ own: 'no', other: 'mixNo' }, { own: 'plantNo', other: 'plantNo' }], one: false }]);
  });
});
