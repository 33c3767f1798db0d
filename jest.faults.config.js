import main from './jest.config.js'

// Those that can be made anywhere have run in `npm test` by then.
const left = process.env.FAULTS === 'rest' ? ['\\.plain\\.test\\.ts$'] : []

/** @type {import('jest').Config} */
export default {
  ...main,
  testMatch: ['<rootDir>/__tests__/faults/**/*.test.ts'],
  // User-Mode Linux has a script of its own.
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/__tests__/faults/uml/', ...left],
  // They wait more than they compute.
  maxWorkers: 3
}
