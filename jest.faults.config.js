import main from './jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...main,
  testMatch: ['<rootDir>/__tests__/faults/**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/faults/uml/'],
  collectCoverageFrom: [],
  // They wait more than they compute.
  maxWorkers: 2
}
