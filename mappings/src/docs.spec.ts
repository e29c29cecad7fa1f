// The pages cannot drift: README's ops and docs/errors.md say what the code says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checkChain } from './check/chains';
import { createChecker } from './check/checker';
import { createPrepareEnv } from './chain';
import { MAPPING_ERRORS } from './errors';
import { FAULTS } from './fault';
import { OPS } from './ops';
import type { MappingTable } from './table';
import { COLOURS, smallCatalogue } from './test-catalogue';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
const page = readFileSync(join(__dirname, '../../docs/errors.md'), 'utf8');
const section = /\n## mappings\n(.*?)(?=\n## |$)/s.exec(page)?.[1] ?? '';

describe('the README of the ops', () => {
  it('has a section for each op, in the order of the list, and none besides', () => {
    const chapter = /\n## Ops\n(.*?)\n## /s.exec(readme)?.[1] ?? '';
    expect([...chapter.matchAll(/^### (\S+)/gm)].map((match) => match[1])).toEqual(OPS.map((op) => op.name));
  });

  it.each(OPS.map((op) => [op.name, op] as const))('says of %s what the op says of itself', (_name, op) => {
    expect(readme).toContain(`### ${op.name} (${op.title.zh})\n\n${op.docs.en}\n\n${op.docs.zh}\n\n\`\`\`yaml\n${op.example}\n\`\`\`\n`);
  });

  it.each(OPS.map((op) => [op.name, op.example] as const))('gives an example of %s that the check accepts', (name, example) => {
    const written = parse(`{ ${example} }`) as { ops: string[] };
    const schema = { properties: {} };
    const sets = ['material', 'penaltyType'].map((id) => ({ ...COLOURS, id, codes: [{ code: 'stone', zh: '石', en: 'Stone' }] }));
    const catalogue = { ...smallCatalogue(schema, schema), codeSets: () => sets };
    const place = { root: schema, node: schema };
    const checker = createChecker({ lineOf: () => 1 } as unknown as MappingTable, createPrepareEnv(catalogue, undefined), place);
    checkChain(checker, written.ops, { kind: 'any', place: undefined }, { element: place, inList: false }, ['ops']);
    expect(checker.problems.map((problem) => problem.text.en)).toEqual([]);
    expect(JSON.stringify(written.ops)).toContain(name);
  });
});

describe('docs/errors.md', () => {
  const rows = [...section.matchAll(/^\| ([A-Z][A-Z_]+) \| (.*) \|$/gm)].map((match) => [match[1], match[2]]);

  it('lists the faults of this package with status and messages', () => {
    const faults = Object.entries(MAPPING_ERRORS).map(([code, spec]) => [code, `${spec.status} | ${spec.message.en} | ${spec.message.zh}`.replaceAll('\n', ' ')]);
    expect(rows.slice(0, faults.length)).toEqual(faults);
  });

  it('lists the reasons of the stage map with what to do', () => {
    expect(rows.slice(Object.keys(MAPPING_ERRORS).length)).toEqual(Object.entries(FAULTS).map(([code, hint]) => [code, `${hint.en} | ${hint.zh}`]));
  });
});
