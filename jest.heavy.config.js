import main from './jest.config.js'

// What `npm test` leaves out because it takes minutes.
/** @type {import('jest').Config} */
export default {
  ...main,
  testMatch: ['<rootDir>/__tests__/**/*.heavy.test.ts'],
  testPathIgnorePatterns: ['/node_modules/']
}
