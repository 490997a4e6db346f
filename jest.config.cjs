/** CommonJS by swc: see ARCHITECTURE.md, "Tests". */
module.exports = {
  testEnvironment: 'node',
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
  transformIgnorePatterns: [
    '/node_modules/(?!(@nestjs|openid-client|oauth4webapi|jose|@noble|oidc-provider|koa|nanoid|eta|file-type|strtok3|token-types|uint8array-extras|@tokenizer|@borewit|quick-lru|got|@koa|htmlparser2|domhandler|domutils|dom-serializer|domelementtype|entities)/)',
  ],
  moduleNameMapper: {
    '^\\./thread\\.store\\.js$': '<rootDir>/test/instruments/thread.ts',
    '(^\\.|/house)/home\\.js$': '<rootDir>/test/home.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  globalSetup: '<rootDir>/test/postgres.setup.mjs',
  globalTeardown: '<rootDir>/test/postgres.teardown.mjs',
  testTimeout: 60_000,
  // One more than there are processors on a small machine: some wait for a mail server, a start, a clock.
  maxWorkers: 3,
};
