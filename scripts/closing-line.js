// Sums up a run of .ci/run from what jest, the faults and the e2e script left; its exit status is that of the whole run.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
const jestSum = file => {
  if (!existsSync(file)) return { passed: 0, failed: 0, skipped: [] }
  const results = JSON.parse(readFileSync(file, 'utf8'))
  return {
    passed: results.numPassedTests,
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    skipped: results.testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .filter(({ status }) => status === 'pending' || status === 'todo' || status === 'disabled')
      .map(({ fullName }) => fullName)
  }
}
const e2eSum = file => {
  const log = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const [, passed, failed] = /^e2e: (\d+) passed, (\d+) failed/m.exec(log) ?? []
  return {
    passed: Number(passed ?? 0),
    failed: Number(failed ?? 0),
    skipped: [...log.matchAll(/^SKIPPED: (.*)$/gm)].map(([, reason]) => reason ?? '')
  }
}
/** A part that failed without a failed test (types, lint, a program that is missing) counts as one failure. */
const withStatus = (sum, status, part) => {
  if (status === '0' || sum.failed > 0) return sum
  console.log(`${part} ended with status ${status ?? '?'} although none of its tests failed; see above.`)
  return { ...sum, failed: 1 }
}
const [directory = '.', tests, faults, e2e] = process.argv.slice(2)
const sums = [
  withStatus(jestSum(join(directory, 'jest.json')), tests, 'npm test'),
  withStatus(jestSum(join(directory, 'faults.json')), faults, 'npm run faults:rest'),
  withStatus(e2eSum(join(directory, 'e2e.log')), e2e, 'npm run e2e')
]
const total = count => sums.reduce((sum, each) => sum + count(each), 0)
const skipped = sums.flatMap(sum => sum.skipped)
for (const what of skipped) console.log(`skipped: ${what}`)
const failed = total(sum => sum.failed)
const tail = skipped.length > 0 ? `, ${skipped.length} skipped` : ''
console.log(`${total(sum => sum.passed)} passed, ${failed} failed${tail}`)
process.exitCode = failed > 0 ? 1 : 0
