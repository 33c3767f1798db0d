// Tier K of the fault suite: every fault that takes a machine of our own to break. Run by `npm run faults:uml`.
// Its last line counts: `faults:uml: N passed, N failed`, with `, N skipped` where something was missing.
// Words given to it choose the faults that have one of them: `npm run faults:uml -- xfs NFS`.

import { readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type FaultResult, recordResult, resultsDirectory } from '../support/results.ts'
import { type Fault, type Job, jobs } from './jobs.ts'
import { lackingMachines, lackingPrograms } from './lacking.ts'

const chosen = process.argv.slice(2)
const counts = { passed: 0, failed: 0, skipped: 0 }
/** A machine has one processor, and waits now and then. */
const lanes = Math.min(Math.max(availableParallelism(), 2), 4)

function record({ row, title, kind = 'fault' }: Fault, outcome: Pick<FaultResult, 'result' | 'why' | 'figures'>): void {
  counts[outcome.result]++
  recordResult(`uml-${row}`, { row, tier: 'K', title, kind, otherwise: [], ...outcome })
  const { result, why, figures } = outcome
  if (result === 'skipped') console.log(`SKIPPED: row ${row}, ${title}: ${why ?? ''}`)
  else console.log([result === 'passed' ? 'ok    ' : 'FAILED', String(row), title, ...figures].join('  '))
  if (result === 'failed') console.log(why)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

async function work({ needs, begin, faults }: Job): Promise<void> {
  const lacking = lackingPrograms(...needs)
  if (lacking !== undefined) {
    for (const fault of faults) record(fault, { result: 'skipped', why: lacking, figures: [] })
    return
  }
  let stand
  try {
    stand = await begin()
  } catch (error) {
    for (const fault of faults) record(fault, { result: 'failed', why: messageOf(error), figures: [] })
    return
  }
  try {
    for (const fault of faults) {
      try {
        record(fault, { result: 'passed', figures: await stand.make(fault) })
      } catch (error) {
        record(fault, { result: 'failed', why: messageOf(error), figures: [] })
      }
    }
  } finally {
    await stand.end()
  }
}
