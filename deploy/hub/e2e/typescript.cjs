// Lets a child process of a scenario run this package's TypeScript as jest does; the other packages come from their builds.
const { readFileSync } = require('node:fs');
const { transformSync } = require('@swc/core');
const { transform } = require('../../../jest.config.cjs');

const [, options] = Object.values(transform)[0];

require.extensions['.ts'] = (module, filename) => {
  const { code } = transformSync(readFileSync(filename, 'utf8'), { ...options, filename, swcrc: false, sourceMaps: 'inline' });
  module._compile(code, filename);
};
