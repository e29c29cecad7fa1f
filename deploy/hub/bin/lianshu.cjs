#!/usr/bin/env node
// The installed `lianshu` command. npm links only files that are there before the build, so this one stands in the repository and runs the built one.
const { existsSync } = require('node:fs');
const path = require('node:path');

const built = path.join(__dirname, '..', 'dist', 'cli.js');
if (existsSync(built)) {
  require(built);
} else {
  process.stderr.write('Lianshu is not built yet: run `npm run setup` first.\n');
  process.exitCode = 1;
}
