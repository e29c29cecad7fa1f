// Writes connectors/README.md and the section `## connectors` of docs/errors.md from the built package; with --check it only compares.
'use strict';
const { existsSync, readFileSync, writeFileSync } = require('node:fs');
const { join, relative, resolve } = require('node:path');
const { errorsSection, kindsPage } = require('../dist/docs-pages.js');

const root = resolve(__dirname, '../..');
const errorsFile = join(root, 'docs/errors.md');
const pages = [
  [join(root, 'connectors/README.md'), kindsPage()],
  [errorsFile, withSection(readFileSync(errorsFile, 'utf8'), 'connectors', errorsSection())],
];

for (const [file, text] of pages) {
  const fresh = existsSync(file) && readFileSync(file, 'utf8') === text;
  if (fresh) continue;
  if (process.argv.includes('--check')) {
    console.error(`${relative(process.cwd(), file)} is stale: run \`node connectors/tools/generate-docs.cjs\` and commit the result.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, text);
    console.log(`wrote ${relative(process.cwd(), file)}`);
  }
}

/** Replaces the section, or adds it at the end. */
function withSection(page, name, text) {
  const start = page.search(new RegExp(`^## ${name}\\n`, 'm'));
  const section = `## ${name}\n\n${text}\n`;
  if (start < 0) return `${page.trimEnd()}\n\n${section}`;
  const next = page.indexOf('\n## ', start);
  return page.slice(0, start) + section + (next < 0 ? '' : page.slice(next));
}
