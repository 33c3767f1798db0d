import main from './jest.config.js'

/** @type {import('jest').Config} */
export default {
  ...main,
  testMatch: ['<rootDir>/__tests__/**/*.heavy.test.ts'],
  testPathIgnorePatterns: ['/node_modules/']
}
