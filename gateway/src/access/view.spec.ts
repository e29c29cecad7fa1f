// Views are compiled fail-closed: unknown words open nothing, hidden fields are gone at every depth.
import fc from 'fast-check';
import { createCatalogue, type JsonObject, type JsonValue, type SchemaNode } from '@lianshu/schemas';
import { CITY_SCHEMAS } from '../api/testing/city-schemas';
import { within } from './levels';
import { pruneSchema } from './prune';
import { stripperOf } from './strip';
import { compileView } from './view';

const catalogue = createCatalogue(CITY_SCHEMAS.map((schema) => ({ schema, file: '' })));
const partner = (...grants: [string, string][]) => compileView(catalogue, { role: 'partner', grants: grants.map(([dataset, maxLevel]) => ({ dataset, maxLevel: maxLevel as 'L2' })) });
const fields = (view: ReturnType<typeof partner>, dataset: string) => keysOf(view.datasets.get(dataset)?.schema);
const keysOf = (node: SchemaNode | undefined) => Object.keys(node?.properties ?? {});

describe('a view', () => {
  it('holds granted datasets only', () => {
    expect([...partner(['cert', 'L2']).datasets.keys()]).toEqual(['cert']);
  });

  it('leaves out what lies above the ceiling and every personal field, at every depth', () => {
    const cert = partner(['cert', 'L2']).datasets.get('cert')?.schema.properties ?? {};
    expect(Object.keys(cert)).toEqual(['certNo', 'plantUscc', 'grade', 'volume', 'issuedAt', 'status', 'defenceClass', 'reportNos', 'materials', 'driver']);
    expect(keysOf(cert.driver)).toEqual(['ref']);
    expect(keysOf(cert.materials?.items)).toEqual(['material', 'kg']);
  });

  it('shows higher fields under a higher ceiling, and personal ones never', () => {
    expect(fields(partner(['cert', 'L4']), 'cert')).toContain('price');
    expect(fields(partner(['cert', 'L4']), 'cert')).not.toContain('idNo');
  });

  it('does not hold a dataset whose key is hidden', () => {
    expect(partner(['wage', 'L2']).datasets.size).toBe(0);
  });

  it.each(['l2', 'L5', '', 'L22', '__proto__', 'constructor'])('opens nothing for the level word %j', (word) => {
    expect(partner(['cert', word]).datasets.size).toBe(0);
    expect(within(word, 'L4')).toBe(false);
    expect(within('L1', word)).toBe(false);
  });

  it.each([{ 'x-level': 'public' }, { 'x-share': 'everybody' }, { 'x-share': 'none' }, { 'x-personal': 'unheard-of' }])('hides a field marked %j', (mark) => {
    const schema = { type: 'object', 'x-level': 'L1', properties: { a: { type: 'string' }, b: { type: 'string', ...mark } } } as unknown as SchemaNode;
    expect(Object.keys(pruneSchema(schema, 'L4', 'partner')?.properties ?? {})).toEqual(['a']);
  });

  it('shows nothing of a schema without a level', () => {
    expect(pruneSchema({ type: 'object', properties: { a: { type: 'string' } } }, 'L4', 'partner')).toBeUndefined();
  });

  it('gives staff every dataset up to L3, without personal fields', () => {
    const view = compileView(catalogue, { role: 'staff', grants: [] });
    expect([...view.datasets.keys()].sort()).toEqual(['cert', 'plant', 'report', 'wage']);
    expect(fields(view, 'cert')).toContain('price');
    expect(fields(view, 'cert')).not.toContain('idNo');
  });

  it('has one signature for equal rights and another for any difference', () => {
    expect(partner(['cert', 'L2'], ['plant', 'L1']).signature).toBe(partner(['plant', 'L1'], ['cert', 'L2']).signature);
    const others = [partner(['cert', 'L2']), partner(['cert', 'L3']), partner(['plant', 'L1']), partner(['plant', 'L2']), partner(), compileView(catalogue, { role: 'staff', grants: [] })];
    expect(new Set(others.map(({ signature }) => signature)).size).toBe(others.length);
  });
});

describe('stripping', () => {
  const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const anything: fc.Arbitrary<JsonValue> = fc.letrec<{ node: JsonValue }>((tie) => ({
    node: fc.oneof({ depthSize: 'small' }, leaf, fc.array(tie('node'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('certNo', 'driver', 'name', 'idNo', 'price', 'materials', 'recipe', 'kg', 'x'), tie('node'), { maxKeys: 5 })),
  })).node;
  const view = partner(['cert', 'L2']).datasets.get('cert');
  const shape = JSON.stringify(view?.schema);

  it('leaves no hidden field in any document, however malformed', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('certNo', 'driver', 'materials', 'idNo', 'price'), anything), (document) => {
      const text = JSON.stringify(view?.strip(document as JsonObject));
      expect(text).not.toMatch(/"(idNo|price|name|recipe|x)":/);
    }));
    expect(shape).not.toMatch(/"(idNo|price|recipe)":/);
  });

  it('changes nothing of what is visible', () => {
    const strip = stripperOf({ type: 'object', properties: { a: { type: 'number' }, b: { type: 'array', items: { type: 'string' } } } });
    expect(strip({ a: 1.5, b: ['x', 'y'], c: 1 })).toEqual({ a: 1.5, b: ['x', 'y'] });
  });
});
