// The real catalogue in GraphQL: every dataset, every view of one dataset, valid, named once, built fast.
import { join } from 'node:path';
import { getIntrospectionQuery, graphqlSync, isObjectType, printSchema, validateSchema } from 'graphql';
import { loadCatalogue, type Level } from '@lianshu/schemas';
import { compileView } from '../access/view';
import { planCatalogue } from '../store/dataset-plan';
import { plural } from './datasets/names';
import { createHubSchemas } from './hub/hub-schema';
import { buildViewSchema } from './view-schema';

const catalogue = loadCatalogue(join(__dirname, '../../../schemas/catalogue'));
const plans = planCatalogue(catalogue);
const hub = createHubSchemas();
const names = catalogue.datasets().map(({ name }) => name);
const whole = compileView(catalogue, { role: 'operator', grants: names.map((dataset) => ({ dataset, maxLevel: 'L4' as const })) });

describe('the schema of the whole catalogue', () => {
  it('is valid and answers introspection', () => {
    const schema = buildViewSchema(whole, plans, hub);
    expect(validateSchema(schema)).toEqual([]);
    expect(graphqlSync({ schema, source: getIntrospectionQuery() }).errors).toBeUndefined();
  });

  it('has by key, connection and statistics for every dataset', () => {
    const fields = Object.keys(buildViewSchema(whole, plans, hub).getQueryType()?.getFields() ?? {});
    for (const name of names) expect(fields).toEqual(expect.arrayContaining([name, plural(name), `${plural(name)}Aggregate`]));
  });

  it('has every link of the catalogue, both ways', () => {
    const schema = buildViewSchema(whole, plans, hub);
    const fieldsOf = (dataset: string) => {
      const type = schema.getType(dataset.charAt(0).toUpperCase() + dataset.slice(1));
      return isObjectType(type) ? Object.keys(type.getFields()) : [];
    };
    let links = 0;
    for (const { name, schema: { properties } } of [...whole.datasets.values()]) {
      for (const node of Object.values(properties ?? {})) {
        const ref = node['x-ref'] ?? node.items?.['x-ref'];
        if (!ref || !whole.datasets.has(ref.dataset)) continue;
        links += 1;
        expect(fieldsOf(name)).toContain(ref.as);
        expect(fieldsOf(ref.dataset)).toContain(ref.reverse);
      }
    }
    expect(fieldsOf('materialBatch')).toContain('productionBatches');
    expect(fieldsOf('placement')).toContain('civilDefences');
    expect(links).toBeGreaterThan(40);
  });
});

describe('the schema of one grant', () => {
  it.each([['L3', true], ['L2', false]] as const)('has a link that comes from a nested field only where that field is seen: at %s', (maxLevel, seen) => {
    const grants = [{ dataset: 'placement', maxLevel: 'L2' as const }, { dataset: 'civilDefence', maxLevel }];
    const placement = buildViewSchema(compileView(catalogue, { role: 'partner', grants }), plans, hub).getType('Placement');
    expect(isObjectType(placement) && 'civilDefences' in placement.getFields()).toBe(seen);
  });

  it.each(names.flatMap((name) => (['L1', 'L2', 'L3', 'L4'] as const).map((level) => [name, level] as [string, Level])))('is valid and names no personal field: %s at %s', (dataset, maxLevel) => {
    const schema = buildViewSchema(compileView(catalogue, { role: 'partner', grants: [{ dataset, maxLevel }] }), plans, hub);
    expect(validateSchema(schema)).toEqual([]);
    expect(printSchema(schema)).not.toMatch(/\b(legalRepIdNo|legalRepName|nameMasked|contactMasked|terminalSim|accountMasked|reporterRef)\b/);
  });
});
