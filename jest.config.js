/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  // rewriteRelativeImportExtensions turns '.ts' specifiers into '.js'.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['ts-jest', { useESM: true, tsconfig: 'tsconfig.json' }] },
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  // Of the faults, only what any user can make here: `npm run faults` makes all of them. What takes minutes is left to
  // `npm run test:heavy`.
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/__tests__/faults/(?!.*\\.plain\\.test\\.ts$)',
    '\\.heavy\\.test\\.ts$'
  ],
  // Not `roots: ['__tests__']`: that would hide sources without a test from coverage.
  collectCoverageFrom: ['src/**/*.ts'],
  coverageProvider: 'v8',
  coverageReporters: ['text', 'lcov', 'json-summary'],
  // Jest's own choice leaves one core idle, which on two cores is half of the machine.
  maxWorkers: '100%',
  // Generous: on a machine that is busy with something else, nothing but a hang is to fail for its time.
  testTimeout: 180_000
}
