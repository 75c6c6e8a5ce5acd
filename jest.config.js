// Projects: unit and model (no servers); integration, security, e2e and faults (real servers, started once by globalSetup.ts).
// The ESM-only packages are transformed, because the tests run as CommonJS.
const esmOnly = [
  'execa',
  'get-port',
  'listr2',
  'nanoid',
  'jose',
  'uuid',
  'is-plain-obj',
  'get-stream',
  'is-stream',
  'npm-run-path',
  'path-key',
  'pretty-ms',
  'parse-ms',
  'strip-final-newline',
  'unicorn-magic',
  '@sindresorhus',
  'figures',
  'is-unicode-supported',
  'yoctocolors',
  '@sec-ant',
  'signal-exit',
  'human-signals',
  'oauth2-mock-server',
];
const shared = {
  testEnvironment: 'node',
  transform: {
    '^.+\\.[mc]?[tj]s$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
const servers = {
  globalSetup: '<rootDir>/test/support/globalSetup.ts',
  globalTeardown: '<rootDir>/test/support/globalTeardown.ts',
  setupFilesAfterEnv: ['<rootDir>/test/support/secondTry.ts'],
};
module.exports = {
  projects: [
    { ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/unit/**/*.test.ts'] },
    { ...shared, displayName: 'model', testMatch: ['<rootDir>/test/model/**/*.test.ts'] },
    {
      ...shared,
      ...servers,
      displayName: 'integration',
      setupFiles: ['<rootDir>/test/support/quietWorkers.ts'],
      testMatch: ['<rootDir>/test/integration/**/*.test.ts'],
    },
    // One file per guard against abuse, named after it.
    { ...shared, ...servers, displayName: 'security', testMatch: ['<rootDir>/test/security/**/*.test.ts'] },
    { ...shared, ...servers, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.test.ts'] },
    { ...shared, ...servers, displayName: 'faults', testMatch: ['<rootDir>/test/faults/**/*.test.ts'] },
  ],
  reporters: ['default', '<rootDir>/test/support/tally.js'],
  testTimeout: 60000,
};
