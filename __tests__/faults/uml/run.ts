// Tier K of the fault suite: every row that takes a machine of our own to break. Run by `npm run faults:uml`.
// Its last line counts: `faults:uml: N passed, N failed`, with `, N skipped` where something was missing.
// Words given to it choose the rows and titles that have one of them: `npm run faults:uml -- xfs 20`.

import { readdirSync, rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { recordResult, resultsDirectory, type FaultResult } from '../support/results.ts'
import { furtherCuts, keyCuts, randomCuts } from './cuts.ts'
import { lostWrites, writeErrors } from './flaky-disk.ts'
import type { DiskFilesystem } from './ground.ts'
import { lackingMachines, lackingPrograms, type Program } from './lacking.ts'
import { bootPair, steps, type Version } from './nfs.ts'
import { noticeMissingSync, surviveCuts } from './power-cut.ts'

interface Fault {
  readonly row: number
  readonly title: string
  readonly kind?: 'control'
  readonly run: () => Promise<readonly string[]>
}

/** Faults that are made one after the other; jobs run beside each other. */
interface Job {
  readonly needs: readonly Program[]
  readonly faults: readonly Fault[]
  readonly end?: () => Promise<void>
}

const seed = Number(process.env.FAULTS_SEED ?? Date.now() % 1_000_000)
if (!Number.isInteger(seed)) throw new Error(`FAULTS_SEED is "${String(process.env.FAULTS_SEED)}"; it takes a whole number`)

const chosen = process.argv.slice(2)
const counts = { passed: 0, failed: 0, skipped: 0 }
