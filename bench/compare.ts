// Two results of the benchmark beside each other: `npm run bench:compare -- before.json after.json`.

import { readFileSync } from 'node:fs'
import { differences } from './comparison.ts'
import { resultSchema, type Result } from './result.ts'

const [before, after] = process.argv.slice(2).map((file): Result => {
  const result = JSON.parse(readFileSync(file, 'utf8')) as Result
  if (result.schema !== resultSchema)
    throw new Error(
      `${file} has schema ${String(result.schema)}; this compares schema ${resultSchema}. Measure it again.`
    )
  return result
})
if (before === undefined || after === undefined || process.argv.length !== 4) {
  console.error('Usage: npm run bench:compare -- before.json after.json')
  process.exitCode = 2
} else {
  console.log(differences(before, after).join('\n'))
}
