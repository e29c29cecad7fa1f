// Generates TypeScript types of all canonical datasets from the catalogue: schemas/src/generated/datasets.ts.
// `node schemas/tools/generate-types.cjs` writes the file; with --check it fails when the file is not what the catalogue says.
'use strict';
const { mkdirSync, readdirSync, readFileSync, writeFileSync, existsSync } = require('node:fs');
const { dirname, join, relative, resolve } = require('node:path');
const { compile } = require('json-schema-to-typescript');

const CANONICAL = resolve(__dirname, '../catalogue/canonical');
const TARGET = resolve(__dirname, '../src/generated/datasets.ts');
const CONDITIONS = ['anyOf', 'oneOf', 'allOf', 'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas'];
const OPTIONS = { bannerComment: '', additionalProperties: false, ignoreMinAndMaxItems: true, format: true, style: { singleQuote: true, printWidth: 140 }, declareExternallyReferenced: true };

main().catch((error) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});

async function main() {
  const text = await generate();
  const name = relative(process.cwd(), TARGET);
  if (!process.argv.includes('--check')) {
    mkdirSync(dirname(TARGET), { recursive: true });
    writeFileSync(TARGET, text);
    console.log(`wrote ${name}`);
    return;
  }
  if (!existsSync(TARGET) || readFileSync(TARGET, 'utf8') !== text) throw new Error(`${name} is stale: run \`npm run generate\` and commit the result.`);
}

async function generate() {
  const datasets = readdirSync(CANONICAL, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name).sort();
  const parts = [];
  for (const dataset of datasets) parts.push(await compile(prepare(newestSchema(dataset)), typeName(dataset), OPTIONS));
  const map = datasets.map((dataset) => `  ${dataset}: ${typeName(dataset)};`).join('\n');
  return [
    '// Types of the canonical datasets, newest versions. Generated from schemas/catalogue by `npm run generate`; do not edit.',
    ...parts.map((part) => part.trim().replace(/\/\*\*\n\s*\* (.*)\n\s*\*\/\n/g, '/** $1 */\n')),
    `/** Dataset name → type of its document. */\nexport interface DatasetTypes {\n${map}\n}`,
    '/** Names of the canonical datasets. */\nexport type DatasetName = keyof DatasetTypes;\n',
  ].join('\n\n');
}

function newestSchema(dataset) {
  const folder = join(CANONICAL, dataset);
  const versions = readdirSync(folder).map((file) => /^v(\d+)\.json$/.exec(file)?.[1]).filter(Boolean).map(Number).sort((a, b) => a - b);
  if (versions.length === 0) throw new Error(`${folder} holds no v<n>.json`);
  return JSON.parse(readFileSync(join(folder, `v${versions[versions.length - 1]}.json`), 'utf8'));
}

/** Keeps what types can say: conditions beside properties go, titles become comments, names come from the dataset alone. */
function prepare(node) {
  if (Array.isArray(node)) return node.map(prepare);
  if (typeof node !== 'object' || node === null) return node;
  const result = {};
  for (const [keyword, value] of Object.entries(node)) {
    if (keyword === '$id' || keyword === '$schema' || keyword === 'title' || keyword === 'description' || keyword.startsWith('x-')) continue;
    if (node.properties && CONDITIONS.includes(keyword)) continue;
    result[keyword] = keyword === 'properties' || keyword === '$defs' ? mapValues(value, prepare) : keyword === 'enum' || keyword === 'const' ? value : prepare(value);
  }
  const comment = commentOf(node);
  return comment ? { ...result, description: comment } : result;
}

function commentOf(node) {
  const title = [node['x-title-zh'], node['x-title-en']].filter(Boolean).join(' · ');
  const unit = node['x-unit'] ? ` (${node['x-unit']})` : '';
  return title + unit;
}

function mapValues(object, change) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}

function typeName(dataset) {
  return dataset.charAt(0).toUpperCase() + dataset.slice(1);
}
