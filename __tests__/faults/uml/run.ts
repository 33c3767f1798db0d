// Tier K of the fault suite: every fault that takes a machine of our own to break. Run by `npm run faults:uml`.
// Its last line counts: `faults:uml: N passed, N failed`, with `, N skipped` where something was missing.
// Words given to it choose the faults whose title has one of them: `npm run faults:uml -- xfs 'NFS 3'`.

import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { messageOf } from '../../../src/core/failure.ts'
import { type FaultResult, recordResult, resultsDirectory } from '../support/results.ts'
import { type Fault, type Job, jobs } from './jobs.ts'
import { lackingMachines, lackingPrograms } from './lacking.ts'

type Outcome = Pick<FaultResult, 'result' | 'why' | 'figures'>

const counts = { passed: 0, failed: 0, skipped: 0 }

function record({ row, title, kind }: Fault, outcome: Outcome): void {
  const { result, why = '', figures } = outcome
  counts[result]++
  recordResult(`uml-${row}`, { row, tier: 'K', title, kind: kind ?? 'fault', otherwise: [], ...outcome })
  if (result === 'skipped') console.log(`SKIPPED: row ${row}, ${title}: ${why}`)
  else console.log([result === 'passed' ? 'ok    ' : 'FAILED', row, title, ...figures].join('  '))
  if (result === 'failed') console.log(why.replaceAll(/^/gm, '        '))
}

async function work({ needs, faults, end }: Job, lacking: string | undefined): Promise<void> {
  const why = lacking ?? lackingPrograms(...needs)
  for (const fault of faults) {
    if (why !== undefined) {
      record(fault, { result: 'skipped', why, figures: [] })
      continue
    }
    const startedAt = performance.now()
    try {
      record(fault, { result: 'passed', figures: await fault.run() })
    } catch (error) {
      record(fault, { result: 'failed', why: messageOf(error), figures: [] })
    }
    console.log(`        in ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
  }
  try {
    await end?.()
  } catch (error) {
    counts.failed++
    console.log(`FAILED  the machines could not be ended: ${messageOf(error)}`)
  }
}

function seedOf(given: string | undefined): number {
  const seed = Number(given ?? Date.now() % 1_000_000)
  if (Number.isInteger(seed) && seed >= 0) return seed
  throw new Error(`FAULTS_SEED is "${String(given)}"; it takes a whole number, as an earlier run printed it`)
}

const words = process.argv.slice(2)
const isChosen = ({ title }: Fault): boolean => words.length === 0 || words.some(word => title.includes(word))
const seed = seedOf(process.env.FAULTS_SEED)
console.log(`Faults by User-Mode Linux; FAULTS_SEED=${seed} makes the same again.`)
mkdirSync(resultsDirectory, { recursive: true })
// Results of faults that are no more must not stay.
for (const file of words.length > 0 ? [] : readdirSync(resultsDirectory).filter(name => /^uml-\d+\.json$/.test(name)))
  rmSync(join(resultsDirectory, file))

const lacking = await lackingMachines()
const queue = jobs(seed).map(job => ({ ...job, faults: job.faults.filter(isChosen) }))
const lane = async (): Promise<void> => {
  for (let job = queue.shift(); job !== undefined; job = queue.shift()) await work(job, lacking)
}
// A machine has one processor, and waits at times.
await Promise.all(Array.from({ length: Math.min(Math.max(availableParallelism(), 2), 4) }, lane))

const tail = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
console.log(`faults:uml: ${counts.passed} passed, ${counts.failed} failed${tail}`)
process.exitCode = counts.failed > 0 ? 1 : 0
