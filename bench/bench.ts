// The benchmark against peers and against the limit of the machine: `npm run bench`; see README.md.

import { mkdirSync, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { repositoryRoot } from '../__tests__/support/runner-environment.ts'
import { limit, ours, peers, type Contestant } from './contestants.ts'
import { isThere, machine, measuredCommit, takePriority } from './machine.ts'
import { compiled, Meter } from './native.ts'
import { readOptions } from './options.ts'
import { directory, image } from './place.ts'
import { resultSchema, type Figure, type Row } from './result.ts'
import { run } from './sections.ts'
import { figureText, rowText } from './text.ts'

const options = readOptions(process.argv.slice(2))
const resultFile = options.result ?? join(repositoryRoot, '.cache/bench/result.json')
const scratch = mkdtempSync(join(tmpdir(), 'snapshot-bench-'))
const rows: Row[] = []
const figures: Figure[] = []
const skipped: string[] = []

const skip = (what: string): void => {
  skipped.push(what)
  console.log(`\nNot measured: ${what}.`)
}

/** At its fullest: every peer's first snapshot, and the full copies of some of them in each round. */
const roomBytes = (options.isQuick ? 12 : 30) * 2 ** 30

function checkRoom(): void {
  const { bavail, bsize } = statfsSync(scratch)
  if (bavail * bsize >= roomBytes) return
  const [free, wanted] = [bavail * bsize, roomBytes].map(bytes => `${Math.round(bytes / 2 ** 30)} GiB`)
  throw new Error(`${tmpdir()} has ${free} free; this takes up to ${wanted}. Set TMPDIR to a larger disk.`)
}

function contestants(): Contestant[] {
  const wanted = peers.filter(({ key }) => options.peers.includes(key))
  for (const { name, needs } of wanted) {
    const missing = needs.filter(command => !isThere(command))
    if (missing.length > 0) skip(`${name}: ${missing.join(', ')} is not installed`)
  }
  const here = [ours, ...wanted.filter(({ needs }) => needs.every(isThere))]
  try {
    return [...here, limit(compiled('limit', scratch, ['-lcrypto']))]
  } catch (error) {
    skip(`the limit of the machine: native/limit.c does not compile here (${String(error).split('\n')[0] ?? ''})`)
    return here
  }
}

let close = (): void => undefined
const cleanUp = (): void => {
  close()
  rmSync(scratch, { recursive: true, force: true })
}
// Interrupted, it must not leave an image mounted.
for (const [signal, status] of [
  ['SIGINT', 130],
  ['SIGTERM', 143]
] as const) {
  process.once(signal, () => {
    cleanUp()
    process.exit(status)
  })
}
try {
  if (options.hasPriority) takePriority()
  checkRoom()
  const canMount = process.getuid?.() === 0
  const meter = new Meter(compiled('timed', scratch), scratch)
  const place = canMount ? image(scratch, 'ext4', 60 * 2 ** 30) : directory(scratch)
  close = place.close
  const about = machine(`${place.filesystem}${canMount ? ' in an image, read and written directly' : ''}`)
  const from = performance.now()
  const bench = {
    options,
    scratch,
    canMount,
    contestants: contestants(),
    terms: { meter, place, stepMs: options.stepMs },
    skip,
    tell: (row: Row) => {
      rows.push(row)
      console.log(rowText(row))
    },
    figure: (figure: Figure) => {
      figures.push(figure)
      console.log(figureText(figure))
    }
  }
  for (const section of options.sections) {
    if (performance.now() - from > options.budgetMs) skip(`${section}: the time was over`)
    else await run[section](bench)
  }
  const result = {
    schema: resultSchema,
    when: new Date().toISOString(),
    commit: measuredCommit(),
    options: process.argv.slice(2).join(' '),
    machine: about,
    rows,
    figures,
    skipped
  }
  mkdirSync(dirname(resultFile), { recursive: true })
  writeFileSync(resultFile, `${JSON.stringify(result)}\n`)
  console.log(`\nEvery sample is in ${resultFile}`)
} finally {
  cleanUp()
}
