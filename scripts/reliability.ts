// Writes docs/reliability.md from the results that the suite of faults left in .cache/faults.
// Usage: reliability.ts [--require-all]   exit status 1, once the page is written, when a row or a tier of it has no result

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { readResults, resultsDirectory } from '../__tests__/faults/support/results.ts'
import { rows } from '../__tests__/faults/support/rows.ts'
import { withoutResult } from './reliability/gaps.ts'
import { reliabilityPage } from './reliability/page.ts'

const page = join(import.meta.dirname, '../docs/reliability.md')

mkdirSync(resultsDirectory, { recursive: true })
const results = readdirSync(resultsDirectory)
  .filter(name => name.endsWith('.json'))
  .sort()
  .flatMap(name => readResults(join(resultsDirectory, name)))
writeFileSync(page, await format(reliabilityPage(rows, results), { ...(await resolveConfig(page)), filepath: page }))

const gaps = process.argv.includes('--require-all') ? withoutResult(rows, results) : []
for (const gap of gaps) console.error(`reliability.ts: ${gap}`)
process.exitCode = gaps.length === 0 ? 0 : 1
