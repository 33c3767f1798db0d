// Draws the pictures of docs/retention.md. With --check it only tells whether they are current, as a test does.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { drawPictures } from './retention-docs/pictures.js'
const file = join(import.meta.dirname, '../docs/retention.md')
const current = readFileSync(file, 'utf8')
const next = await format(drawPictures(current), { ...(await resolveConfig(file)), parser: 'markdown' })
if (next !== current && process.argv.includes('--check')) {
  console.error('docs/retention.md is not what the code draws: run "node scripts/retention-docs.ts"')
  process.exitCode = 1
} else if (next !== current) {
  writeFileSync(file, next)
  console.log('docs/retention.md written')
}
