// Writes docs/reliability.md from the results that the suite of faults left in .cache/faults.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { readResults, resultsDirectory } from '../__tests__/faults/support/results.js'
import { rows } from '../__tests__/faults/support/rows.js'
import { reliabilityPage } from './reliability/page.js'
const page = join(import.meta.dirname, '../docs/reliability.md')
mkdirSync(resultsDirectory, { recursive: true })
const results = readdirSync(resultsDirectory)
  .filter(name => name.endsWith('.json'))
  .sort()
  .flatMap(name => readResults(join(resultsDirectory, name)))
writeFileSync(page, await format(reliabilityPage(rows, results), { ...(await resolveConfig(page)), filepath: page }))
