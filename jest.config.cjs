// One configuration for every package: TypeScript through swc, workspace imports resolved to their sources.
const swc = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
  },
  module: { type: 'commonjs' },
};

module.exports = {
  rootDir: __dirname,
  testEnvironment: 'node',
  testMatch: ['**/src/**/*.spec.ts', '**/e2e/**/*.e2e.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/dist/', '/var/'],
  modulePathIgnorePatterns: ['/dist/', '/var/'],
  transform: { '^.+\\.m?[tj]s$': ['@swc/jest', swc] },
  transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
  moduleNameMapper: {
    '^@lianshu/(schemas|mappings|connectors|gateway)$': '<rootDir>/$1/src/index.ts',
    '^@lianshu/(hub|sandbox|native)$': '<rootDir>/deploy/$1/src/index.ts',
  },
  testTimeout: 60000,
  maxWorkers: 2,
};
