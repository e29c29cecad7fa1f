// The shipped catalogue as a whole: it loads, every valid example passes, every bad example fails by its planted rule at its place.
import { resolve } from 'node:path';
import { codeOfFormat, codeOfKeyword, createValidator, fieldsOf, FORMAT_NAMES, linksOf, loadCatalogue, loadExamples, walkSchema, type CatalogueEntry } from '.';

const catalogue = loadCatalogue(resolve(__dirname, '../catalogue'));
const validator = createValidator(catalogue);
const entries = [...catalogue.datasets(), ...catalogue.sources()];
const stageOf = (entry: CatalogueEntry) => (entry.kind === 'canonical' ? 'canonical' : 'source');
const codeOf = (breaks: string) => (FORMAT_NAMES.has(breaks) ? codeOfFormat(breaks) : codeOfKeyword(breaks));
const RULES = [
  'required', 'type', 'enum', 'const', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'x-scale', 'x-precision', 'minItems', 'maxItems', 'uniqueItems', 'anyOf', 'oneOf', 'dependentRequired',
];

/** Kinds of rules that a schema states. Conditions (`if`) refuse nothing; a precision under a maximum is never reached. */
function rulesOf(entry: CatalogueEntry): string[] {
  const rules = new Set<string>();
  walkSchema(entry.schema, (node, { pointer }) => {
    if (/\/if(?:\/|$)/.test(pointer)) return;
    for (const rule of RULES) if (node[rule] !== undefined && !(rule === 'x-precision' && node['maximum'] !== undefined)) rules.add(rule);
    if (node['additionalProperties'] === false) rules.add('additionalProperties');
    if (node.format !== undefined) rules.add(node.format);
  });
  return [...rules];
}

describe.each(entries.map((entry) => [entry.id, entry] as const))('%s', (_id, entry) => {
  const examples = loadExamples(entry.file ?? '');

  it('accepts its valid examples', () => {
    expect(examples.valid.length).toBeGreaterThan(0);
    for (const document of examples.valid) expect(validator.check(entry.id, document, stageOf(entry))).toEqual({ ok: true, value: document });
  });

  it('refuses each bad example by its planted rule at its place', () => {
    expect(examples.bad.length).toBeGreaterThan(0);
    for (const bad of examples.bad) {
      const verdict = validator.check(entry.id, bad.value, stageOf(entry));
      expect(verdict.ok ? 'accepted' : verdict.reasons.map((reason) => `${reason.code} at ${reason.path}`)).toContain(`${codeOf(bad.breaks)} at ${bad.at}`);
    }
  });
});

describe('the catalogue', () => {
  it.each(catalogue.datasets().map((entry) => [entry.name, entry] as const))('breaks each kind of rule of %s in an example', (_name, entry) => {
    const broken = loadExamples(entry.file ?? '').bad.map((bad) => bad.breaks);
    expect(rulesOf(entry).filter((rule) => !broken.includes(rule))).toEqual([]);
  });

  it('links the worked chain: certificate to plant, site, trip and cubes', () => {
    const links = linksOf(catalogue, 'concreteCert');
    expect(links.filter((link) => link.direction === 'out').map((link) => link.dataset)).toEqual(expect.arrayContaining(['enterprise', 'project']));
    expect(links.filter((link) => link.direction === 'in').map((link) => link.dataset)).toEqual(expect.arrayContaining(['deliveryTrip', 'siteAcceptance', 'testBlockGroup']));
  });

  it('gives every dataset key columns', () => {
    for (const entry of catalogue.datasets()) expect(fieldsOf(entry).filter((field) => field.key).map((field) => field.name).sort()).toEqual([...entry.key].sort());
  });
});
