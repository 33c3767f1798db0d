// Sums up a run of .ci/run from what jest, the faults and the e2e script left; its exit status is that of the whole run.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

interface Sum {
  readonly passed: number
  readonly failed: number
  /** What was skipped, each with its reason where it gave one. */
  readonly skipped: readonly string[]
}

interface JestResults {
  readonly numPassedTests: number
  readonly numFailedTests: number
  /** Files that could not even be loaded; their tests are not counted anywhere else. */
  readonly numRuntimeErrorTestSuites: number
  readonly testResults: readonly {
    readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[]
  }[]
}

const jestSum = (file: string): Sum => {
  const results = resultsIn(file)
  // The status of that part tells that it did not come to its end.
  if (results === undefined) return { passed: 0, failed: 0, skipped: [] }
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(({ fullName }) => fullName)
  }
}

function resultsIn(file: string): JestResults | undefined {
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResults
  } catch (error) {
    console.log(`${file} is not whole: ${String(error)}`)
    return undefined
  }
}

/** Of a script that tells in its log: `<name>: N passed, N failed`, and `SKIPPED: …` for what it could not do. */
const logSum = (name: string, file: string): Sum => {
  const log = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, passed, failed] = new RegExp(`^${name}: (\\d+) passed, (\\d+) failed`, 'm').exec(log) ?? []
  return {
    passed: Number(passed ?? 0),
    failed: Number(failed ?? 0),
    skipped: [...log.matchAll(/^SKIPPED: (.*)$/gm)].map(([, reason]) => reason ?? '')
  }
}

/** A part that failed without a failed test (types, lint, a program that is missing) counts as one failure. */
const withStatus = (sum: Sum, status: string | undefined, part: string): Sum => {
  if (status === '0' || sum.failed > 0) return sum
  console.log(`${part} ended with status ${status ?? '?'} although none of its tests failed; see above.`)
  return { ...sum, failed: 1 }
}

const [directory = '.', tests, heavy, uml, faults, e2e] = process.argv.slice(2)
const sums = [
  withStatus(jestSum(join(directory, 'jest.json')), tests, 'npm test'),
  withStatus(jestSum(join(directory, 'heavy.json')), heavy, 'npm run test:heavy'),
  withStatus(logSum('faults:uml', join(directory, 'uml.log')), uml, 'npm run faults:uml'),
  withStatus(jestSum(join(directory, 'faults.json')), faults, 'npm run faults:rest'),
  withStatus(logSum('e2e', join(directory, 'e2e.log')), e2e, 'npm run e2e')
]
const total = (count: (sum: Sum) => number): number => sums.reduce((sum, each) => sum + count(each), 0)

const skipped = sums.flatMap(sum => sum.skipped)
for (const what of skipped) console.log(`skipped: ${what}`)
const failed = total(sum => sum.failed)
const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
console.log(`${total(sum => sum.passed)} passed, ${failed} failed${tail}`)
process.exitCode = failed > 0 ? 1 : 0
