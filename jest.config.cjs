/** CommonJS by swc: see ARCHITECTURE.md, "Tests". */
module.exports = {
  testEnvironment: '<rootDir>/test/realm/environment.cjs',
  runtime: '<rootDir>/test/realm/runtime.cjs',
  testSequencer: '<rootDir>/test/realm/sequence.cjs',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: [],
  transform: {
    '^.+\\.[cm]?[jt]s$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2022',
          keepClassNames: true,
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  moduleNameMapper: {
    '^\\./thread\\.store\\.js$': '<rootDir>/test/instruments/thread.ts',
    '^\\./cost\\.store\\.js$': '<rootDir>/test/people/cost.ts',
    '(^\\.|/house)/home\\.js$': '<rootDir>/test/home.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/test/postgres.setup.mjs',
  globalTeardown: '<rootDir>/test/postgres.teardown.mjs',
  testTimeout: 60_000,
  // One more than there are processors on a small machine: some wait for a mail server, a start, a clock.
  maxWorkers: 3,
};
