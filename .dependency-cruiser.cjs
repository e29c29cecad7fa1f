// The staircase: each floor imports only floors above it; simulators import nothing of ours; no runtime cycles.
const floor = (from, forbidden) => ({
  name: `${from.replace(/\W+/g, '-')}-stays-on-its-stair`,
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: `^(node_modules/@lianshu/)?(${forbidden})/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    floor('schemas', 'mappings|connectors|gateway|deploy|hub|sandbox|native'),
    floor('mappings', 'connectors|gateway|deploy|hub|sandbox|native'),
    floor('connectors', 'gateway|deploy|hub|sandbox|native'),
    floor('gateway', 'deploy|hub|sandbox|native'),
    floor('deploy/sandbox', 'schemas|mappings|connectors|gateway|hub|native|deploy/hub|deploy/native'),
    floor('deploy/native', 'schemas|mappings|connectors|gateway|hub|sandbox|deploy/hub|deploy/sandbox'),
    { name: 'one-home-kafkajs', severity: 'error', from: { pathNot: '^connectors/src/(bus|sources|sinks)/|^deploy/bench' }, to: { path: 'node_modules/kafkajs' } },
    { name: 'one-home-typeorm', severity: 'error', from: { pathNot: '^gateway/src/store/' }, to: { path: 'node_modules/typeorm' } },
    { name: 'one-home-ajv', severity: 'error', from: { pathNot: '^schemas/src/' }, to: { path: 'node_modules/ajv' } },
    { name: 'one-home-cron', severity: 'error', from: { pathNot: '^connectors/src/exchange/' }, to: { path: 'node_modules/node-cron' } },
  ],
  options: {
    doNotFollow: { path: '(node_modules|/dist/)' },
    exclude: { path: '\\.(spec|contract|e2e)\\.ts$' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'] },
  },
};
