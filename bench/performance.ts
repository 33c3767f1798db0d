// Writes the figures and the picture of docs/performance.md from the results kept in bench/results: `npm run bench:page`.
// With results of .cache/bench it takes these first: `npm run bench:page -- --take`.

import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format, resolveConfig } from 'prettier'
import { repositoryRoot } from '../__tests__/support/runner-environment.ts'
import { chart } from './chart.ts'
import { drawPage, pictured } from './page.ts'
import type { Result } from './result.ts'

const kept = join(import.meta.dirname, 'results')
const file = join(repositoryRoot, 'docs/performance.md')

if (process.argv.includes('--take')) {
  mkdirSync(kept, { recursive: true })
  for (const name of ['result.json', 'scale.json']) {
    const fresh = join(repositoryRoot, '.cache/bench', name)
    if (existsSync(fresh)) copyFileSync(fresh, join(kept, name))
  }
}
const read = (name: string): Result => JSON.parse(readFileSync(join(kept, name), 'utf8')) as Result
const [result, scale] = [read('result.json'), read('scale.json')]

const page = drawPage(readFileSync(file, 'utf8'), result, scale)
writeFileSync(file, await format(page, { ...(await resolveConfig(file)), filepath: file }))
writeFileSync(
  join(repositoryRoot, 'docs/performance.svg'),
  chart(result.rows.filter(({ id }) => pictured.includes(id)))
)
