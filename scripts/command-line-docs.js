// Writes the help texts of docs/command-line.md. With --check it only tells whether they are current, as a test does.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { fillInHelp } from './command-line-docs/help-texts.js'
const file = join(import.meta.dirname, '../docs/command-line.md')
const current = readFileSync(file, 'utf8')
const next = await format(fillInHelp(current), { ...(await resolveConfig(file)), parser: 'markdown' })
if (next !== current && process.argv.includes('--check')) {
  console.error('docs/command-line.md is not what the code says: run "node scripts/command-line-docs.ts"')
  process.exitCode = 1
} else if (next !== current) {
  writeFileSync(file, next)
  console.log('docs/command-line.md written')
}
