// What became of every fault, one file for each test file in .cache/faults: docs/reliability.md is written from them.

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { repositoryRoot } from '../../support/runner-environment.ts'
import type { Invariant } from './invariants.ts'
import type { Tier } from './rows.ts'

export interface FaultResult {
  readonly row: number
  readonly tier: Tier
  readonly title: string
  /** `control`: a fault that does harm once the protection against it is taken away, and was seen to. */
  readonly kind: 'fault' | 'control'
  readonly result: 'passed' | 'failed' | 'skipped'
  /** Why it was skipped, or how it failed. */
  readonly why?: string
  readonly figures: readonly string[]
  /** Invariants that were looked at in another way, each with the reason. */
  readonly otherwise: readonly { readonly invariant: Invariant; readonly why: string }[]
}

export const resultsDirectory = join(repositoryRoot, '.cache/faults')

/** Adds it to the results of its test file, in place of an earlier one of that row, kind and title. */
export function recordResult(testFile: string, result: FaultResult): void {
  const file = join(resultsDirectory, `${basename(testFile).replace(/\.test\.ts$/, '')}.json`)
  const others = readResults(file).filter(
    each => each.row !== result.row || each.kind !== result.kind || each.title !== result.title
  )
  mkdirSync(dirname(file), { recursive: true })
  // One file has one writer at a time; whoever reads meanwhile sees all of the old one or all of the new one.
  writeFileSync(`${file}.tmp`, `${JSON.stringify([...others, result], undefined, 2)}\n`)
  renameSync(`${file}.tmp`, file)
}

export function readResults(file: string): readonly FaultResult[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as FaultResult[]
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
