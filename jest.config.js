const swc = (module) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
    },
    module: { type: module },
  },
];

/** Packages that are ES modules alone and that CommonJS ones require: Node does that, Jest before Node 24.9 does not. */
const REQUIRED_MODULES = ['content-disposition', 'cookie', 'set-cookie-parser', 'toad-cache'].join('|');

export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': swc('es6'),
    [`/node_modules/(${REQUIRED_MODULES})/.+\\.js$`]: swc('commonjs'),
  },
  transformIgnorePatterns: [`/node_modules/(?!(${REQUIRED_MODULES})/)`],
  testTimeout: 120_000,
};
